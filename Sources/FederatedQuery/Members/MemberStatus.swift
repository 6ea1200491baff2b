/// How a member has been doing since the gateway started, for `/status` and `check`.
public struct MemberStatus: Hashable, Sendable {
    /// What the last searches say of it.
    public enum State: Hashable, Sendable {
        /// Not asked yet.
        case unknown
        case up
        /// Answering, but late more often than not.
        case slow
        case failing(since: ContinuousClock.Instant)
        /// Left alone until then, after it kept failing.
        case skipped(until: ContinuousClock.Instant)
        /// Switched off in targets.yaml.
        case disabled
    }

    /// The member's id.
    public let id: String
    /// The library's name.
    public let name: String
    /// What the last searches say of it.
    public let state: State
    /// The median and the 95th percentile of its last answers' times; `nil` before the first.
    public let p50: Duration?
    /// The 95th percentile.
    public let p95: Duration?
    /// Answers and failures since the start.
    public let answers: Int
    /// Failures since the start.
    public let failures: Int
    /// Its own hit count in its last answer; `nil` before the first.
    public let lastHitCount: Int?
    /// The last failure's reason and detail; `nil` when it never failed.
    public let lastFailure: String?
    /// Connections that a search is using now.
    public let busyConnections: Int
    /// Connections kept warm.
    public let idleConnections: Int
}
