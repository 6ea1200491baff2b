/// Tries out one member over SRU: its Explain record, a search, a record, methods and versions, the indexes.
///
/// A member without an Explain record may still answer searches, so that alone is no reason to stop.
func checkSRUMember(
    _ member: MemberProfile, through members: MemberConnections,
    progress: @escaping @Sendable (_ stage: String, _ questions: Int) -> Void = { _, _ in }
) async -> MemberCheck {
    var interview = SRUInterview(member: member, members: members, progress: progress)
    await interview.readExplain()
    if await interview.findRecord() {
        await interview.tryWays()
        await interview.tryIndexes()
    }
    return interview.result()
}

/// A check of an SRU member under way.
private struct SRUInterview {
    let member: MemberProfile
    let members: MemberConnections
    let progress: @Sendable (String, Int) -> Void
    private let started = ContinuousClock.now
    private var server: ExplainedServer?
    private var findings: [MemberCheck.Finding] = []
    /// The member as its answers suggest it be described, and what is to stand behind a key.
    private var learnt: MemberProfile
    private var comments: [String: String] = [:]
    private var questions = 0
    private var times: [Duration] = []
    /// A query that finds something, and a record that it found.
    private var found: (query: Query, record: Record)?

    init(
        member: MemberProfile, members: MemberConnections, progress: @escaping @Sendable (String, Int) -> Void
    ) {
        self.member = member
        self.members = members
        self.progress = progress
        learnt = member
    }

    mutating func readExplain() async {
        progress("explain", questions)
        questions += 1
        switch await members.explain(member) {
        case .failure(let failure): add(.opening, "Explain", .doubtful, words(for: failure))
        case .success(let server):
            self.server = server
            let schemas = server.schemas.prefix(8).map(\.requestName).joined(separator: ", ")
            let parts = [
                server.title, server.version.map { "SRU \($0)" }, counted(server.indexes.count, "index name"),
                server.maximumRecords.map { "at most \($0) records at a time" },
            ]
            add(.opening, "Explain", .works, parts.compactMap(\.self).joined(separator: "; "))
            if !schemas.isEmpty { add(.syntaxes, "record schemas", .works, schemas) }
        }
    }

    /// Finds a record that can be read; `false` when there is none.
    mutating func findRecord() async -> Bool {
        for cql in ["cql.allRecords = 1", "cql.serverChoice = the", "dc.title = a", "cql.serverChoice = 中国"] {
            progress("search", questions)
            guard let query = try? parseQuery(cql), let (asked, reply) = await ask(query, as: member, count: 1) else {
                continue
            }
            switch reply {
            case .failure(let failure):
                add(.records, "search", .fails, words(for: failure), asked.text)
                // A query may be refused; a member that can't be reached is not asked again.
                if failure.reason.isMembersFault { return false }
            case .success(let answer) where answer.hitCount == 0: continue
            case .success(let answer):
                times.append(answer.elapsed)
                return takeRecord(answer, of: query, asked: asked)
            }
        }
        add(.records, "search", .fails, "no hits for any of a few common words")
        return false
    }

    private mutating func takeRecord(_ answer: MemberAnswer, of query: Query, asked: MemberQuery) -> Bool {
        guard let raw = answer.records.first else {
            add(.records, "record", .fails, "\(counted(answer.hitCount, "hit")), but no record came", asked.text)
            return false
        }
        switch decodeRecord(raw, of: member) {
        case .failure(let problem):
            add(.records, "record", .fails, problem.why, asked.text)
            return false
        case .success(let record):
            let notes = record.notes.isEmpty ? "" : "; \(record.notes.joined(separator: "; "))"
            add(.records, "record", .works, "\(record.dialect)\(notes)", asked.text)
            if case .cql(_, let manner) = asked, server == nil {
                learnt.sru.version = manner.version
                learnt.sru.schema = manner.schema
                comments["sru_version"] = "it has no Explain record that would say so"
            }
            found = (query, record)
            return true
        }
    }

