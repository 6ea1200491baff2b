/// Asks an SRU member for a window of records, in as many requests as its pages take.
///
/// SRU keeps no state: a later window is the same query from a later position. The reactor carries the requests; the
/// XML is read here, off its thread.
///
/// - Parameters:
///   - request: a query in CQL.
///   - deadline: when all of it must be there.
///   - connections: the door to the member.
/// - Returns: the answer, or the failure with what had come before it.
func askOverSRU(
    _ request: MemberRequest, deadline: ContinuousClock.Instant, through connections: MemberConnections
) async -> MemberReply {
    guard case .cql(let cql, let manner) = request.query else {
        preconditionFailure("an SRU member is asked in CQL")
    }
    let member = request.member
    let started = ContinuousClock.now
    var records: [RawRecord] = []
    var hitCount: Int?
    func failure(_ reason: MemberFailure.Reason, _ detail: String, after elapsed: Duration) -> MemberReply {
        .failure(
            MemberFailure(
                member: member.id, reason: reason, detail: detail, elapsed: elapsed, hitCount: hitCount,
                records: records))
    }
    while true {
        let wanted = min(request.count - records.count, manner.pageLimit ?? Int.max)
        let start = request.start + records.count
        let question = SRUQuestion(
            cql, manner, of: member, start: start, count: wanted, step: hitCount == nil ? .search : .present)
        let response: HTTPResponse
        let before = started.duration(to: .now)
        switch await connections.exchange(question.exchange, with: member, deadline: deadline) {
        case .success(let whole): response = whole
        case .failure(let problem):
            return failure(problem.reason, problem.detail, after: before + problem.elapsed)
        }
        switch judge(response, start: start, limit: wanted) {
        case .success(let page):
            hitCount = page.hitCount
            records += page.records
            let isDone = records.count >= request.count || page.records.isEmpty
            guard isDone || request.start + records.count > page.hitCount else { continue }
            return .success(
                MemberAnswer(
                    member: member.id, hitCount: page.hitCount, start: request.start, records: records,
                    elapsed: started.duration(to: .now)))
        case .failure(let problem):
            let detail = "\(member.host):\(member.port): \(problem.detail)"
            return failure(problem.reason, detail, after: started.duration(to: .now))
        }
    }
}

/// Part of an answer that can be used.
private struct UsablePage {
    let hitCount: Int
    let records: [RawRecord]
}

/// Why an answer can't be used.
private struct Refusal: Error {
    let reason: MemberFailure.Reason
    let detail: String
}

/// What an HTTP response comes to.
///
/// A diagnostic counts whatever the HTTP status is: some servers send both.
private func judge(_ response: HTTPResponse, start: Int, limit: Int) -> Result<UsablePage, Refusal> {
    if [401, 403].contains(response.status) {
        return .failure(Refusal(reason: .rejected, detail: "HTTP status \(response.status)"))
    }
    let answer: SearchRetrieveAnswer
    do throws(UnreadableAnswer) {
        answer = try readSearchRetrieve(response.body, limit: limit)
    } catch {
        guard response.status == 200 else { return .failure(statusRefusal(response)) }
        return .failure(Refusal(reason: .garbled, detail: error.why))
    }
    if answer.records.isEmpty, answer.hitCount ?? 0 == 0, let diagnostic = answer.diagnostics.first {
        // Some answer so that there is no first record, when nothing was found.
        if diagnostic.code == 61, start == 1 { return .success(UsablePage(hitCount: 0, records: [])) }
        let reason: MemberFailure.Reason = diagnostic.code == 3 ? .rejected : .refused(bib1: diagnostic.bib1)
        return .failure(Refusal(reason: reason, detail: diagnostic.words))
    }
    guard response.status == 200 else { return .failure(statusRefusal(response)) }
    guard let hitCount = answer.hitCount else {
        return .failure(Refusal(reason: .garbled, detail: "an answer without a number of records"))
    }
    return .success(UsablePage(hitCount: hitCount, records: answer.records))
}

/// What an HTTP status other than 200 means; a redirect names the address to write down instead.
private func statusRefusal(_ response: HTTPResponse) -> Refusal {
    let location = response.headers["location"].map { "; it points to \($0.prefix(300)): if that is right, write it" }
    return Refusal(reason: .http(response.status), detail: "HTTP status \(response.status)\(location ?? "")")
}
