/// What came of searching a word of a record in one character set.
struct CharsetTrial: Hashable {
    /// What was found.
    enum Result: Hashable {
        /// The record, or another with the word in its title.
        case again(hits: Int)
        /// Records without the word.
        case others(hits: Int)
        case nothing
        /// No answer: why.
        case failed(String)
    }

    let charset: String
    let result: Result
}

/// The character sets in which a word might have to be sent, likeliest first.
///
/// - Parameters:
///   - word: the word.
///   - configured: what the member takes as it is described.
///   - records: the character set of its records.
/// - Returns: those that have codes for the word, none twice.
func candidateCharsets(for word: TellingWord, configured: String, records: String) -> [String] {
    let usual = word.isChinese ? ["utf-8", "gb18030", "big5", "marc-8"] : ["utf-8", "marc-8", "iso-8859-1"]
    var names: [String] = []
    for name in [configured.lowercased(), "utf-8"] + (records == "auto" ? [] : [records]) + usual
    where !names.contains(name) && (try? checkWritable(word.text, in: name)) != nil {
        names.append(name)
    }
    return names
}

/// What a reply to a search for `word` says of the character set that it went out in.
func charsetResult(_ reply: MemberReply, for word: TellingWord, read: (RawRecord) -> Record?) -> CharsetTrial.Result {
    switch reply {
    case .failure(let failure): return .failed(words(for: failure))
    case .success(let answer):
        guard answer.hitCount > 0 else { return .nothing }
        let isAgain = answer.records.contains { raw in
            if raw == word.source { return true }
            guard let description = read(raw).map(Bibliographic.init) else { return false }
            let titles = [description.title].compactMap { $0 } + description.alternativeTitles
            return titles.contains { $0.lowercased().contains(word.text.lowercased()) }
        }
        return isAgain ? .again(hits: answer.hitCount) : .others(hits: answer.hitCount)
    }
}

/// The character set to ask in, given what each found; `nil` when none found anything.
///
/// The one that is configured when it finds the record; else the first that does; else, with less certainty, the first
/// that finds anything.
func bestCharset(of trials: [CharsetTrial], configured: String) -> (charset: String, isCertain: Bool)? {
    let again = trials.filter { if case .again = $0.result { true } else { false } }.map(\.charset)
    if let best = again.first(where: { $0 == configured.lowercased() }) ?? again.first { return (best, true) }
    let others = trials.first { if case .others = $0.result { true } else { false } }
    return others.map { ($0.charset, false) }
}

extension Interview {
    /// Searches a non-ASCII word of one of its records in each character set that has codes for it.
    mutating func tryQueryCharsets() async {
        progress("character set of queries", questions)
        let words = tellingWords(in: sample)
        guard !words.isEmpty else {
            comments["query_charset"] = "not certain: no record had a word to try it with"
            return add(
                .queries, "character set", .untried,
                "no title in the sample has a word that would tell; \(learnt.queryCharset) is taken for granted")
        }
        for word in words {
            let trials = await trials(of: word)
            guard let (charset, isCertain) = bestCharset(of: trials, configured: member.queryCharset) else { continue }
            for trial in trials { addTrial(trial, word) }
            learnt.queryCharset = charset
            if !isCertain || isIndiscriminate {
                comments["query_charset"] = "not certain: what it found does not have the word in its title"
            }
            return
        }
        guard endedEarly == nil else { return }
        learnt.queryCharset = member.queryCharset
        comments["query_charset"] = "not certain: no character set found a record again"
        let tried = words.map { "‘\($0.text)’" }.joined(separator: ", ")
        add(
            .queries, "character set", .doubtful,
            "none found \(tried) again, though it stands in titles of its own records")
    }

    private mutating func trials(of word: TellingWord) async -> [CharsetTrial] {
        var trials: [CharsetTrial] = []
        for charset in candidateCharsets(for: word, configured: member.queryCharset, records: learnt.charset) {
            var profile = learnt
            profile.queryCharset = charset
            guard let (_, reply) = await search("dc.title = \"\(word.text)\"", as: profile, count: 3) else { continue }
            let result = charsetResult(reply, for: word) { [learnt] raw in
                try? decodeRecord(raw, of: learnt).get()
            }
            trials.append(CharsetTrial(charset: charset, result: result))
        }
        return trials
    }

    private mutating func addTrial(_ trial: CharsetTrial, _ word: TellingWord) {
        let (verdict, detail): (MemberCheck.Verdict, String) =
            switch trial.result {
            case .again(let hits): (.works, "finds ‘\(word.text)’ again (\(counted(hits, "hit")))")
            case .others(let hits): (.doubtful, "‘\(word.text)’ finds others (\(counted(hits, "hit")))")
            case .nothing: (.fails, "finds nothing for ‘\(word.text)’")
            case .failed(let why): (.fails, "‘\(word.text)’: \(why)")
            }
        add(.queries, trial.charset, verdict, detail)
    }
}
