import Foundation
import Testing

/// docs/quick-start.md does what it says: every command is run, word for word, and prints what the document shows.
@Suite struct QuickStartTests {
    @Test func `the quick start works as written`() async throws {
        let text = try String(contentsOf: package("docs/quick-start.md"), encoding: .utf8)
        let steps = ConsoleDocument(text).steps
        #expect(steps.count > 10)
        var failure: ServerFailure?
        for _ in 0..<3 {
            let clone = try Clone(for: text)
            defer { clone.remove() }
            do {
                try await play(steps, in: clone)
                // A server's process for a connection ends when it notices that the other end is gone.
                for _ in 0..<200 where !processes(naming: clone.folder.path).isEmpty {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(processes(naming: clone.folder.path) == [], "still running")
                return
            } catch let error as ServerFailure {
                // A port may have been taken in between.
                failure = error
            }
        }
        Issue.record("\(failure?.what ?? "")")
    }

    /// Does what a reader would do.
    private func play(_ steps: [ConsoleDocument.Step], in clone: Clone) async throws {
        var terminals: [Supervisor] = []
        defer { for terminal in terminals.reversed() { terminal.stop() } }
        for step in steps {
            switch step {
            case .write(let file, let text): try clone.write(text, to: file)
            case .run(let command, let shown, let line):
                let output = try await onItsOwnThread {
                    Result { () throws(ServerFailure) in try run(Self.shell(Self.oneCommand, command, clone)) }
                }.get()
                compare(output.isEmpty ? [] : output.components(separatedBy: "\n"), shown, command, line, clone)
            case .keepRunning(let command, let shown, let line):
                let last = clone.localised(shown.last ?? "")
                let terminal = try await onItsOwnThread {
                    Result { () throws(ServerFailure) in
                        try Supervisor(Self.shell(Self.terminal, command, clone) + [last])
                    }
                }.get()
                terminals.append(terminal)
                compare(terminal.announcements, shown, command, line, clone)
            }
        }
    }

    /// The command lines of processes that name a folder.
    private func processes(naming folder: String) -> [String] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return numbers.filter { Int($0) != nil }.compactMap { number in
            guard let octets = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else { return nil }
            let command = String(decoding: octets, as: UTF8.self).replacing("\0", with: " ")
            return command.contains(folder) ? command : nil
        }
    }

    private func compare(_ output: [String], _ shown: [String], _ command: String, _ line: Int, _ clone: Clone) {
        let isAsShown = matches(shown.map(clone.localised), output)
        #expect(
            isAsShown,
            """
            docs/quick-start.md, line \(line): \(command)
            shown:
            \(shown.joined(separator: "\n"))
            printed:
            \(output.joined(separator: "\n"))
            """)
    }

    private static func shell(_ script: String, _ command: String, _ clone: Clone) -> [String] {
        (script == oneCommand ? ["timeout", "120"] : []) + [
            "/bin/sh", "-c", script, clone.folder.path, clone.localised(command),
        ]
    }

    /// Its name is the folder, its argument the command; what the command exports, the next one has.
    ///
    /// A command may fail: what it prints is what counts.
    private static let oneCommand = """
        cd "$0" && PATH="$0/tools:$PATH"
        [ ! -f .environment ] || . ./.environment
        eval "$1" 2>&1 </dev/null
        export -p >.environment
        """

    /// Its second argument is the line that tells that the command is ready; ends with its standard input.
    private static let terminal = """
        cd "$0" && PATH="$0/tools:$PATH"
        [ ! -f .environment ] || . ./.environment
        log=$(mktemp -p .)
        setsid sh -c "$1" >"$log" 2>&1 </dev/null &
        tries=0
        until grep -qxF -- "$2" "$log"; do
            tries=$((tries + 1))
            if ! kill -0 $! 2>/dev/null || [ $tries -gt 1200 ]; then cat "$log"; kill -s TERM -- "-$!"; exit 1; fi
            sleep 0.1
        done
        cat "$log"
        echo ready
        cat >/dev/null
        kill -s TERM -- "-$!"
        wait $!
        tries=0
        while kill -s 0 -- "-$!" 2>/dev/null; do
            tries=$((tries + 1))
            [ $tries -lt 200 ] || kill -s KILL -- "-$!"
            sleep 0.05
        done
        """
}
