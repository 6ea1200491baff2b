import FoundationEssentials
import Glibc

/// The alliance that a targets.yaml file describes.
///
/// - Parameter path: the file, as the operator named it; errors name it the same way.
/// - Returns: the alliance, its members' passwords read from the environment and from files.
/// - Throws: every problem found, each with its line and column.
public func loadAlliance(path: String) throws(ConfigurationError) -> Alliance {
    let bytes: [UInt8]
    do {
        bytes = try readSmallFile(path, limit: 1 << 20)
    } catch {
        throw ConfigurationError(file: path, error.message)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ConfigurationError(file: path, at: firstInvalidUTF8(bytes), "not UTF-8; save the file in UTF-8")
    }
    return try parseAlliance(text, file: path, environment: ProcessInfo.processInfo.environment)
}

/// Why a file can't be read, in words that follow its name.
struct UnreadableFile: Error, Hashable {
    let message: String
}

/// The octets of a regular file of at most `limit` octets.
func readSmallFile(_ path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
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
    var count = 1
    while count > 0, bytes.count <= limit {
        let room = limit + 1 - bytes.count
        let part = [UInt8](unsafeUninitializedCapacity: min(room, 1 << 16)) { buffer, size in
            count = read(descriptor, buffer.baseAddress, buffer.count)
            size = max(0, count)
        }
        bytes += part
    }
    guard count >= 0 else { throw UnreadableFile(message: "can't be read: \(systemMessage(errno))") }
    guard bytes.count <= limit else { throw UnreadableFile(message: "is longer than \(limit) bytes") }
    return bytes
}

/// The words of the system for an error number: `Permission denied`.
private func systemMessage(_ number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        guard let start = buffer.baseAddress, strerror_r(number, start, buffer.count) == 0 else {
            return "error \(number)"
        }
        return String(cString: start)
    }
}

/// Where UTF-8 breaks first; `nil` when it doesn't.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> ConfigurationError.Place? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var column = 1
    while true {
        switch decoder.decode(&iterator) {
        case .scalarValue("\n"): (line, column) = (line + 1, 1)
        case .scalarValue: column += 1
        case .emptyInput: return nil
        case .error: return .init(line: line, column: column)
        }
    }
}
