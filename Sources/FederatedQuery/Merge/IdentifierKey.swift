/// A standard number or a title as one number: what kind it is in the high byte, its value below.
///
/// Two records that share one may describe one book: numbers are re-used, and given to whole sets.
struct IdentifierKey: Hashable, Sendable, Comparable {
    /// What is numbered.
    enum Kind: UInt64, CaseIterable {
        case isbn = 1
        case issn, lccn, oclc, national, standard, publisherNumber, system
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

/// The match key for an ISBN: its 13 digits, without hyphens, as a number.
///
/// Two printings of one number compare equal: `0-306-40615-2` and `978-0-306-40615-7` both give `9780306406157`.
///
/// Source: ISO 2108, check digit. ISBN-10: weights 10…1, sum ≡ 0 mod 11. ISBN-13: weights 1, 3, 1, …, sum ≡ 0 mod 10.
///
/// - Parameters:
///   - bytes: the record's.
///   - range: MARC 21 020 $a, UNIMARC 010 $a. A trailing qualifier such as `(pbk.)` is ignored.
/// - Returns: `nil` if there is no ISBN here or its check digit is wrong: merging on a wrong number would join
///   different books.
func isbnKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard let (value, count, endsInX) = checkedDigits(bytes, range, longest: 13) else { return nil }
    if count == 13, !endsInX {
        var sum: UInt64 = 0
        var rest = value
        for position in 0..<13 {
            sum += rest % 10 * (position % 2 == 0 ? 1 : 3)
            rest /= 10
        }
        return sum % 10 == 0 && (value / 10_000_000_000 == 978 || value / 10_000_000_000 == 979) ? value : nil
    }
    guard count == 10 else { return nil }
    let check: UInt64 = endsInX ? 10 : value % 10
    var rest = value / 10
    var sum = check
    for weight: UInt64 in 2...10 {
        sum += rest % 10 * weight
        rest /= 10
    }
    guard sum % 11 == 0 else { return nil }
    let body = 978_000_000_000 + value / 10
    var sum13: UInt64 = 0
    rest = body
    for position in 0..<12 {
        sum13 += rest % 10 * (position % 2 == 0 ? 3 : 1)
        rest /= 10
    }
    return body * 10 + (10 - sum13 % 10) % 10
}

/// The match key for an ISSN: its first seven digits, as a number.
///
/// Source: ISO 3297, check digit: weights 8…1, sum ≡ 0 mod 11.
///
/// - Parameters:
///   - bytes: the record's.
///   - range: MARC 21 022 $a, UNIMARC 011 $a: `0252-9955`.
/// - Returns: `nil` if there is no ISSN here or its check digit is wrong.
func issnKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard let (value, count, endsInX) = checkedDigits(bytes, range, longest: 8), count == 8 else { return nil }
    var sum: UInt64 = endsInX ? 10 : value % 10
    var rest = value / 10
    for weight: UInt64 in 2...8 {
        sum += rest % 10 * weight
        rest /= 10
    }
    return sum % 11 == 0 ? value / 10 : nil
}

/// The digits at the start of a standard number, a final X counted as a digit 0 and told apart.
private func checkedDigits(
    _ bytes: Span<UInt8>, _ range: Range<Int>, longest: Int
) -> (value: UInt64, count: Int, endsInX: Bool)? {
    var value: UInt64 = 0
    var count = 0
    for index in range {
        switch bytes[index] {
        case 0x30...0x39 where count < longest:
            value = value * 10 + UInt64(bytes[index] - 0x30)
            count += 1
        case 0x58 where count > 0, 0x78 where count > 0: return (value * 10, count + 1, true)
        case 0x2D, 0x20: continue
        default:
            if count > 0 { return (value, count, false) }
        }
    }
    return count > 0 ? (value, count, false) : nil
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
