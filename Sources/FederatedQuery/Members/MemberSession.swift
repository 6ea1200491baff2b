/// A socket that the poller watches, and for which epoll events.
struct Watched: Equatable {
    let socket: Int32
    let interest: UInt32
    /// Whether octets that are there already count for nothing.
    let isNewsOnly: Bool
}

/// One connection to a member and the job it is doing, whatever it speaks; it never leaves the reactor's thread.
protocol MemberSession: AnyObject {
    /// The token under which the poller knows it.
    var token: UInt64 { get }
    var pool: Pool { get }
    /// The member's other addresses, to be tried when this one can't be reached.
    var alternatives: [Address] { get }
    /// The job under way; `nil` while the session waits in its pool.
    var job: (id: UInt64, job: Job)? { get }
    /// Since when it has waited in its pool.
    var idleSince: ContinuousClock.Instant { get set }
    /// The socket to wait for; `nil` while there is none.
    var socket: Int32? { get }
    /// What the poller watches; `nil` when there is a new socket since, which may have an old one's number.
    var watched: Watched? { get set }
    /// The epoll events to wait for.
    var interest: UInt32 { get }
    /// Whether the job failed because no connection could be made.
    var isUnreachable: Bool { get }

    /// Starts a job; `false` when it can't be put to the member.
    func start(_ job: Job, id: UInt64) -> Bool
    /// Whether the records asked for can be had from the result set that the last search left.
    func holds(_ request: MemberRequest) -> Bool
    /// Reads and writes as these epoll events allow.
    func fire(_ events: UInt32)
    /// How the member has broken the protocol so that nothing more of it may be read; `nil` when it has not.
    var breach: String? { get }
    /// Whether what the member has sent may be read.
    func vetAnswer() -> Vetting
    /// Does all it can without waiting; `true` when the job is done, well or badly.
    func advance() -> Bool
    /// Searches anew when the result set to present from turned out to be gone; `false` when that was not it.
    func searchAnew() -> Bool
    /// Reports on the job and takes it off; `true` when the connection can serve again.
    func finish() -> Bool
    /// Reports that the job failed by this breach of the protocol, or without one because its deadline is up.
    func fail(breach: String?)
}