    /// Tries each method, and each version by the member's own method.
    mutating func tryWays() async {
        guard let found else { return }
        for method in MemberProfile.SRU.Method.allCases {
            var other = member
            other.sru.method = method
            await tryWay(method.rawValue.uppercased(), found.query, as: other)
        }
        for version in MemberProfile.SRU.Version.allCases {
            var other = member
            other.sru.version = version
            await tryWay("version \(version.rawValue)", found.query, as: other)
        }
    }

    private mutating func tryWay(_ name: String, _ query: Query, as other: MemberProfile) async {
        progress(name, questions)
        guard let (_, reply) = await ask(query, as: other, count: 1) else { return }
        switch reply {
        case .failure(let failure): add(.queries, name, .doubtful, words(for: failure))
        case .success(let answer):
            times.append(answer.elapsed)
            let came = answer.records.isEmpty ? "no record" : "a record"
            add(
                .queries, name, answer.records.isEmpty ? .doubtful : .works,
                "\(counted(answer.hitCount, "hit")), \(came), \(inMilliseconds(answer.elapsed))")
        }
    }

    /// Searches each common index for a word of the record that was found.
    mutating func tryIndexes() async {
        guard let found else { return }
        let description = Bibliographic(found.record)
        for trial in indexTrials where trial.isCommon {
            progress("index \(trial.name)", questions)
            let term = searchTerms(for: trial.name, in: description).first
            guard let query = try? parseQuery("\(trial.name) = \"\(term ?? "1")\"") else { continue }
            switch planQuery(query, for: member, explained: server) {
            case .notAsked(let why): add(.indexes, trial.name, .fails, why)
            case .ask(let asked, _):
                if let term {
                    await tryIndex(trial.name, term, asked)
                } else {
                    add(.indexes, trial.name, .untried, "the record has nothing for it")
                }
            }
        }
    }

    private mutating func tryIndex(_ name: String, _ term: String, _ asked: MemberQuery) async {
        switch await put(MemberRequest(member: member, query: asked, count: 0)) {
        case .failure(let failure):
            add(.indexes, name, .fails, words(for: failure), asked.text)
            if case .refused = failure.reason { learnt.indexes.updateValue(nil, forKey: name.lowercased()) }
        case .success(let answer):
            times.append(answer.elapsed)
            let verdict: MemberCheck.Verdict = answer.hitCount > 0 ? .works : .doubtful
            add(.indexes, name, verdict, "\(counted(answer.hitCount, "hit")) for ‘\(term)’", asked.text)
        }
    }

    /// Puts a query as `profile` says; `nil`, and a finding, when the member can't be asked.
    private mutating func ask(
        _ query: Query, as profile: MemberProfile, count: Int
    ) async -> (query: MemberQuery, reply: MemberReply)? {
        switch planQuery(query, for: profile, explained: server) {
        case .notAsked: return nil
        case .ask(let asked, _):
            return (asked, await put(MemberRequest(member: profile, query: asked, count: count)))
        }
    }

    private mutating func put(_ request: MemberRequest) async -> MemberReply {
        questions += 1
        return withoutPassword(await members.tryOut(request), of: member)
    }

    private mutating func add(
        _ topic: MemberCheck.Topic, _ what: String, _ verdict: MemberCheck.Verdict, _ detail: String,
        _ query: String? = nil
    ) {
        findings.append(
            MemberCheck.Finding(
                topic: topic, what: what, verdict: verdict, detail: oneLine(detail), pqf: query.map(oneLine)))
    }

    /// What was found, as a whole.
    mutating func result() -> MemberCheck {
        let median = times.isEmpty ? nil : times.sorted()[times.count / 2]
        if let median { add(.time, "search", .works, "\(inMilliseconds(median)), the median of \(times.count)") }
        if member.name == member.host {
            learnt.name = server?.title.map(oneLine) ?? member.name
            comments["id"] = "yours to choose: a-z, 0-9 and -; it is shown in results"
            comments["name"] = "the library's name"
        }
        return MemberCheck(
            member: member, answers: found != nil, system: server?.title.map(oneLine),
            findings: inReportOrder(findings),
            questions: questions, elapsed: started.duration(to: .now), searchTime: median, endedEarly: nil,
            suggestion: found == nil ? nil : learnt, comments: comments)
    }
}
