/// Tries out one member over SRU: what its Explain record says, a search, a record, the indexes.
///
/// A member without an Explain record may still answer searches, so that alone is no reason to stop.
func checkSRUMember(_ member: MemberProfile, through members: MemberConnections) async -> MemberCheck {
    var findings: [MemberCheck.Finding] = []
    let explained = await members.explain(member)
    findings.append(explainFinding(explained))
    let server = try? explained.get()
    var answers = false
    var elapsed = Duration.zero
    for cql in ["cql.allRecords = 1", "cql.serverChoice = the", "dc.title = a", "cql.serverChoice = 中国"] {
        guard let query = try? parseQuery(cql) else { continue }
        switch planQuery(query, for: member, explained: server) {
        case .notAsked(let why):
            findings.append(MemberCheck.Finding(what: "search \(cql)", works: false, detail: "not asked: \(why)"))
        case .ask(let asked, _):
            let reply = await members.tryOut(MemberRequest(member: member, query: asked, count: 1))
            findings.append(searchFinding(asked, of: member, reply))
            guard case .success(let answer) = reply, answer.hitCount > 0 else { continue }
            let record = recordFinding(answer, of: member)
            findings.append(record)
            (answers, elapsed) = (record.works, answer.elapsed)
        }
        if answers { break }
    }
    if answers { findings += await tryIndexes(of: member, explained: server, through: members) }
    return MemberCheck(
        member: member, answers: answers, system: server?.title, findings: findings, elapsed: elapsed)
}

private func explainFinding(_ explained: Result<ExplainedServer, MemberFailure>) -> MemberCheck.Finding {
    switch explained {
    case .failure(let failure): return MemberCheck.Finding(what: "explain", works: false, detail: failure.detail)
    case .success(let server):
        let schemas = server.schemas.prefix(8).map(\.requestName).joined(separator: ", ")
        let parts = [
            server.title, server.version.map { "SRU \($0)" }, "\(server.indexes.count) indexes",
            schemas.isEmpty ? nil : "schemas \(schemas)",
            server.maximumRecords.map { "at most \($0) records at a time" },
        ]
        return MemberCheck.Finding(
            what: "explain", works: true, detail: parts.compactMap(\.self).joined(separator: "; "))
    }
}

private func searchFinding(_ query: MemberQuery, of member: MemberProfile, _ reply: MemberReply) -> MemberCheck.Finding
{
    guard case .cql(let cql, let manner) = query else { preconditionFailure("an SRU member is asked in CQL") }
    let what = "search \(cql)"
    switch reply {
    case .success(let answer):
        let manner = "SRU \(manner.version.rawValue) by \(member.sru.method.rawValue), schema \(manner.schema)"
        return MemberCheck.Finding(what: what, works: true, detail: "\(answer.hitCount) hits; \(manner)")
    case .failure(let failure): return MemberCheck.Finding(what: what, works: false, detail: failure.detail)
    }
}

private func recordFinding(_ answer: MemberAnswer, of member: MemberProfile) -> MemberCheck.Finding {
    guard let raw = answer.records.first else {
        return MemberCheck.Finding(what: "record", works: false, detail: "none came")
    }
    switch decodeRecord(raw, of: member) {
    case .success(let record):
        let notes = record.notes.isEmpty ? "" : "; \(record.notes.joined(separator: "; "))"
        return MemberCheck.Finding(what: "record", works: true, detail: "\(record.dialect), \(record.charset)\(notes)")
    case .failure(let problem):
        return MemberCheck.Finding(what: "record", works: false, detail: problem.why)
    }
}

private func tryIndexes(
    of member: MemberProfile, explained: ExplainedServer?, through members: MemberConnections
) async -> [MemberCheck.Finding] {
    var findings: [MemberCheck.Finding] = []
    for index in ["cql.anywhere", "dc.title", "dc.creator", "dc.subject", "bath.isbn", "dc.date"] {
        guard let query = try? parseQuery("\(index) = 1999") else { continue }
        let what = "index \(index)"
        switch planQuery(query, for: member, explained: explained) {
        case .notAsked(let why): findings.append(MemberCheck.Finding(what: what, works: false, detail: why))
        case .ask(let asked, _):
            let reply = await members.tryOut(MemberRequest(member: member, query: asked, count: 0))
            switch reply {
            case .success: findings.append(MemberCheck.Finding(what: what, works: true, detail: asked.text))
            case .failure(let failure):
                findings.append(MemberCheck.Finding(what: what, works: false, detail: failure.detail))
            }
        }
    }
    return findings
}
