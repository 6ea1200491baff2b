import FoundationEssentials

/// The alliance that a targets.yaml file describes.
///
/// - Parameter path: the file, as the operator named it; errors name it the same way.
/// - Returns: the alliance, its members' passwords read from the environment and from files.
/// - Throws: every problem found, each with its line and column.
public func loadAlliance(path: String) throws(ConfigurationError) -> Alliance {
    let bytes: [UInt8]
    do {
        bytes = try readFile(path, limit: 1 << 20)
    } catch {
        throw ConfigurationError(file: path, error.message)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ConfigurationError(file: path, at: firstInvalidUTF8(bytes), "not UTF-8; save the file in UTF-8")
    }
    return try parseAlliance(text, file: path, environment: ProcessInfo.processInfo.environment)
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
