extension Interview {
    /// Tries what the gateway makes of masks, phrases and whole fields in a title of its own.
    mutating func tryWords() async {
        progress("truncation and phrases", questions)
        let titles = sample.entries.flatMap {
            [$0.description.title, $0.description.vernacularTitle].compactMap { $0 }
        }
        let writable = titles.filter { (try? checkWritable($0, in: learnt.queryCharset)) != nil }
        guard
            let word = writable.compactMap(searchWord).first(where: { $0.count >= 4 })
                ?? writable.compactMap(searchWord).first
        else {
            return add(.words, "truncation, phrases", .untried, "no title in the sample has a word to try it with")
        }
        let plain = await search("dc.title = \"\(word)\"")?.reply.answeredCount ?? 0
        let stem = word.count > 4 ? String(word.dropLast(2)) : String(word.dropLast())
        let tail = word.count > 4 ? String(word.dropFirst(2)) : String(word.dropFirst())
        await tryWord("truncation at the end", "dc.title = \"\(stem)*\"", "‘\(stem)*’", atLeast: plain)
        await tryWord("truncation in front", "dc.title = \"*\(tail)\"", "‘*\(tail)’", atLeast: plain)
        guard let title = writable.first(where: { phrase(in: $0) != nil }), let phrase = phrase(in: title) else {
            return
        }
        await tryWord("phrase", "dc.title = \"\(phrase)\"", "‘\(phrase)’", atLeast: 1)
        await tryWord("first words of the field", "dc.title = \"^\(phrase)\"", "‘\(phrase)’ in front", atLeast: 1)
        await tryWord(
            "whole field", "dc.title == \"\(plainWords(of: title))\"", "‘\(plainWords(of: title))’", atLeast: 1)
    }

    private mutating func tryWord(_ what: String, _ cql: String, _ shown: String, atLeast expected: Int) async {
        guard let (pqf, reply) = await search(cql) else {
            if endedEarly == nil { add(.words, what, .untried, "it can't be asked") }
            return
        }
        switch IndexAnswer(reply) {
        case .hits(let count):
            let isEnough = count >= max(1, expected)
            add(
                .words, what, isEnough ? .works : .doubtful,
                "\(counted(count, "hit")) for \(shown)\(isEnough ? "" : ", where \(max(1, expected)) or more were to be expected")",
                pqf: pqf)
        case .unsupported(let why), .failed(let why): add(.words, what, .fails, why, pqf: pqf)
        }
    }
}

/// The first two words of a title, or four characters of Chinese; `nil` when it has not that many.
private func phrase(in title: String) -> String? {
    if let run = ideographs(in: title), title.hasPrefix(run) { return run }
    let words = title.split { !$0.isLetter && !$0.isNumber }.prefix(2)
    return words.count == 2 ? words.joined(separator: " ") : nil
}

/// A title's words without its punctuation.
private func plainWords(of title: String) -> String {
    title.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
}
