import Glibc
import Synchronization

/// A program that the benchmark runs, in a process group of its own; it ends with `stop`, and when the benchmark ends.
final class ChildProcess {
    /// Where a program's standard output goes.
    enum Output {
        /// To us, line by line.
        case pipe
        /// With its standard error, into its log.
        case log
    }

    let process: pid_t
    private let name: String
    private let log: String
    private let input: Int32
    private var output: LineReader?
    private var isRunning = true

    /// Starts `command`.
    ///
    /// - Parameters:
    ///   - command: the program, looked up in PATH when it has no slash, and its arguments.
    ///   - log: the file that gets its standard error.
    ///   - output: where its standard output goes.
    /// - Throws: when it can't be started.
    init(_ command: [String], log: String, output: Output = .log) throws(Failure) {
        name = command[0]
        self.log = log
        let toChild = try Pipe()
        let fromChild = try Pipe()
        let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system(log) }
        defer { close(file) }
        let streams = (toChild.reading, output == .pipe ? fromChild.writing : file, file)
        // Should we die without a word, the kernel ends it too. We start children from the main thread alone, since
        // it is that thread's end that counts.
        process = try startGroup(["setpriv", "--pdeathsig", "KILL", "--"] + command, streams: streams)
        close(toChild.reading)
        close(fromChild.writing)
        input = toChild.writing
        if output == .pipe {
            self.output = LineReader(descriptor: fromChild.reading)
        } else {
            close(fromChild.reading)
        }
    }

    deinit { stop() }

    /// Whether it has not ended by itself.
    var isAlive: Bool {
        var status: Int32 = 0
        guard isRunning, waitpid(process, &status, WNOHANG) == process else { return isRunning }
        forget()
        return false
    }

    /// The next line of its standard output.
    ///
    /// - Throws: when it has ended, with the end of its log.
    func readLine() throws(Failure) -> String {
        guard let line = output?.next() else { throw failure("ended early") }
        return line
    }

    /// Writes to its standard input.
    func write(_ text: String) throws(Failure) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure("takes no orders") }
            bytes = bytes.dropFirst(count)
        }
    }

    func signal(_ signal: Int32) { kill(process, signal) }

    /// Ends it, with what it forked.
    func stop() {
        guard isRunning else { return }
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        forget()
    }

    /// A failure of this program: what happened, and what it logged last.
    func failure(_ what: String) -> Failure {
        let end = lastLines(of: (try? fileText(log)) ?? "")
        return Failure("\(name) \(what)\(end.isEmpty ? "" : ":\n\(end)")")
    }

    private func forget() {
        guard isRunning else { return }
        isRunning = false
        runningGroups.withLock { [process] in _ = $0.remove(process) }
        close(input)
        output?.close()
        output = nil
    }
}

/// The end of a log, as much of it as one wants to see.
private func lastLines(of text: String) -> String { text.split(separator: "\n").suffix(8).joined(separator: "\n") }

/// Runs a program to its end, and gives what it printed.
///
/// - Throws: when it fails, with what it printed.
@discardableResult
func runProgram(_ command: [String], log: String) throws(Failure) -> String {
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let file = open(log, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    defer {
        close(nothing)
        close(file)
    }
    let process = try startGroup(command, streams: (nothing, file, file))
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    runningGroups.withLock { _ = $0.remove(process) }
    let text = try fileText(log)
    guard status == 0 else { throw Failure("\(command.joined(separator: " ")) failed:\n\(lastLines(of: text))") }
    return text
}

/// Starts a process whose group is ended when we are.
private func startGroup(_ command: [String], streams: (Int32, Int32, Int32)) throws(Failure) -> pid_t {
    try runningGroups.withLock { groups throws(Failure) in
        let process = try spawn(command, streams: streams)
        groups.insert(process)
        return process
    }
}

/// Starts a process that leads a group of its own and takes every signal.
func spawn(_ command: [String], streams: (Int32, Int32, Int32)) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, streams.0, 0)
    posix_spawn_file_actions_adddup2(&actions, streams.1, 1)
    posix_spawn_file_actions_adddup2(&actions, streams.2, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ)
    guard code == 0 else { throw Failure("\(command[0]): \(String(cString: strerror(code)))") }
    return process
}

private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws(Failure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}
