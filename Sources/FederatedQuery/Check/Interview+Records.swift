/// Queries of which one should find something in any catalogue, and the character set of each.
private let commonQueries: [(cql: String, charset: String?)] = [
    ("cql.allRecords = 1", nil), ("cql.anywhere = the", nil), ("dc.title = 中国", nil), ("dc.title = 中国", "gb18030"),
    ("dc.title = history", nil), ("dc.title = 中國", "big5"), ("dc.date = 2005", nil), ("cql.anywhere = 1", nil),
]

/// Queries that may find titles with more than ASCII, and the character set of each.
private let tellingQueries: [(cql: String, charset: String?)] = [
    ("dc.title = 中国", "utf-8"), ("dc.title = 中国", "gb18030"), ("dc.title = 中國", "big5"),
    ("cql.anywhere = 文学", "utf-8"), ("cql.anywhere = 文学", "gb18030"), ("dc.language = fre", nil),
    ("dc.language = ger", nil), ("dc.title = de", nil),
]

extension Interview {
    /// Finds a query that finds something, better ten records than one; `false` when none does.
    mutating func findSomething() async -> Bool {
        progress("search", questions)
        var why: String?
        for (cql, charset) in commonQueries where (found?.hits ?? 0) < 10 {
            var profile = member
            profile.queryCharset = charset ?? member.queryCharset
            guard let (pqf, reply) = await search(cql, as: profile) else { continue }
            if let count = reply.hitCount, count > found?.hits ?? 0 {
                found = (pqf, count)
                // Until it is known better: the one in which it found something.
                learnt.queryCharset = profile.queryCharset
            }
            if case .failure(let failure) = reply { why = why ?? words(for: failure) }
        }
        if found == nil { add(.records, "search", .fails, why ?? "no hits for any of a few common words") }
        return found != nil
    }

    /// Asks for one record in each syntax and settles for the best; `false` when none can be read.
    mutating func trySyntaxes() async -> Bool {
        progress("record syntaxes", questions)
        var answers = await syntaxAnswers()
        if answers.allSatisfy({ $0.answer.record == nil }), learnt.elementSet != nil {
            // It may be the element set that it does not know.
            learnt.elementSet = nil
            answers = await syntaxAnswers()
            if answers.contains(where: { $0.answer.record != nil }) {
                comments["element_set"] = "it gives records only when none is named"
            }
        }
        let best = bestSyntax(of: answers, current: learnt.syntax)
        for (syntax, answer) in answers { addSyntax(syntax, answer) }
        guard let best else {
            add(.records, "record", .fails, "none that can be read came in any syntax")
            return false
        }
        let others = answers.compactMap { syntax, answer -> String? in
            guard case .served = answer, syntax != best.wireName else { return nil }
            return syntax
        }
        let replaced = best == learnt.syntax ? [] : ["\(learnt.syntax.rawValue) gives no record that can be read"]
        let served = others.isEmpty ? [] : ["\(listed(others, "and")) \(others.count == 1 ? "is" : "are") served too"]
        let comment = (replaced + served).joined(separator: "; ")
        comments["syntax"] = comment.isEmpty ? nil : comment
        learnt.syntax = best
        return true
    }

    private mutating func syntaxAnswers() async -> [(syntax: String, answer: SyntaxAnswer)] {
        guard let found else { return [] }
        var answers: [(String, SyntaxAnswer)] = []
        for syntax in ["usmarc", "unimarc", "xml", "opac", "sutrs"] {
            var probe = Probe(.search(pqf: found.pqf), to: learnt, count: 1)
            probe.syntax = syntax
            guard let reply = await ask(probe) else { continue }
            answers.append((syntax, SyntaxAnswer(reply, asked: syntax)))
        }
        return answers
    }

    private mutating func addSyntax(_ syntax: String, _ answer: SyntaxAnswer) {
        switch answer {
        case .served(let raw):
            let isReadable = syntax == "sutrs" || readableTitle(of: raw) != nil
            add(
                .syntaxes, syntax, isReadable ? .works : .doubtful,
                isReadable ? "served, \(raw.size) octets" : "served, but there is no MARC record with a title in it")
        case .other(_, let sent): add(.syntaxes, syntax, .doubtful, "it sent \(sent) instead")
        case .refused(let why): add(.syntaxes, syntax, .fails, why)
        case .nothing: add(.syntaxes, syntax, .fails, "no record came, and no reason")
        case .failed(let why): add(.syntaxes, syntax, .fails, why)
        }
    }

