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
    ///   - patience: until when each member is worth waiting for.
    ///   - late: called with each part that comes when nobody waits any more.
    init(patience: [String: ContinuousClock.Instant], late: @escaping @Sendable (WindowPart) -> Void) {
        state = Mutex(State(missing: Set(patience.keys)))
        self.patience = patience
        self.late = late
    }

    /// Takes a member's part.
    func take(_ part: WindowPart) {
        let isLate = state.withLock { state in
            state.missing.remove(part.member)
            guard !state.isOver else { return true }
            state.parts.append(part)
            endIfDue(&state)
            return false
        }
        if isLate { late(part) }
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

    private func lastChance(in state: State) -> ContinuousClock.Instant? {
        state.missing.compactMap { patience[$0] }.max()
    }

    /// Lets the waiter go when nobody is missing, or when somebody has answered and the others are past their time.
    private func endIfDue(_ state: inout State) {
        guard let waiter = state.waiter else { return }
        if let until = lastChance(in: state) {
            guard until <= .now, state.parts.contains(where: { $0.failure == nil }) else { return }
        }
        state.isOver = true
        state.waiter = nil
        waiter.resume(returning: state.parts)
    }
}
