import Glibc
import Synchronization

/// A shell script that runs servers until its standard input ends: when this process closes it, or dies, however it dies.
final class Supervisor: Sendable {
    /// What the script printed, a line each, before the line `ready`.
    let announcements: [String]
    private let process: pid_t
    /// The writing end of the script's standard input; `nil` once it is closed.
    private let input: Mutex<Int32?>

    /// Runs `command` and waits until it prints `ready`.
    ///
    /// - Throws: `ServerFailure` with what it printed when it ends without that.
    init(_ command: [String]) throws(ServerFailure) {
        let toChild = try openPipe()
        let fromChild = try openPipe()
        process = try spawn(command, input: toChild.reading, output: fromChild.writing)
        close(toChild.reading)
        close(fromChild.writing)
        input = Mutex(toChild.writing)
        var lines: [String] = []
        var reader = LineReader(descriptor: fromChild.reading)
        while let line = reader.next(), line != "ready" { lines.append(line) }
        close(fromChild.reading)
        announcements = lines
        guard reader.last == "ready" else {
            stop()
            throw ServerFailure(what: "\(command.joined(separator: " ")): \(lines.joined(separator: "\n"))")
        }
    }

    /// Ends the script and waits for it.
    func stop() {
        let open = input.withLock { $0.take() }
        guard let open else { return }
        close(open)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
    }

    deinit { stop() }
}

/// Servers for a test that did not start.
struct ServerFailure: Error, CustomStringConvertible {
    let what: String

    var description: String { what }
}

/// Runs a command to its end.
///
/// - Parameter command: the program's path, and its arguments.
/// - Returns: what it printed, on either output.
/// - Throws: `ServerFailure` with that when it fails.
@discardableResult
func run(_ command: [String]) throws(ServerFailure) -> String {
    let output = try openPipe()
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer {
        close(output.reading)
        close(nothing)
    }
    let process = try spawn(command, input: nothing, output: output.writing)
    close(output.writing)
    var reader = LineReader(descriptor: output.reading)
    var lines: [String] = []
    while let line = reader.next() { lines.append(line) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    let text = lines.joined(separator: "\n")
    guard status == 0 else { throw ServerFailure(what: "\(command.joined(separator: " ")): \(text)") }
    return text
}

private func openPipe() throws(ServerFailure) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ServerFailure(what: "no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}

/// Starts a process that inherits nothing but its standard input and output; its errors go to its output.
private func spawn(_ command: [String], input: Int32, output: Int32) throws(ServerFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    // Sockets of tests under way would otherwise stay open in it after the tests have closed them.
    for descriptor in 3..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 4096)) {
        posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
    guard code == 0 else { throw ServerFailure(what: "\(command[0]): \(String(cString: strerror(code)))") }
    return process
}

/// Reads a pipe line by line.
private struct LineReader {
    let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The line that `next` gave last.
    private(set) var last: String?

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; `nil` at the end of the pipe.
    mutating func next() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                last = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return last
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            buffer += chunk[..<count]
        }
        guard !buffer.isEmpty else { return nil }
        last = String(decoding: buffer, as: UTF8.self)
        buffer = []
        return last
    }
}
