internal import DequeModule
internal import Synchronization

/// The live result sets: bounded by number, by octets and by age, the least recently used go first.
final class ResultSetStore: Sendable {
    /// What the store holds at most.
    struct Limits: Sendable {
        var sets = 1000
        var bytes = 256 << 20
        var lifetime = Duration.seconds(300)
    }

    /// Under which a later page finds its set: a search of the same words over the same members.
    struct Key: Hashable, Sendable {
        let query: Query
        let database: String
    }

    private struct Entry {
        let set: LiveResultSet
        let key: Key
        var lastUse: ContinuousClock.Instant
        var bytes = 0
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var latest: [Key: String] = [:]
        /// Each use, oldest first; a use is stale when its set has been used again since.
        var uses: Deque<(id: String, at: ContinuousClock.Instant)> = []
        var bytes = 0
    }

    let limits: Limits
    private let state = Mutex(State())

    init(limits: Limits = Limits()) { self.limits = limits }

    /// How many sets are live, and the octets of their records.
    var size: (sets: Int, bytes: Int) { state.withLock { ($0.entries.count, $0.bytes) } }

    /// The set with this id, now used once more; `nil` when it is gone or never was.
    func set(id: String, now: ContinuousClock.Instant = .now) -> LiveResultSet? {
        state.withLock { state in
            expire(&state, now: now)
            touch(&state, id, now: now)
            return state.entries[id]?.set
        }
    }

    /// The newest set of this search, now used once more; `nil` when there is none.
    func latest(_ key: Key, now: ContinuousClock.Instant = .now) -> LiveResultSet? {
        guard let id = state.withLock({ $0.latest[key] }) else { return nil }
        return set(id: id, now: now)
    }

    /// Takes a new set in.
    func insert(_ set: LiveResultSet, for key: Key, now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            state.entries[set.id] = Entry(set: set, key: key, lastUse: now)
            state.latest[key] = set.id
            state.uses.append((set.id, now))
            expire(&state, now: now)
        }
    }

    /// Counts a set's octets anew, after it has grown.
    func weigh(_ set: LiveResultSet, now: ContinuousClock.Instant = .now) {
        let bytes = set.byteCount
        state.withLock { state in
            guard let old = state.entries[set.id]?.bytes else { return }
            state.entries[set.id]?.bytes = bytes
            state.bytes += bytes - old
            expire(&state, now: now)
        }
    }

    private func touch(_ state: inout State, _ id: String, now: ContinuousClock.Instant) {
        guard state.entries[id] != nil else { return }
        state.entries[id]?.lastUse = now
        state.uses.append((id, now))
    }

    /// Drops what is too old or too much; the set in use longest ago first.
    private func expire(_ state: inout State, now: ContinuousClock.Instant) {
        while let use = state.uses.first {
            let entry = state.entries[use.id]
            let isStale = entry.map { $0.lastUse != use.at } ?? true
            let isTooMuch = state.entries.count > limits.sets || (state.bytes > limits.bytes && state.entries.count > 1)
            guard isStale || isTooMuch || use.at.duration(to: now) > limits.lifetime else { return }
            state.uses.removeFirst()
            guard !isStale, let entry else { continue }
            state.entries[use.id] = nil
            state.bytes -= entry.bytes
            if state.latest[entry.key] == use.id { state.latest[entry.key] = nil }
        }
    }
}
