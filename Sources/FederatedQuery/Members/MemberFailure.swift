/// Why a member gave no answer, or not a whole one.
public struct MemberFailure: Error, Hashable, Sendable {
    /// What went wrong, as far as a client needs to know.
    public enum Reason: Hashable, Sendable {
        /// Its name does not resolve.
        case unresolvable
        /// No connection: refused, unreachable.
        case unreachable
        /// It rejected Init: wrong password, or no wish to talk.
        case rejected
        /// No answer within the deadline; the step it hung at.
        case timedOut(Step)
        /// It closed the connection; the step it did it at.
        case closed(Step)
        /// It answered with a Bib-1 diagnostic (Z39.50, appendix 3, DIAG.1).
        case refused(bib1: Int)
        /// It answered with an HTTP status that means no answer: 404, 500, a redirect.
        case http(Int)
        /// It broke the protocol, or sent what we could not read.
        case garbled
        /// All its connections were busy until the deadline.
        case busy
        /// It has kept failing and is left alone for now.
        case skipped
        /// It takes longer than it usually does; the page left without it, and its answer joins the result set.
        case late
    }

    /// The step of the protocol.
    public enum Step: String, Hashable, Sendable {
        case resolve, connect, initialise = "init", search, present
    }

    /// The member's id.
    public let member: String
    /// What went wrong.
    public let reason: Reason
    /// A sentence for the log: may hold the member's own words and its address, never a password.
    public let detail: String
    /// From the request to the failure.
    public let elapsed: Duration
    /// The hit count, when the search had succeeded before the failure.
    public let hitCount: Int?
    /// The records that had come before the failure, from the position asked for on.
    public let records: [RawRecord]

    /// A failure of these parts.
    public init(
        member: String, reason: Reason, detail: String, elapsed: Duration, hitCount: Int? = nil,
        records: [RawRecord] = []
    ) {
        self.member = member
        self.reason = reason
        self.detail = detail
        self.elapsed = elapsed
        self.hitCount = hitCount
        self.records = records
    }
}
