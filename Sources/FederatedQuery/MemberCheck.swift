/// What `check` found at one member.
public struct MemberCheck: Sendable {
    /// One thing tried: what, whether it works, and what was seen.
    public struct Finding: Sendable {
        /// What was tried: `connect`, `search 1=4`, `syntax usmarc` or the like.
        public let what: String
        /// Whether it works.
        public let works: Bool
        /// What was seen, for a reader.
        public let detail: String
    }

    /// The member.
    public let member: MemberProfile
    /// Whether it answered: connect, Init, a search and a record all work.
    public let answers: Bool
    /// The system's own name, from Init; `nil` when it did not say.
    public let system: String?
    /// What was tried, in order.
    public let findings: [Finding]
    /// The time of one search on a warm connection.
    public let elapsed: Duration
}
