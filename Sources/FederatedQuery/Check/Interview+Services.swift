extension Interview {
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
