import Glibc

/// Why a file can't be read, in words that follow its name.
public struct UnreadableFile: Error, Hashable, Sendable {
    /// `no such file`, `is a directory, not a file` or the like.
    public let message: String
}

/// The octets of a file, a pipe too, that is not longer than `limit`.
///
/// - Parameters:
///   - path: the file; `/dev/stdin` is standard input.
///   - limit: the most octets that are read.
/// - Returns: all its octets.
/// - Throws: why there are none.
public func readFile(_ path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw UnreadableFile(message: errno == ENOENT ? "no such file" : "can't be opened: \(systemMessage(errno))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
        throw UnreadableFile(message: "can't be read: \(systemMessage(errno))")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw UnreadableFile(message: "is a directory, not a file") }
    var bytes: [UInt8] = []
    // The size is a guess at what comes: a pipe has none, and a file may be growing.
    bytes.reserveCapacity(min(Int(status.st_size), limit) + 1)
    var count = 1
    while count > 0, bytes.count <= limit {
        let room = min(limit + 1 - bytes.count, 1 << 18)
        bytes += [UInt8](unsafeUninitializedCapacity: room) { buffer, size in
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            size = max(0, count)
        }
    }
    guard count >= 0 else { throw UnreadableFile(message: "can't be read: \(systemMessage(errno))") }
    guard bytes.count <= limit else { throw UnreadableFile(message: "is longer than \(limit) bytes") }
    return bytes
}

/// The words of the system for an error number: `Permission denied`.
func systemMessage(_ number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        guard let start = buffer.baseAddress, strerror_r(number, start, buffer.count) == 0 else {
            return "error \(number)"
        }
        return String(cString: start)
    }
}
