import Foundation
import Glibc
import Synchronization

/// The built executable on a terminal of its own, a pseudo-terminal that the test reads and types at.
final class TerminalSession: Sendable {
    /// How a process ended.
    enum Ending: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    private struct Transcript {
        var bytes: [UInt8] = []
        var isOver = false
    }

    private let master: Int32
    private let process: pid_t
    private let transcript = Mutex(Transcript())

    /// Starts `sru-gateway` as the leader of a session, so that Ctrl-C reaches it as it does in a shell.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - folder: its working directory.
    ///   - columns: how wide the terminal is.
    ///   - environment: what it finds besides `PATH` and `TERM`.
    ///   - output: where standard output goes; the terminal when it is `nil`.
    /// - Throws: when there is no pseudo-terminal, or the program does not start.
    init(
        _ arguments: [String], in folder: String, columns: Int = 80, environment: [String: String] = [:],
        output: String? = nil
    ) throws {
        var size = Self.size(columns)
        var (master, terminal): (CInt, CInt) = (-1, -1)
        guard openpty(&master, &terminal, nil, nil, &size) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        defer { close(terminal) }
        for descriptor in [master, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        self.master = master
        // setsid makes the terminal the one that controls the session; each of these becomes the next.
        let command = ["/usr/bin/setsid", "--ctty", "/usr/bin/env", "--chdir", folder, GatewayProcess.executable.path]
        process = try Self.spawn(
            command + arguments, on: terminal, output: output,
            environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 })
        Thread.detachNewThread { [self] in read() }
    }

    deinit {
        kill(process, SIGKILL)
        close(master)
    }

    /// All that came out so far, the terminal's line ends and all.
    var text: String { transcript.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Types at the terminal.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
    }

    /// Sends a signal to the process.
    func signal(_ number: Int32) { kill(process, number) }

    /// Makes the terminal this wide; the process is told.
    func resize(to columns: Int) {
        var size = Self.size(columns)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until what came out has `words` in it, twenty seconds at most.
    func shows(_ words: String) async -> Bool {
        for _ in 0..<2_000 {
            if text.contains(words) { return true }
            if transcript.withLock({ $0.isOver }) { break }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return text.contains(words)
    }

    /// Waits for the end of the process and of what came out.
    func ending() async -> Ending {
        await away { [self] in
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            while !transcript.withLock({ $0.isOver }) { usleep(1_000) }
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
        }
    }

    private func read() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(master, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            // The last process on the other side has gone: EIO.
            guard count > 0 else { break }
            transcript.withLock { $0.bytes += chunk[..<count] }
        }
        transcript.withLock { $0.isOver = true }
    }

    private static func size(_ columns: Int) -> winsize {
        winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }

    /// Starts a process that inherits the terminal and nothing else; every signal does to it what it does by default.
    private static func spawn(
        _ command: [String], on terminal: CInt, output: String?, environment: [String: String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in CInt(0)...2 { posix_spawn_file_actions_adddup2(&actions, terminal, descriptor) }
        if let output {
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        for descriptor in 3..<CInt(min(sysconf(Int32(_SC_OPEN_MAX)), 4096)) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
        guard code == 0 else { throw POSIXError(.init(rawValue: code) ?? .EIO) }
        return process
    }
}
