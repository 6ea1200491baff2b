/// The text of a configuration file, without its byte order mark.
///
/// - Throws: where and why it is no UTF-8.
func targetsText(_ bytes: [UInt8]) throws(UnreadableText) -> String {
    // A NUL beside the first character: UTF-16 of a text that starts with a Latin letter or '#'.
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0)
    guard !isUTF16 else {
        throw UnreadableText(place: nil, message: "is in UTF-16, which Windows calls Unicode; save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw UnreadableText(
            place: firstInvalidUTF8(bytes), message: "not UTF-8; save the file as UTF-8, not as ANSI, GBK or Big5")
    }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
}

/// Why octets are no text.
struct UnreadableText: Error {
    /// Where; `nil` when the file as a whole is at fault.
    let place: ConfigurationError.Place?
    /// In words that follow the file's name.
    let message: String
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
