/// A window of records from an SRU member, fetched in as many requests as its pages take.
///
/// SRU keeps no state: a later window is the same query from a later position. A pure value; who holds it sends the
/// questions and gives it the answers.
struct SRUWindow: Sendable {
    private let request: MemberRequest
    private let cql: String
    private let manner: SRUManner
    private let started = ContinuousClock.now
    private var records: [RawRecord] = []
    /// The octets of `records`; a window ends when they are too many, as a Z39.50 message does.
    private var octets = 0
    private static let maximumOctets = 16 << 20
    private var hitCount: Int?

    /// A window of what a query in CQL finds.
    init(_ request: MemberRequest) {
        guard case .cql(let cql, let manner) = request.query else {
            preconditionFailure("an SRU member is asked in CQL")
        }
        self.request = request
        self.cql = cql
        self.manner = manner
    }

    /// What to ask the member next.
    var question: SRUQuestion {
        SRUQuestion(
            cql, manner, of: request.member, start: request.start + records.count, count: missing,
            step: hitCount == nil ? .search : .present)
    }

    /// How many records the next request is for.
    private var missing: Int { min(request.count - records.count, manner.pageLimit ?? Int.max) }

    /// Takes the answer to the question: the reply, or `nil` when there is more to ask.
    ///
    /// It reads the XML, so that the reactor's thread is not the one to call it.
    mutating func take(_ response: HTTPResponse) -> MemberReply? {
        switch judge(response, start: request.start + records.count, limit: missing) {
        case .failure(let refusal):
            let member = request.member
            let detail = "\(member.host):\(member.port): \(refusal.detail)"
            return .failure(failure(refusal.reason, detail, after: started.duration(to: .now)))
        case .success(let page):
            hitCount = page.hitCount
            records += page.records
            for case .octets(let record, _) in page.records { octets += record.count }
            let isDone = records.count >= request.count || page.records.isEmpty || octets > Self.maximumOctets
            guard isDone || request.start + records.count > page.hitCount else { return nil }
            return .success(
                MemberAnswer(
                    member: request.member.id, hitCount: page.hitCount, start: request.start, records: records,
                    elapsed: started.duration(to: .now)))
        }
    }

    /// The failure of the window, one of its requests having failed: with what had come before.
    func failure(of exchange: MemberFailure, startedAt start: ContinuousClock.Instant) -> MemberFailure {
        failure(exchange.reason, exchange.detail, after: started.duration(to: start) + exchange.elapsed)
    }

    private func failure(_ reason: MemberFailure.Reason, _ detail: String, after time: Duration) -> MemberFailure {
        MemberFailure(
            member: request.member.id, reason: reason, detail: detail, elapsed: time, hitCount: hitCount,
            records: records)
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
    // With hits and no record, the diagnostic says why none came: an unknown schema, say.
    if answer.records.isEmpty, answer.hitCount ?? 0 == 0 || limit > 0, let diagnostic = answer.diagnostics.first {
        // Some answer so that there is no first record, when nothing was found, or that there is none so far behind.
        if diagnostic.code == 61, start == 1 || answer.hitCount ?? 0 > 0 {
            return .success(UsablePage(hitCount: answer.hitCount ?? 0, records: []))
        }
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
