import CYaz

/// What keeps a text from being sent in a character set.
enum CharsetObstacle: Error, Hashable {
    /// libyaz does not know the character set.
    case unknownCharset
    /// The set has no code for this character.
    case unwritable(Unicode.Scalar)
}

/// Makes sure that `text` can be written in a character set and read back.
///
/// Both ways, since libyaz writes `&#x…;` or a question mark for what some sets lack, and says nothing.
///
/// - Parameters:
///   - text: terms of a query.
///   - charset: a name that libyaz or the system's iconv knows: `utf-8`, `gb18030`, `marc-8`, `iso-8859-1`.
/// - Throws: the first character that the set has no code for.
func checkWritable(_ text: String, in charset: String) throws(CharsetObstacle) {
    guard !["utf-8", "utf8"].contains(charset.lowercased()) else { return }
    guard let writer = Converter(from: "utf-8", to: charset), let reader = Converter(from: charset, to: "utf-8") else {
        throw .unknownCharset
    }
    func survives(_ text: String) -> Bool {
        guard let there = writer.convert(Array(text.utf8)), let back = reader.convert(there) else { return false }
        return String(decoding: back, as: UTF8.self) == text
    }
    if survives(text) { return }
    for scalar in text.unicodeScalars where !survives(String(scalar)) { throw .unwritable(scalar) }
}

/// A converter of libyaz's between two character sets.
private struct Converter: ~Copyable {
    private let raw: yaz_iconv_t

    /// `nil` when there is no such converter.
    init?(from source: String, to target: String) {
        guard let raw = yaz_iconv_open(target, source) else { return nil }
        self.raw = raw
    }

    deinit { yaz_iconv_close(raw) }

    /// The same text in the other character set; `nil` when it can't be.
    func convert(_ bytes: [UInt8]) -> [UInt8]? {
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 8 + 16)
        let size = output.count
        let left: Int? = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress
                var sourceLeft = input.count
                var target = output.baseAddress
                var targetLeft = size
                let result = yaz_iconv(raw, &source, &sourceLeft, &target, &targetLeft)
                // Without input: writes what is still held back, and goes back to the first state.
                let flushed = yaz_iconv(raw, nil, nil, &target, &targetLeft)
                return result != -1 && flushed != -1 && sourceLeft == 0 ? targetLeft : nil
            }
        }
        return left.map { output[..<(size - $0)].map { UInt8(bitPattern: $0) } }
    }
}
