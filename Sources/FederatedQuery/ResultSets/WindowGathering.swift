internal import Synchronization

/// The parts of one window, as the members bring them.
///
/// Who waits for them goes when all are there, or when every member still missing is past the time given for it; parts
/// that come after that are handed on one by one.
final class WindowGathering: Sendable {
    private struct State {
        var parts: [WindowPart] = []
        var missing: Set<String>
        var waiter: CheckedContinuation<[WindowPart], Never>?
        var isOver = false
    }

    private let state: Mutex<State>
    private let patience: [String: ContinuousClock.Instant]
    private let late: @Sendable (WindowPart) -> Void

    /// A window from these members.
    ///
    /// - Parameters:
    ///   - members: who was asked; each brings one part.
    ///   - patience: until when a member is worth waiting for; who is not among them is waited for until its part comes.
    ///   - late: called with each part that comes when nobody waits any more.
    init(
        members: some Sequence<String>, patience: [String: ContinuousClock.Instant],
        late: @escaping @Sendable (WindowPart) -> Void
    ) {
        state = Mutex(State(missing: Set(members)))
        self.patience = patience
        self.late = late
    }

    /// Takes a member's part.
    func take(_ part: WindowPart) {
        let (isLate, mustWatch) = state.withLock { state in
            let wasWatched = lastChance(in: state) != nil
            state.missing.remove(part.member)
            guard !state.isOver else { return (true, false) }
            state.parts.append(part)
            endIfDue(&state)
            return (false, state.waiter != nil && !wasWatched && lastChance(in: state) != nil)
        }
        if isLate { late(part) }
        // The last one that was waited for anyway has come: from now on the clock counts.
        if mustWatch { Task { await watch() } }
    }

    /// The parts, once it is time to go.
    func parts() async -> [WindowPart] {
        let alarm = Task { await watch() }
        defer { alarm.cancel() }
        return await withCheckedContinuation { waiter in
            state.withLock { state in
                state.waiter = waiter
                endIfDue(&state)
            }
        }
    }

    /// Looks at the clock when the time for the last of those missing is up.
    private func watch() async {
        while !Task.isCancelled, let until = state.withLock({ lastChance(in: $0) }) {
            guard until > .now else { return state.withLock { endIfDue(&$0) } }
            try? await Task.sleep(until: until, clock: .continuous)
        }
    }

    /// When all that are missing will be past their time; `nil` when nobody is missing, or one is waited for anyway.
    private func lastChance(in state: State) -> ContinuousClock.Instant? {
        var last: ContinuousClock.Instant?
        for member in state.missing {
            guard let until = patience[member] else { return nil }
            last = max(last ?? until, until)
        }
        return last
    }

    /// Lets the waiter go when nobody is missing, or when somebody has answered and the others are past their time.
    private func endIfDue(_ state: inout State) {
        guard let waiter = state.waiter else { return }
        if !state.missing.isEmpty {
            guard let until = lastChance(in: state), until <= .now,
                state.parts.contains(where: { $0.failure == nil })
            else { return }
        }
        state.isOver = true
        state.waiter = nil
        waiter.resume(returning: state.parts)
    }
}