    /// Asks for the same record as a full and as a brief one.
    mutating func tryElementSets() async {
        guard let found else { return }
        progress("element sets", questions)
        var sizes: [String: Int] = [:]
        for name in ["F", "B"] {
            var probe = Probe(.search(pqf: found.pqf), to: learnt, count: 1)
            probe.elementSet = name
            guard let reply = await ask(probe) else { continue }
            switch SyntaxAnswer(reply, asked: probe.syntax) {
            case .served(let raw), .other(let raw, _):
                sizes[name] = raw.size
                let isSame = name == "B" && sizes["F"] == raw.size
                add(.elementSets, name, .works, isSame ? "the same as F" : "\(raw.size) octets")
            case .refused(let why), .failed(let why): add(.elementSets, name, .fails, why)
            case .nothing: add(.elementSets, name, .fails, "no record came, and no reason")
            }
        }
        guard let current = learnt.elementSet, sizes[current] == nil, current == "F" || current == "B" else { return }
        learnt.elementSet = sizes.keys.max()
        comments["element_set"] = "\(current) gives no record"
    }

    /// Takes a sample of its records, and finds out their character set.
    mutating func takeSample() async {
        guard let found else { return }
        progress("records", questions)
        await take(found.pqf, from: 1, as: learnt, isFirst: true)
        // From further on too: what was catalogued first is often of one kind.
        if found.hits > 20 { await take(found.pqf, from: found.hits / 2, as: learnt) }
        if found.hits > 40 { await take(found.pqf, from: found.hits - 9, as: learnt) }
        for (cql, charset) in tellingQueries where tellingWords(in: sample).isEmpty {
            var profile = learnt
            profile.queryCharset = charset ?? learnt.queryCharset
            if let pqf = pqf(for: cql, at: profile) { await take(pqf, from: 1, as: profile) }
        }
        describeRecords()
    }

    private mutating func take(
        _ pqf: String, from start: Int, as profile: MemberProfile, isFirst: Bool = false
    ) async {
        var probe = Probe(.search(pqf: pqf), to: profile, count: 10)
        probe.start = start
        guard let reply = await ask(probe) else { return }
        guard case .success(let answer) = reply else {
            if case .failure(let failure) = reply, isFirst { add(.records, "ten at once", .fails, words(for: failure)) }
            return
        }
        sample.add(answer.records, syntax: profile.syntax)
        guard isFirst, let found else { return }
        let wanted = min(10, found.hits)
        let came = answer.records.count
        let shared = "\(came) of \(wanted) records"
        if answer.requests == 1, came > 0 {
            add(.piggyback, "records with the search's answer", .works, "\(shared) came along, without a Present")
        } else {
            add(
                .piggyback, "records with the search's answer", .doubtful,
                "none: \(shared) took a Present, one more round trip for every search")
        }
        if came < wanted {
            add(.records, "ten at once", .doubtful, "\(shared) came: it limits a Present, or its messages")
            comments["window"] = "it gave \(came) of \(wanted) records asked for at once"
        }
        add(.time, "search with \(counted(came, "record"))", .works, inMilliseconds(answer.elapsed))
    }

    /// Says what the sample shows, and settles the character set.
    private mutating func describeRecords() {
        guard !sample.entries.isEmpty else {
            return add(.records, "record", .fails, sample.unreadable.first ?? "none came")
        }
        let finding = charsetFinding(of: sample, configured: member.charset)
        learnt.charset = finding.charset
        comments["charset"] = finding.comment
        let dialects = Set(sample.entries.map { $0.record.dialect == .marc21 ? "MARC 21" : "UNIMARC/CNMARC" })
        let unreadable = sample.unreadable.isEmpty ? "" : ", \(sample.unreadable.count) that can't be read"
        add(
            .records, "format", sample.unreadable.isEmpty ? .works : .doubtful,
            "\(counted(sample.entries.count, "record")) read\(unreadable): \(listed(dialects.sorted(), "and"))")
        add(.records, "character set", finding.isCertain ? .works : .doubtful, finding.detail)
        let mended = sample.entries.flatMap(\.record.notes)
        if let first = mended.first {
            add(.records, "form", .doubtful, "\(counted(mended.count, "thing")) mended, such as: \(first)")
        }
        if let charset = sample.charsets.keys.first, sample.charsets.count == 1, charset == "big5" {
            sample = sample.read(in: "big5", syntax: learnt.syntax)
        }
    }
}
