import Glibc

/// Whoever read our standard output has left, as `head` does: there is nobody to write for.
struct OutputClosed: Error {}

/// Standard output does not take what we write: the disk is full or the like.
struct OutputFailure: Error, CustomStringConvertible {
    let errorNumber: Int32

    var description: String { "standard output can't be written (errno \(errorNumber))" }
}

/// Writes all of `bytes` to standard output.
func writeOutput(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
            if errno == EPIPE { throw OutputClosed() }
            throw OutputFailure(errorNumber: errno)
        }
        rest = rest.dropFirst(count)
    }
}

/// Writes lines to standard output, each with its end.
func writeOutput(lines: [String]) throws {
    try writeOutput(Array((lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")).utf8))
}

/// Writes to standard error; that nobody reads it is nobody's concern.
func writeError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Writes to standard error what loses its worth by waiting: nothing at all when the terminal takes no more for now.
func writeErrorIfReady(_ text: String) {
    var error = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&error, 1, 0) == 1, error.revents & Int16(POLLOUT) != 0 { writeError(text) }
}
