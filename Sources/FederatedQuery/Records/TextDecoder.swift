/// Turns the bytes of one record's subfields into our text: UTF-8 without control characters.
///
/// Text from sets that know diacritics only as characters of their own is composed (NFC); UTF-8 is left as it is.
struct TextDecoder: ~Copyable {
    private enum Way: ~Copyable {
        case utf8
        case marc8(CharacterConverter)
        case iconv(CharacterConverter)
    }

    /// The character set, as libyaz names it.
    let charset: String
    private let way: Way

    /// A decoder for `charset`; `nil` when libyaz does not know it.
    init?(_ charset: String) {
        self.charset = charset
        if charset == "utf-8" {
            way = .utf8
            return
        }
        guard let converter = CharacterConverter(from: charset) else { return nil }
        way = charset == "marc-8" ? .marc8(converter) : .iconv(converter)
    }

    /// The decoder of UTF-8.
    init() {
        charset = "utf-8"
        way = .utf8
    }

    /// Appends `bytes`, the data of one subfield, as text.
    ///
    /// - Returns: whether nothing was lost or mended.
    func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var seen: UInt8 = 0
        var least: UInt8 = 0xFF
        bytes.withUnsafeBufferPointer { buffer in
            for byte in buffer {
                seen |= byte
                least = min(least, byte)
            }
        }
        let hasControls = least < 0x20
        let start = output.count
        var isWhole = true
        if seen < 0x80, !hasControls {
            bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            if charset == "marc-8" { MARC8.resolveReferences(in: &output, from: start) }
            return true
        }
        switch way {
        case .utf8:
            isWhole = UTF8Check.appendMended(bytes, to: &output)
        case .marc8(let converter):
            isWhole = MARC8.append(bytes, to: &output, by: converter)
            Composition.compose(&output, from: start)
        case .iconv(let converter):
            isWhole = converter.append(bytes, to: &output)
            if charset == "iso5426" { Composition.compose(&output, from: start) }
        }
        if hasControls, tidyControls(in: &output, from: start) { isWhole = false }
        return isWhole
    }

    /// Appends a whole document, line ends and all.
    ///
    /// - Returns: whether nothing was lost.
    func appendDocument(_ bytes: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        switch way {
        case .utf8: UTF8Check.appendMended(bytes, to: &output)
        case .marc8(let converter): converter.append(bytes, to: &output)
        case .iconv(let converter): converter.append(bytes, to: &output)
        }
    }
}

/// Puts blanks in place of control characters from `start` on; a line break and the blanks around it become one blank.
///
/// - Returns: whether there was a control character that is no white space.
@discardableResult
func tidyControls(in bytes: inout [UInt8], from start: Int) -> Bool {
    var hasOdd = false
    var end = start
    var index = start
    while index < bytes.count {
        var isBreak = false
        var next = index
        while next < bytes.count, bytes[next] <= 0x20 {
            isBreak = isBreak || bytes[next] == 0x0A || bytes[next] == 0x0D
            hasOdd = hasOdd || bytes[next] < 0x20 && !(0x09...0x0D).contains(bytes[next])
            next += 1
        }
        if isBreak {
            if end > start, next < bytes.count {
                bytes[end] = 0x20
                end += 1
            }
            index = next
            continue
        }
        for position in index..<next {
            bytes[end] = bytes[position] < 0x20 ? 0x20 : bytes[position]
            end += 1
        }
        index = next
        if index < bytes.count {
            bytes[end] = bytes[index]
            end += 1
            index += 1
        }
    }
    bytes.removeSubrange(end...)
    return hasOdd
}
