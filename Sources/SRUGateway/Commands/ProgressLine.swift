import FederatedQuery
import Synchronization

/// One line on a terminal's standard error that tells how far a search is; nothing at all anywhere else.
///
/// The line is measured anew each time that it is drawn, so that it stays one when the terminal is resized. A dumb
/// terminal, which can't draw a line again, gets one for each member that answers.
final class ProgressLine: Sendable {
    private struct State {
        var progress: SearchProgress
        var isDrawn = false
        var isDone = false
    }

    private let terminal: @Sendable () -> Terminal
    private let write: @Sendable (String) -> Void
    private let started = ContinuousClock.now
    private let state: Mutex<State>

    /// The line of a search that asks these members.
    ///
    /// - Parameters:
    ///   - members: their ids.
    ///   - terminal: where the line is drawn, measured whenever it is.
    ///   - write: draws; what can't be written at once is not worth waiting for.
    init(
        awaiting members: [String], on terminal: @autoclosure @escaping @Sendable () -> Terminal = .error,
        write: @escaping @Sendable (String) -> Void = { writeErrorIfReady($0) }
    ) {
        self.terminal = terminal
        self.write = write
        state = Mutex(State(progress: SearchProgress(asked: members)))
        draw()
    }

    /// Takes in how one member did.
    func report(_ report: MemberReport) {
        state.withLock { state in
            state.progress.take(report)
            let terminal = terminal()
            if terminal.isTerminal, !terminal.mayRedraw, !state.isDone { write(words(for: report) + "\n") }
        }
        draw()
    }

    /// Draws the line as it is now.
    func draw() {
        state.withLock { state in
            let terminal = terminal()
            guard terminal.mayRedraw, !state.isDone else { return }
            let line = state.progress.line(after: .now - started, columns: terminal.columns - 1)
            write("\r\(line)\u{1B}[K")
            state.isDrawn = true
        }
    }

    /// Takes the line away, for good.
    func clear() {
        state.withLock { state in
            if state.isDrawn, !state.isDone { write("\r\u{1B}[K") }
            state.isDone = true
        }
    }
}

extension ProgressLine {
    /// What `work` gives; meanwhile the line is drawn ten times a second, for the time in it to run, and then taken away.
    func running<Value, Failure: Error>(
        _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let clock = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(100))
                draw()
            }
        }
        defer {
            clock.cancel()
            clear()
        }
        return try await work()
    }
}
