/// One question to one member, on its way through the reactor: it is reported on exactly once.
struct Job: Sendable {
    /// What is to be done.
    enum Work: Sendable {
        /// Connect and Init alone, on a connection of its own.
        case initialise
        /// A Search, and what Presents it needs.
        case search(MemberRequest)
        /// A request over HTTP to an SRU member; an answer is delivered on the reactor's thread instead of reported.
        case exchange(HTTPExchange, deliver: @Sendable (HTTPResponse) -> Void)
    }

    let member: MemberProfile
    let work: Work
    /// When the member asked must have answered.
    let deadline: ContinuousClock.Instant
    let started: ContinuousClock.Instant
    /// Called on the reactor's thread, once unless an answer was delivered; it must not block.
    let report: @Sendable (MemberReply) -> Void

    /// Reports that it failed.
    func fail(_ reason: MemberFailure.Reason, _ detail: String, hitCount: Int? = nil, records: [RawRecord] = []) {
        report(
            .failure(
                MemberFailure(
                    member: member.id, reason: reason, detail: detail, elapsed: started.duration(to: .now),
                    hitCount: hitCount, records: records)))
    }
}
