/// What libyaz's MARC-8 converter leaves to its caller: stray escapes, unassigned bytes, numeric references.
///
/// Source: MARC 21 Specifications for Record Structure, Character Sets and Exchange Media: MARC-8 Encoding Environment.
enum MARC8 {
    /// Whether a sequence that changes the character set begins at `index`, where an escape, 0x1B, stands.
    ///
    /// - Returns: its length with the final character, 2 to 5; 0 when the escape is a stray one.
    static func escapeLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
        guard index + 1 < bytes.count else { return 0 }
        switch bytes[index + 1] {
        case 0x67, 0x62, 0x70, 0x73:  // g, b, p: Greek symbols, sub-, superscripts; s: back to ASCII
            return 2
        case 0x28, 0x2C, 0x29, 0x2D:  // ( , ) -: one byte a character
            let isExtended = index + 2 < bytes.count && bytes[index + 2] == 0x21  // !E: ANSEL
            let length = isExtended ? 4 : 3
            guard index + length <= bytes.count, isFinal(bytes[index + length - 1]) else { return 0 }
            return length
        case 0x24:  // $: several bytes a character
            let isLong = index + 2 < bytes.count && [0x28, 0x2C, 0x29, 0x2D].contains(bytes[index + 2])
            let length = isLong ? 4 : 3
            return index + length <= bytes.count && bytes[index + length - 1] == 0x31 ? length : 0
        default:
            return 0
        }
    }

    /// Whether any sequence in `bytes` changes the character set.
    static func hasEscapes(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<bytes.count where bytes[index] == 0x1B && escapeLength(bytes, at: index) > 0 { return true }
        return false
    }

    /// Whether a byte has no meaning in ANSEL, the set that MARC-8 text begins with.
    static func isUnassigned(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x80...0x87, 0x8A...0x8C, 0x8F...0xA0, 0xAF, 0xBB, 0xBE, 0xBF, 0xC9...0xDF, 0xFC, 0xFD, 0xFF: true
        default: false
        }
    }

    /// Whether a byte is a diacritic in ANSEL, which stands before its letter.
    static func isCombining(_ byte: UInt8) -> Bool { byte >= 0xE0 && !isUnassigned(byte) }

    /// Whether no language puts this diacritic on that letter, though the bytes allow it: `é` of Latin-1 before a letter.
    static func isUnlikely(_ mark: UInt8, on letter: UInt8) -> Bool {
        let letter = letter | 0x20
        let isVowel = [0x61, 0x65, 0x69, 0x6F, 0x75, 0x77, 0x79].contains(letter)  // w and y too
        guard !isVowel, isLetter(letter) else { return false }
        return switch mark {
        case 0xE1: letter != 0x6E  // grave: n
        case 0xE3: ![0x63, 0x67, 0x68, 0x6A, 0x73, 0x7A].contains(letter)  // circumflex: c g h j s z
        case 0xE4: letter != 0x6E && letter != 0x76  // tilde: n v
        case 0xE8: letter != 0x68 && letter != 0x74 && letter != 0x78  // diaeresis: h t x
        case 0xE9: [0x62, 0x66, 0x6D, 0x70, 0x71, 0x76, 0x78].contains(letter)  // caron: never b f m p q v x
        case 0xEA: true  // ring
        default: false
        }
    }

    /// Whether a numeric reference may stand in `bytes`.
    static func hasReferences(_ bytes: Span<UInt8>) -> Bool {
        var index = position(of: 0x26, in: bytes, from: 0)
        while index + 2 < bytes.count {
            if bytes[index + 1] == 0x23, bytes[index + 2] == 0x78 { return true }
            index = position(of: 0x26, in: bytes, from: index + 1)
        }
        return false
    }

    /// Converts MARC-8 text, as it stands in one subfield, with `converter`.
    ///
    /// - Returns: whether all of it could be converted, without mending.
    static func append(_ bytes: Span<UInt8>, to output: inout [UInt8], by converter: borrowing CharacterConverter)
        -> Bool
    {
        let start = output.count
        let isWhole = appendParts(bytes, to: &output, by: converter)
        resolveReferences(in: &output, from: start)
        return isWhole
    }

    /// Converts the parts between stray escapes and unassigned bytes; the latter become U+FFFD.
    private static func appendParts(
        _ bytes: Span<UInt8>, to output: inout [UInt8], by converter: borrowing CharacterConverter
    ) -> Bool {
        var isWhole = true
        var hasShifted = false
        var isScript = false
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                let length = escapeLength(bytes, at: index)
                let isReturn = length == 2 && bytes[index + 1] == 0x73
                if length > 0, !isReturn || isScript {
                    isScript = length == 2 && !isReturn
                    hasShifted = true
                    index += length
                    continue
                }
            } else if hasShifted || !isUnassigned(byte) {
                index += 1
                continue
            }
            isWhole = converter.append(bytes.extracting(start..<index), to: &output) && isWhole
            if byte != 0x1B { output.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
            isWhole = false
            index += 1
            start = index
        }
        return converter.append(bytes.extracting(start..<bytes.count), to: &output) && isWhole
    }

    /// Puts characters in place of references such as `&#x1EF9;`, MARC-8's way to write what it lacks.
    static func resolveReferences(in output: inout [UInt8], from start: Int) {
        guard position(of: 0x26, in: output.span, from: start) < output.count else { return }
        var resolved: [UInt8] = []
        var index = start
        while index < output.count {
            if let (scalar, end) = reference(in: output, at: index) {
                resolved.append(contentsOf: String(Character(scalar)).utf8)
                index = end
            } else {
                resolved.append(output[index])
                index += 1
            }
        }
        output.replaceSubrange(start..., with: resolved)
    }

    /// The character that a reference at `index` means, and where the reference ends.
    private static func reference(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
        guard bytes[index...].starts(with: [0x26, 0x23, 0x78]) else { return nil }  // &#x
        let digits = bytes[(index + 3)...].prefix(7).prefix { $0 != 0x3B }
        guard digits.endIndex < bytes.count, bytes[digits.endIndex] == 0x3B,
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value), value >= 0x20, value & 0xFFFE != 0xFFFE
        else { return nil }
        return (scalar, digits.endIndex + 1)
    }

    private static func isFinal(_ byte: UInt8) -> Bool {
        // 1 EACC, 2 Hebrew, 3 and 4 Arabic, B ASCII, E ANSEL, N and Q Cyrillic, S Greek, s Greek of old records
        [0x31, 0x32, 0x33, 0x34, 0x42, 0x45, 0x4E, 0x51, 0x53, 0x73].contains(byte)
    }
}
