/// One use attribute of the built-in map, to be tried at a member.
struct IndexTrial: Hashable {
    /// Its name for readers and the one it is asked by: `dc.title`.
    let name: String
    /// All names of the built-in map that become this attribute.
    let names: [String]
    /// Attributes to try when the built-in ones find nothing, in PQF.
    let alternatives: [String]
    /// Whether clients ask it every day: its absence is worth a reader's attention.
    let isCommon: Bool
}

/// Every use attribute of the built-in map: the common ones first, then as Explain lists them.
let indexTrials: [IndexTrial] = {
    let common = [
        "dc.title", "dc.creator", "dc.subject", "cql.serverChoice", "dc.date", "dc.publisher", "dc.language",
        // Before dc.identifier, which asks for them as what they are.
        "bath.isbn", "bath.issn", "dc.identifier", "rec.id",
    ]
    let alternatives = [
        "dc.title": ["@attr 1=4 @attr 4=2", "@attr 1=4 @attr 4=6"],
        "dc.creator": ["@attr 1=1", "@attr 1=1004", "@attr 1=1003 @attr 4=2", "@attr 1=1002"],
        "dc.subject": ["@attr 1=21 @attr 4=2", "@attr 1=46", "@attr 1=47"],
        "cql.serverChoice": ["@attr 1=1017", "@attr 1=1035", "@attr 1=1016 @attr 4=2", "@attr 1=4"],
        "dc.date": ["@attr 1=31 @attr 4=4", "@attr 1=30", "@attr 1=30 @attr 4=4"],
        "dc.publisher": ["@attr 1=1018 @attr 4=2"],
        "dc.identifier": ["@attr 1=7"],
        "bath.isbn": ["@attr 1=7 @attr 4=1", "@attr 1=1007"],
        "bath.issn": ["@attr 1=8 @attr 4=1", "@attr 1=1007"],
        "rec.id": ["@attr 1=12 @attr 4=1", "@attr 1=1032", "@attr 1=1007"],
    ]
    let listed = searchIndexes.map { "\($0.set).\($0.name)" }
    var byUse: [String: [String]] = [:]
    for index in searchIndexes {
        if let use = bib1Uses[index.indexName] { byUse[use, default: []].append("\(index.set).\(index.name)") }
    }
    return byUse.values.map { names in
        let name = names.first { common.contains($0) } ?? names[0]
        return IndexTrial(
            name: name, names: names, alternatives: alternatives[name] ?? [], isCommon: common.contains(name))
    }.sorted { a, b in
        let place = { (trial: IndexTrial) in common.firstIndex(of: trial.name) ?? listed.count }
        return (place(a), listed.firstIndex(of: a.name) ?? 0) < (place(b), listed.firstIndex(of: b.name) ?? 0)
    }
}()

/// How a search of an index for a word of a record went.
enum IndexAnswer: Hashable {
    case hits(Int)
    /// It has no such index, or not with these attributes: the diagnostic in words.
    case unsupported(String)
    /// It did not answer, or refused for another reason.
    case failed(String)

    /// What a reply says of the index.
    init(_ reply: MemberReply) {
        switch reply {
        case .success(let answer): self = .hits(answer.hitCount)
        case .failure(let failure):
            if case .refused(let bib1) = failure.reason, unsupportedAttributes.contains(bib1) {
                self = .unsupported(words(for: failure))
            } else {
                self = .failed(words(for: failure))
            }
        }
    }
}

/// The Bib-1 diagnostics that say that a search by these attributes never works, whatever is searched for.
///
/// Source: Z39.50 appendix ERR.1: 1 and 3, what fails as a whole; 113 to 124, attributes and their combinations.
private let unsupportedAttributes = Set([1, 3]).union(113...124)

extension Interview {
    /// Searches a word that no book has: whoever finds it finds anything.
    mutating func tryNonsense() async {
        progress("hit counts", questions)
        guard let (pqf, reply) = await search("cql.serverChoice = qzxwvjkqy") else { return }
        guard case .success(let answer) = reply else { return }
        isIndiscriminate = answer.hitCount > 0
        if isIndiscriminate {
            add(
                .counts, "a word that no book has", .doubtful,
                "\(counted(answer.hitCount, "hit")): it finds something whatever is asked, so that hits prove nothing",
                pqf: pqf)
        } else {
            add(.counts, "a word that no book has", .works, "0 hits", pqf: pqf)
        }
    }

    /// Searches each index for words of its own records.
    mutating func tryIndexes() async {
        for trial in indexTrials {
            progress("index \(trial.name)", questions)
            await tryIndex(trial)
        }
        await tryAllRecords()
    }

