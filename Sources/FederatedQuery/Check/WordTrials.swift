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
            return add(.words, what, .untried, "it can't be asked")
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

    /// Compares the counts that should fit each other.
    mutating func compareCounts() {
        guard !isIndiscriminate, let all = hits["cql.allRecords"], all > 0,
            let largest = hits.filter({ $0.key != "cql.allRecords" }).max(by: { $0.value < $1.value })
        else { return }
        let isSound = largest.value <= all
        add(
            .counts, "all records", isSound ? .works : .doubtful,
            isSound
                ? "\(counted(all, "record")), and no search found more"
                : "\(counted(all, "record")), yet \(largest.key) finds \(largest.value)")
    }

    /// Asks for a few terms of the title index, when the member offers Scan.
    mutating func tryScan() async {
        progress("Scan", questions)
        guard opening.options.contains("scan") else { return add(.scan, "titles", .untried, "Init does not offer it") }
        let word = sample.entries.compactMap { $0.description.title.flatMap(searchWord) }.first {
            $0.allSatisfy(\.isASCII)
        }
        let pqf = "\(titleAttributes) \"\(word ?? "a")\""
        guard let reply = await ask(Probe(.scan(pqf: pqf), to: learnt, count: 5)) else { return }
        switch reply {
        case .success(let answer):
            let count = answer.hitCount
            add(
                .scan, "titles", count > 0 ? .works : .doubtful, "\(counted(count, "term")) from ‘\(word ?? "a")’ on",
                pqf: pqf)
        case .failure(let failure): add(.scan, "titles", .fails, words(for: failure), pqf: pqf)
        }
    }

    /// Sorts a small set by title and by year, when the member offers Sort.
    mutating func trySort() async {
        progress("Sort", questions)
        guard opening.options.contains("sort") else { return add(.sort, "any", .untried, "Init does not offer it") }
        guard let pqf = pqfOfFew else { return }
        for (what, specification) in [("title", "1=4 <i"), ("year", "1=31 <")] {
            var probe = Probe(.search(pqf: pqf), to: learnt, count: 5)
            probe.sort = specification
            guard let reply = await ask(probe) else { continue }
            switch reply {
            case .success(let answer):
                let isInOrder = what != "year" || isAscending(years(of: answer.records))
                add(
                    .sort, what, isInOrder ? .works : .doubtful,
                    isInOrder ? "accepted" : "accepted, but the years do not ascend", pqf: pqf)
            case .failure(let failure): add(.sort, what, .fails, words(for: failure), pqf: pqf)
            }
        }
    }

    /// A query that finds something, but not everything where that can be had.
    private var pqfOfFew: String? {
        let word = sample.entries.compactMap { $0.description.title.flatMap(searchWord) }.first {
            (try? checkWritable($0, in: learnt.queryCharset)) != nil
        }
        return word.flatMap { pqf(for: "dc.title = \"\($0)\"", at: learnt) } ?? found?.pqf
    }

    private var titleAttributes: String { learnt.indexes["dc.title"].flatMap { $0 } ?? "@attr 1=4" }

    private func years(of records: [RawRecord]) -> [Int] {
        records.compactMap { try? decodeRecord($0, of: learnt).get() }.compactMap { Bibliographic($0).year }
    }
}

private func isAscending(_ numbers: [Int]) -> Bool { zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 } }

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
