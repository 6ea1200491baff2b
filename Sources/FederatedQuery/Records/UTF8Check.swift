/// UTF-8 as a record may hold it: well-formed (Unicode 15, table 3-7), and a character that XML 1.0 allows.
///
/// U+FFFE and U+FFFF count as malformed, since a page of XML must not carry them. Control characters are not looked at.
enum UTF8Check {
    /// How the bytes outside ASCII look when they are read as UTF-8.
    struct Tally: Equatable {
        /// Well-formed sequences of two or more bytes.
        var sequences = 0
        /// Bytes that belong to none.
        var strays = 0
    }

    /// Whether all of `bytes` is UTF-8.
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while true {
            index = skipASCII(bytes, from: index)
            guard index < bytes.count else { return true }
            let length = sequenceLength(bytes, at: index)
            guard length > 0 else { return false }
            index += length
        }
    }

    /// Counts what is UTF-8 in `bytes` and what is not.
    static func tally(_ bytes: Span<UInt8>) -> Tally {
        var tally = Tally()
        var index = skipASCII(bytes, from: 0)
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            if length == 0 { tally.strays += 1 } else { tally.sequences += 1 }
            index = skipASCII(bytes, from: index + max(1, length))
        }
        return tally
    }

    /// Appends `bytes` to `output`, with U+FFFD for every byte that belongs to no character.
    ///
    /// - Returns: whether all of it was UTF-8.
    static func appendMended(_ bytes: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        if isValid(bytes) {
            bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return true
        }
        var index = 0
        while index < bytes.count {
            let length = bytes[index] < 0x80 ? 1 : sequenceLength(bytes, at: index)
            if length == 0 {
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                index += 1
            } else {
                for offset in index..<index + length { output.append(bytes[offset]) }
                index += length
            }
        }
        return false
    }

    /// The position of the first byte outside ASCII at or after `start`; the count when there is none.
    static func skipASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        bytes.withUnsafeBytes { raw in
            var index = start
            while index + 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
                if word != 0 { return index + UInt64(littleEndian: word).trailingZeroBitCount >> 3 }
                index += 8
            }
            while index < raw.count, raw[index] < 0x80 { index += 1 }
            return index
        }
    }

    /// The length of the sequence that begins at `index` with a byte outside ASCII, 2 to 4; 0 when it is malformed.
    static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let lead = bytes[index]
        let left = bytes.count - index
        switch lead {
        case 0xC2...0xDF:
            return left >= 2 && isTrail(bytes[index + 1]) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, isTrail(bytes[index + 1]), isTrail(bytes[index + 2]) else { return 0 }
            let second = bytes[index + 1]
            if lead == 0xE0, second < 0xA0 { return 0 }  // overlong
            if lead == 0xED, second > 0x9F { return 0 }  // surrogates
            if lead == 0xEF, second == 0xBF, bytes[index + 2] > 0xBD { return 0 }  // U+FFFE, U+FFFF
            return 3
        case 0xF0...0xF4:
            guard left >= 4, isTrail(bytes[index + 1]), isTrail(bytes[index + 2]), isTrail(bytes[index + 3]) else {
                return 0
            }
            if lead == 0xF0, bytes[index + 1] < 0x90 { return 0 }  // overlong
            if lead == 0xF4, bytes[index + 1] > 0x8F { return 0 }  // beyond U+10FFFF
            return 4
        default:
            return 0
        }
    }

    private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
