internal import DequeModule
internal import Synchronization

/// One member's connections; like its sessions it never leaves the reactor's thread.
///
/// When the member's description changes, a new pool takes its place: this one finishes its jobs and keeps nothing warm.
final class Pool {
    let member: MemberProfile
    let gauge: PoolGauge
    /// Connections without a job; the one used last is taken first, so that a burst's surplus grows old.
    private(set) var idle: [any MemberSession] = []
    /// All connections, with a job or without.
    private(set) var open = 0
    /// Jobs that wait for a connection, oldest first.
    var waiting: Deque<UInt64> = []
    private var isRetired = false

    init(member: MemberProfile, gauge: PoolGauge) {
        self.member = member
        self.gauge = gauge
    }

    var hasRoom: Bool { open < member.connections }

    /// A connection for this request: one that can present it from its last search, or else any.
    func takeIdle(for request: MemberRequest?) -> (any MemberSession)? {
        defer { publish() }
        guard let request, request.start > 1, let index = idle.lastIndex(where: { $0.holds(request) }) else {
            return idle.popLast()
        }
        return idle.remove(at: index)
    }

    func opened() {
        open += 1
        publish()
    }

    /// Keeps a connection warm; `false` when it is not wanted any more.
    func keep(_ session: any MemberSession) -> Bool {
        guard !isRetired else { return false }
        idle.append(session)
        publish()
        return true
    }

    func closed(_ session: any MemberSession) {
        open -= 1
        idle.removeAll { $0 === session }
        publish()
    }

    /// Another pool has taken its place: gives up what is warm.
    func retire() -> [any MemberSession] {
        isRetired = true
        return idle
    }

    private func publish() {
        guard !isRetired else { return }
        gauge.busy.store(open - idle.count, ordering: .relaxed)
        gauge.idle.store(idle.count, ordering: .relaxed)
    }
}

/// How a member's connections are used, readable from any thread.
final class PoolGauge: Sendable {
    /// Connections with a job.
    let busy = Atomic<Int>(0)
    /// Connections kept warm.
    let idle = Atomic<Int>(0)
}
