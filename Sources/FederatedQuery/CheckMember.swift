/// Tries out one member: connect and Init, the indexes, a record, the record syntaxes.
///
/// It stops at the first thing without which nothing else can work.
func checkMember(_ member: MemberProfile, through members: MemberConnections) async -> MemberCheck {
    guard member.access == .z3950 else {
        return await checkSRUMember(member, through: members)
    }
    var findings: [MemberCheck.Finding] = []
    let hello = await members.initialise(member)
    findings.append(finding("connect, Init", hello) { $0.system ?? "no name given" })
    guard case .success(let greeting) = hello else {
        return MemberCheck(member: member, answers: false, system: nil, findings: findings, elapsed: .zero)
    }
    let (search, record) = await findRecord(at: member, through: members)
    findings += [search, record.finding].compactMap { $0 }
    findings += await tryIndexes(of: member, through: members)
    findings += await trySyntaxes(of: member, with: record.request, through: members)
    return MemberCheck(
        member: member, answers: search.works && record.finding?.works == true, system: greeting.system,
        findings: findings, elapsed: record.elapsed)
}

/// Queries of which one should find something in any catalogue.
private let commonQueries = ["cql.allRecords = 1", "cql.anywhere = the", "dc.title = a", "cql.anywhere = 中国"]

/// A record that was found, and the request that found it; all `nil` when none was.
private struct FoundRecord {
    var finding: MemberCheck.Finding?
    var request: MemberRequest?
    var elapsed = Duration.zero
}

private func findRecord(
    at member: MemberProfile, through members: MemberConnections
) async -> (search: MemberCheck.Finding, record: FoundRecord) {
    var last = MemberCheck.Finding(what: "search", works: false, detail: "no query can be put to it")
    for text in commonQueries {
        guard let request = request(text, to: member, count: 1) else { continue }
        let reply = await members.tryOut(request)
        last = finding("search \(request.query.text)", reply) { "\($0.hitCount) hits" }
        guard case .success(let answer) = reply, answer.hitCount > 0 else { continue }
        let record = FoundRecord(
            finding: recordFinding(answer, of: member), request: request, elapsed: answer.elapsed)
        return (last, record)
    }
    return (last, FoundRecord())
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

private func tryIndexes(of member: MemberProfile, through members: MemberConnections) async -> [MemberCheck.Finding] {
    var findings: [MemberCheck.Finding] = []
    for index in ["cql.anywhere", "dc.title", "dc.creator", "dc.subject", "bath.isbn", "dc.date"] {
        guard let request = request("\(index) = 1999", to: member, count: 0) else {
            findings.append(MemberCheck.Finding(what: "index \(index)", works: false, detail: "not asked"))
            continue
        }
        let reply = await members.tryOut(request)
        findings.append(finding("index \(index)", reply) { _ in request.query.text })
    }
    return findings
}

private func trySyntaxes(
    of member: MemberProfile, with request: MemberRequest?, through members: MemberConnections
) async -> [MemberCheck.Finding] {
    guard let request else { return [] }
    var findings: [MemberCheck.Finding] = []
    for syntax in [MemberProfile.Syntax.usmarc, .unimarc, .xml, .opac] {
        var other = member
        other.id = "\(member.id)/\(syntax.rawValue)"
        other.syntax = syntax
        let reply = await members.tryOut(MemberRequest(member: other, query: request.query, count: 1))
        let what = "syntax \(syntax.rawValue)"
        guard case .success(let answer) = reply else {
            findings.append(finding(what, reply) { _ in "" })
            continue
        }
        let (works, detail) =
            switch answer.records.first {
            case .octets(_, let sent): (sent == syntax.rawValue, sent == syntax.rawValue ? "served" : "sent \(sent)")
            case .diagnostic(let code, let message): (false, "diagnostic \(code) \(message)")
            case nil: (false, "no record came")
            }
        findings.append(MemberCheck.Finding(what: what, works: works, detail: detail))
    }
    return findings
}

private func request(_ cql: String, to member: MemberProfile, count: Int) -> MemberRequest? {
    guard let query = try? parseQuery(cql), case .ask(let asked, _) = planQuery(query, for: member) else { return nil }
    return MemberRequest(member: member, query: asked, count: count)
}

private func finding(_ what: String, _ reply: MemberReply, _ detail: (MemberAnswer) -> String) -> MemberCheck.Finding {
    switch reply {
    case .success(let answer): MemberCheck.Finding(what: what, works: true, detail: detail(answer))
    case .failure(let failure): MemberCheck.Finding(what: what, works: false, detail: failure.detail)
    }
}
