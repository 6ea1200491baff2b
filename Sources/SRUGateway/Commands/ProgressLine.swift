import FederatedQuery
import Synchronization

/// One line on a terminal's standard error that tells how far a search is; nothing at all anywhere else.
final class ProgressLine: Sendable {
    private struct Progress {
        var answered = 0
        var failed: [String] = []
        var isDone = false
    }

    private let members: Int
    private let terminal: Terminal
    private let progress = Mutex(Progress())

    /// The line of a search that asks this many members.
    init(members: Int, on terminal: Terminal = .error) {
        self.members = members
        self.terminal = terminal
        show(Progress())
    }

    /// Takes in how one member did.
    func report(_ report: MemberReport) {
        progress.withLock { progress in
            switch report.outcome {
            case .answered: progress.answered += 1
            case .failed: progress.failed.append(report.id)
            case .notAsked: return
            }
            if !progress.isDone { show(progress) }
        }
    }

    /// Takes the line away, for good.
    func clear() {
        progress.withLock { progress in
            if terminal.isTerminal, !progress.isDone { writeError("\r\u{1B}[K") }
            progress.isDone = true
        }
    }

    private func show(_ progress: Progress) {
        guard terminal.isTerminal else { return }
        let failed = progress.failed.isEmpty ? "" : "; failed: \(progress.failed.joined(separator: ", "))"
        let line = "\(progress.answered) of \(members) members have answered\(failed)"
        writeError("\r\(fitted(displayText(line), into: terminal.columns - 1))\u{1B}[K")
    }
}
