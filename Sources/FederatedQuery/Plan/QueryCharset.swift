internal import CYaz

/// What keeps a text from being sent in a character set.
enum CharsetObstacle: Error, Hashable {
    /// libyaz does not know the character set.
    case unknownCharset
    /// The set has no code for this character.
    case unwritable(Unicode.Scalar)
}

/// Makes sure that `text` can be written in a character set.
///
/// - Parameters:
///   - text: terms of a query.
///   - charset: a name that libyaz or the system's iconv knows: `utf-8`, `gb18030`, `marc-8`, `iso-8859-1`.
/// - Throws: the first character that it has no code for.
func checkWritable(_ text: String, in charset: String) throws(CharsetObstacle) {
    guard !["utf-8", "utf8"].contains(charset.lowercased()) else { return }
    guard let converter = Converter(to: charset) else { throw .unknownCharset }
    if converter.converts(text) { return }
    for scalar in text.unicodeScalars where !converter.converts(String(scalar)) { throw .unwritable(scalar) }
}

/// A converter of libyaz's from UTF-8.
private struct Converter: ~Copyable {
    private let raw: yaz_iconv_t

    /// `nil` when there is no converter to that character set.
    init?(to charset: String) {
        guard let raw = yaz_iconv_open(charset, "utf-8") else { return nil }
        self.raw = raw
    }

    deinit { yaz_iconv_close(raw) }

    /// Whether all of `text` has a code in the character set.
    func converts(_ text: String) -> Bool {
        var input = Array(text.utf8CString)
        var output = [CChar](repeating: 0, count: input.count * 8 + 16)
        return input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress
                var sourceLeft = input.count - 1
                var target = output.baseAddress
                var targetLeft = output.count
                let result = yaz_iconv(raw, &source, &sourceLeft, &target, &targetLeft)
                let flushed = yaz_iconv(raw, nil, nil, &target, &targetLeft)
                return result != -1 && flushed != -1 && sourceLeft == 0
            }
        }
    }
}