    private mutating func tryIndex(_ trial: IndexTrial) async {
        let terms = distinctTerms(for: trial.name)
        let isExpected = !terms.isEmpty
        var first: (pqf: String, answer: IndexAnswer, term: String)?
        for attributes in attributeLists(for: trial) {
            var profile = learnt
            profile.indexes[trial.name.lowercased()] = attributes
            for term in isExpected ? terms : ["1"] {
                guard let (pqf, reply) = await search("\(trial.name) = \"\(term)\"", as: profile) else { continue }
                let answer = IndexAnswer(reply)
                if first == nil { first = (pqf, answer, term) }
                if case .hits(let count) = answer, count > 0 || !isExpected {
                    hits[trial.name] = count
                    return settle(trial, attributes: attributes, pqf: pqf, hits: count, term: isExpected ? term : nil)
                }
                // Another word helps against no hits, not against a refusal.
                guard case .hits = answer else { break }
            }
            // What nobody has words for is not worth more questions.
            guard isExpected else { break }
        }
        guard endedEarly == nil else { return }
        guard let first else { return add(.indexes, trial.name, .untried, "it can't be asked") }
        switch first.answer {
        case .hits:
            add(
                .indexes, trial.name, .doubtful, "0 hits for ‘\(first.term)’, which stands in a record of its own",
                pqf: first.pqf)
        case .failed(let why):
            add(.indexes, trial.name, .fails, why, pqf: first.pqf)
        case .unsupported(let why):
            add(.indexes, trial.name, .fails, why, pqf: first.pqf)
            for name in trial.names { learnt.indexes.updateValue(nil, forKey: name.lowercased()) }
        }
    }

    /// The attributes to try: the file's, the built-in ones, then those that other systems want.
    private func attributeLists(for trial: IndexTrial) -> [String] {
        let builtIn = searchIndexesByFullName[trial.name].flatMap { bib1Uses[$0] }.map { ["@attr 1=\($0)"] } ?? []
        let own = member.indexes[trial.name.lowercased()].flatMap { $0 }.map { [$0] } ?? []
        var lists: [String] = []
        for list in own + builtIn + trial.alternatives where !lists.contains(list) { lists.append(list) }
        return lists
    }

    /// An index works with these attributes: the entry says so where that is not the built-in map.
    private mutating func settle(_ trial: IndexTrial, attributes: String, pqf: String, hits: Int, term: String?) {
        let builtIn = searchIndexesByFullName[trial.name].flatMap { bib1Uses[$0] }.map { "@attr 1=\($0)" }
        let isOwn = member.indexes[trial.name.lowercased()] == attributes
        for name in trial.names.map({ $0.lowercased() }) where !isOwn {
            if attributes != builtIn {
                learnt.indexes[name] = attributes
            } else if name == trial.name.lowercased() || learnt.indexes[name] == .some(nil) {
                // What the file says of another name of the same attribute stays, unless it says that there is none.
                learnt.indexes.removeValue(forKey: name)
            }
        }
        if attributes != builtIn, !isOwn, term != nil {
            comments[trial.name] = "the usual \(builtIn ?? "attributes") found nothing"
        }
        let result =
            term.map { "\(counted(hits, "hit")) for ‘\($0)’" }
            ?? "it answers; the records seen have no word to try it with"
        add(.indexes, trial.name, .works, "\(firstAttributes(of: pqf)): \(result)", pqf: pqf)
    }

    private mutating func tryAllRecords() async {
        progress("index cql.allRecords", questions)
        guard let (pqf, reply) = await search("cql.allRecords = 1") else { return }
        switch IndexAnswer(reply) {
        case .hits(let count):
            hits["cql.allRecords"] = count
            add(.indexes, "cql.allRecords", count > 0 ? .works : .doubtful, counted(count, "record"), pqf: pqf)
        case .failed(let why): add(.indexes, "cql.allRecords", .fails, why, pqf: pqf)
        case .unsupported(let why):
            learnt.indexes.updateValue(nil, forKey: "cql.allrecords")
            add(.indexes, "cql.allRecords", .fails, why, pqf: pqf)
        }
    }

    /// A few terms from different records, since an odd record may not be indexed as others are.
    private func distinctTerms(for index: String) -> [String] {
        var terms: [String] = []
        for entry in sample.entries {
            for term in searchTerms(for: index, in: entry.description) where !terms.contains(term) {
                // In a character set that has no code for it, it can't be asked.
                guard (try? checkWritable(term, in: learnt.queryCharset)) != nil else { continue }
                terms.append(term)
                if terms.count == 2 { return terms }
            }
        }
        return terms
    }
}

/// The attributes of a query's first term, as librarians write them: `1=31 4=4`.
func firstAttributes(of pqf: String) -> String {
    let words = pqf.prefix { $0 != "\"" }.split(separator: " ")
    return words.filter { $0.contains("=") }.joined(separator: " ")
}

/// The built-in indexes by `set.name`.
private let searchIndexesByFullName: [String: IndexName] = searchIndexes.reduce(into: [:]) {
    $0["\($1.set).\($1.name)"] = $1.indexName
}
