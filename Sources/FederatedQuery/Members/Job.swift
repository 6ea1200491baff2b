/// One question to one member, on its way through the reactor: it is reported on exactly once.
struct Job: Sendable {
    /// What is to be done.
    enum Work: Sendable {
        /// Connect and Init alone, on a connection of its own.
        case initialise
        /// A Search, and what Presents it needs.
        case search(MemberRequest)
        /// A question of `check`, in a manner of its own.
        case trial(Trial)
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

/// A question that is put otherwise than the member's profile has it: `check` tries what the member can do.
struct Trial: Sendable {
    /// What is asked; for a Scan the term to begin at, and how many terms are wanted.
    let request: MemberRequest
    /// Whether it is a Scan.
    var isScan = false
    /// How the result set is to be sorted before records are taken, as YAZ writes it: `1=4 <`; `nil` for not at all.
    var sort: String?
    /// The record syntax, by libyaz's name.
    var syntax: String
    /// The element set; `nil` for none.
    var elementSet: String?
    /// The character set that the query's terms go out in.
    var queryCharset: String
}
