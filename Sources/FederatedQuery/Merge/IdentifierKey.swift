/// A number that the record gives, or another title's key, as one number: the kind in the high byte, its value below.
///
/// Two records that share one may describe one book: numbers are re-used, and given to whole sets.
struct IdentifierKey: Hashable, Sendable, Comparable {
    /// What is numbered.
    enum Kind: UInt64, CaseIterable {
        case isbn = 1
        case issn, lccn, oclc, national, standard, publisherNumber, system
        /// The number in a series; it finds no candidates.
        case series
        /// Another form of the title: parallel, vernacular, or in another record the main one.
        case title
    }

    let packed: UInt64

    init(_ kind: Kind, _ value: UInt64) { packed = kind.rawValue << 56 | value & 0x00FF_FFFF_FFFF_FFFF }

    /// What is numbered.
    var kind: Kind? { Kind(rawValue: packed >> 56) }

    /// The number itself, 56 bits; a hash if it has other characters than digits.
    var value: UInt64 { packed & 0x00FF_FFFF_FFFF_FFFF }

    static func < (a: IdentifierKey, b: IdentifierKey) -> Bool { a.packed < b.packed }
}

/// The number that the ASCII digits in `range` make, other characters left out; `nil` without digits or with over 15.
func digitsKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    var value: UInt64 = 0
    var count = 0
    for index in range where bytes[index] &- 0x30 < 10 {
        value = value &* 10 &+ UInt64(bytes[index] &- 0x30)
        count += 1
    }
    return (1...15).contains(count) ? value : nil
}

/// A hash of the ASCII letters and digits in `range`, case and everything else left out; `nil` with fewer than three.
func alphanumericKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    var hash: UInt64 = 14_695_981_039_346_656_037
    var count = 0
    for index in range {
        var byte = bytes[index]
        if byte == 0x28, count > 0 { break }  // a qualifier in parentheses
        if byte &- 0x41 < 26 { byte |= 0x20 }
        guard byte &- 0x30 < 10 || byte &- 0x61 < 26 else { continue }
        hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
        count += 1
    }
    return count > 2 ? hash ^ hash >> 56 : nil
}
