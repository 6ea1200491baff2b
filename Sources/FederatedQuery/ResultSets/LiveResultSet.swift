internal import Synchronization

/// A result set that several requests may page through at once; it grows by one window at a time.
///
/// The lock is held for joining and ranking, never across a wait for the network.
final class LiveResultSet: Sendable {
    private struct State {
        var set: ResultSet
        var growth: Task<Void, Never>?
    }

    /// Fetches what these requests ask for; it returns at the latest when the members' deadlines since the instant given
    /// are up, and hands on, one by one, the parts that come after it has returned.
    typealias Fetch =
        @Sendable ([MemberRequest], ContinuousClock.Instant, @escaping @Sendable (WindowPart) -> Void) async
        -> [WindowPart]

    let id: String
    private let state: Mutex<State>

    init(_ set: ResultSet) {
        id = set.id
        state = Mutex(State(set: set))
    }

    /// The octets of all records held.
    var byteCount: Int { state.withLock { $0.set.byteCount } }

    /// The entries at these positions, once enough windows have come, no member has more, or the deadline is up.
    ///
    /// However many windows it takes, each member has one deadline, from the call on.
    ///
    /// - Parameters:
    ///   - start: the first position, 1-based.
    ///   - count: how many at most.
    ///   - fetch: asks the members; called only when the set must grow.
    /// - Returns: what stands there, and how the set is doing.
    func slice(start: Int, count: Int, fetch: @escaping Fetch) async -> Slice {
        let (wanted, isBeyond) = start.addingReportingOverflow(count - 1)
        let last = isBeyond ? Int.max : max(wanted, 1)
        let started = ContinuousClock.now
        let giveUp = started + deadline
        while true {
            let growth = state.withLock { state -> Task<Void, Never>? in
                guard state.set.isFresh || state.set.count < last, .now < giveUp else { return nil }
                // Another request's window was started earlier, so it is back in time for this one too.
                if let growth = state.growth { return growth }
                let requests = state.set.nextRequests(toReach: last)
                guard !requests.isEmpty else { return nil }
                let growth = Task { self.take(await fetch(requests, started) { self.takeLate($0) }) }
                state.growth = growth
                return growth
            }
            guard let growth else { break }
            await growth.value
        }
        return state.withLock { $0.set.slice(start: start, count: count) }
    }

    private func take(_ parts: [WindowPart]) {
        state.withLock { state in
            state.set.add(parts)
            state.set.leaveBehind()
            state.growth = nil
        }
    }

    /// A member's answer that comes after the page has left: behind what was served, or joined with it.
    private func takeLate(_ part: WindowPart) { state.withLock { $0.set.add([part]) } }

    private var deadline: Duration { state.withLock { $0.set.shares.map(\.member.deadline).max() ?? .zero } }
}

/// What stands at some positions of a result set, and how the set is doing.
struct Slice: Sendable {
    enum Entry: Sendable {
        case copies([Copy])
        case unreadable(member: String, position: Int, why: String)
    }

    let entries: [Entry]
    /// How many positions there are by now.
    let reached: Int
    let canGrow: Bool
    let hitCount: HitCount
    let members: [MemberReport]
    let approximations: [String]
}

extension ResultSet {
    /// Whether no member was asked yet.
    var isFresh: Bool { shares.allSatisfy { $0.elapsed == nil } }

    /// The entries at these positions, which from now on stand.
    mutating func slice(start: Int, count: Int) -> Slice {
        let entries = serve(start: start, count: count).map { item -> Slice.Entry in
            switch item {
            case .cluster(let index): .copies(clustering.clusters[index].copies.map { clustering.copies[$0] })
            case .unreadable(let index):
                .unreadable(
                    member: unreadable[index].member, position: unreadable[index].position, why: unreadable[index].why)
            }
        }
        return Slice(
            entries: entries, reached: self.count, canGrow: canGrow, hitCount: hitCount,
            members: shares.map(\.report), approximations: approximations)
    }
}
