import FederatedQuery
import Synchronization

/// One line on a terminal's standard error that tells how far a check is; nothing at all anywhere else.
final class CheckProgress: Sendable {
    private struct State {
        var done = 0
        /// What is tried now, by member; the newest last.
        var stages: [(member: String, stage: String, questions: Int)] = []
        var isCleared = false
    }

    private let members: Int
    private let terminal: Terminal
    private let state = Mutex(State())

    /// The line of a check of this many members.
    init(members: Int, on terminal: Terminal = .error) {
        self.members = members
        self.terminal = terminal
    }

    /// Takes in what is tried at a member now.
    func report(member: String, stage: String, questions: Int) {
        guard terminal.mayRedraw else { return }
        state.withLock { state in
            guard !state.isCleared else { return }
            state.stages.removeAll { $0.member == member }
            if stage == doneStage {
                state.done += 1
            } else {
                state.stages.append((member, stage, questions))
            }
            show(state)
        }
    }

    /// Takes the line away, for good.
    func clear() {
        state.withLock { state in
            if terminal.mayRedraw, !state.isCleared { writeErrorIfReady("\r\u{1B}[K") }
            state.isCleared = true
        }
    }

    private func show(_ state: State) {
        let now = state.stages.last.map { "; \($0.member): \($0.stage), question \($0.questions + 1)" } ?? ""
        let line = "\(state.done) of \(members) members done\(now)"
        writeErrorIfReady("\r\(fitted(displayText(line), into: terminal.columns - 1))\u{1B}[K")
    }
}
