/// The ISBN at the start of a text, as a number of 13 digits.
///
/// `7-5037-1744-0 (精装)` and `9787503717444` give 9787503717444: a number of ten digits gets 978 and a new check digit.
/// Source: ISO 2108. Ten digits: weights 10 to 1, sum a multiple of 11; thirteen: weights 1 and 3, a multiple of 10.
///
/// - Parameter text: MARC 21 020 $a, UNIMARC 010 $a; what follows the number is left alone.
/// - Returns: `nil` when no ISBN stands there or its check digit is wrong.
public func isbn13(_ text: Span<UInt8>) -> UInt64? {
    var index = 0
    while index < text.count {
        while index < text.count, text[index] &- 0x30 > 9 { index += 1 }
        let run = isbnRun(text, from: index)
        // A short number in front is part of a label, as in "ISBN-13: 978…".
        guard run.count < 9 else { return run.number }
        index = run.end
    }
    return nil
}

/// The number that begins at `start`, hyphens allowed: how many digits it has, and the ISBN that they make.
private func isbnRun(_ text: Span<UInt8>, from start: Int) -> (number: UInt64?, count: Int, end: Int) {
    var digits: UInt64 = 0
    var count = 0
    var sum = 0
    var index = start
    while index < text.count, count < 14 {
        let byte = text[index]
        if byte &- 0x30 <= 9 {
            digits = digits * 10 + UInt64(byte - 0x30)
            sum += Int(byte - 0x30) * max(0, 10 - count)
            count += 1
            index += 1
        } else if byte | 0x20 == 0x78, count == 9 {  // X is ten
            digits *= 10
            sum += 10
            count += 1
            index += 1
            break
        } else if let hyphen = hyphenLength(text, at: index) {
            index += hyphen
        } else {
            break
        }
    }
    let body = 978_000_000_000 + digits / 10
    switch count {
    case 10 where sum % 11 == 0: return (body * 10 + eanCheckDigit(body), count, index)
    case 13 where isEAN(digits) && (978...979).contains(digits / 10_000_000_000): return (digits, count, index)
    default: return (nil, count, index)
    }
}

/// The length of a hyphen or dash at `index`, in bytes: ASCII's, U+2010 to U+2015, or full width; `nil` when none is there.
private func hyphenLength(_ text: Span<UInt8>, at index: Int) -> Int? {
    if text[index] == 0x2D { return 1 }
    guard index + 2 < text.count else { return nil }
    let isDash = text[index] == 0xE2 && text[index + 1] == 0x80 && (0x90...0x95).contains(text[index + 2])
    let isWide = text[index] == 0xEF && text[index + 1] == 0xBC && text[index + 2] == 0x8D
    return isDash || isWide ? 3 : nil
}

/// The check digit behind twelve digits.
private func eanCheckDigit(_ body: UInt64) -> UInt64 {
    var sum: UInt64 = 0
    var rest = body
    for position in 0..<12 {
        sum += rest % 10 * (position % 2 == 0 ? 3 : 1)
        rest /= 10
    }
    return (10 - sum % 10) % 10
}

private func isEAN(_ digits: UInt64) -> Bool { eanCheckDigit(digits / 10) == digits % 10 }

/// The ISSN at the start of a text, `1234-567X`.
///
/// Source: ISO 3297: weights 8 to 1, sum a multiple of 11.
///
/// - Parameter text: MARC 21 022 $a, UNIMARC 011 $a.
/// - Returns: `nil` when no ISSN stands there or its check digit is wrong.
func issn(_ text: Span<UInt8>) -> String? {
    var characters: [UInt8] = []
    var sum = 0
    var index = 0
    while index < text.count, text[index] &- 0x30 > 9 { index += 1 }
    while index < text.count, characters.count < 8 {
        let byte = text[index]
        let weight = 8 - characters.count
        if byte &- 0x30 <= 9 {
            sum += Int(byte - 0x30) * weight
            characters.append(byte)
        } else if byte | 0x20 == 0x78, weight == 1 {
            sum += 10
            characters.append(0x58)
        } else if byte != 0x2D {
            break
        }
        index += 1
    }
    guard characters.count == 8, sum % 11 == 0 else { return nil }
    return String(decoding: characters[..<4], as: UTF8.self) + "-" + String(decoding: characters[4...], as: UTF8.self)
}

/// A Library of Congress control number in the form that compares: `n 78-89035 ` gives `n78089035`.
///
/// Source: Library of Congress, LCCN Namespace, Normalization.
///
/// - Parameter text: MARC 21 010 $a.
/// - Returns: `nil` when no digit is in it.
func lccn(_ text: String) -> String? {
    var number = text.filter { $0 != " " }
    if let slash = number.firstIndex(of: "/") { number = String(number[..<slash]) }
    if let hyphen = number.firstIndex(of: "-") {
        let serial = number[number.index(after: hyphen)...]
        number = number[..<hyphen] + String(repeating: "0", count: max(0, 6 - serial.count)) + serial
    }
    return number.contains(where: \.isNumber) ? number : nil
}

/// The OCLC number in a system number: `(OCoLC)ocm01234567` gives `1234567`.
///
/// - Parameter text: 035 $a, or 001.
/// - Returns: `nil` when the number is not OCLC's.
func oclcNumber(_ text: Span<UInt8>) -> UInt64? {
    let key: StaticString = "(OCoLC)"
    var index = 0
    while index < text.count, text[index] == 0x20 { index += 1 }
    var isOCLC = false
    if text.count - index > 7, (0..<7).allSatisfy({ text[index + $0] == key.utf8Start[$0] }) {
        isOCLC = true
        index += 7
    }
    let prefix = index
    while index < text.count, isLetter(text[index]) { index += 1 }
    if index - prefix == 2 || index - prefix == 3, text[prefix] | 0x20 == 0x6F {  // on, ocm, ocn
        let second = text[prefix + 1] | 0x20
        isOCLC = isOCLC || second == 0x6E && index - prefix == 2 || second == 0x63 && index - prefix == 3
    }
    guard isOCLC else { return nil }
    var value: UInt64 = 0
    var count = 0
    while index < text.count, text[index] &- 0x30 <= 9, count < 15 {
        value = value * 10 + UInt64(text[index] - 0x30)
        count += 1
        index += 1
    }
    return value > 0 ? value : nil
}
