import FederatedQuery

/// Makes many records of few: the records over and over, as other books, each in four copies that differ a little.
///
/// Each further edition of a record is another book: the words of its titles, names and subjects that have four letters
/// or more are spelled with other letters, the same ones in the whole record, Chinese is written with other characters,
/// and its numbers are others. Each edition comes as it is, in small letters, without its ISBN, and in capitals, as if
/// four members had catalogued it.
struct VariedRecords {
    private let originals: [[UInt8]]

    init(_ records: [Record]) { originals = records.compactMap { $0.iso2709() } }

    /// So many records, the same ones every time.
    func records(_ count: Int) -> [Record] {
        var records: [Record] = []
        records.reserveCapacity(count)
        var next = 0
        while records.count < count {
            // In pieces, so that the octets don't all lie in memory beside the records.
            let piece = min(20_000, count - records.count)
            let octets = (next..<next + piece).flatMap(octets)
            next += piece
            records += decodeFile(octets).compactMap { try? $0.result.get() }
        }
        return records
    }

    private func octets(of number: Int) -> [UInt8] {
        let (original, version) = (number % originals.count, number / originals.count)
        var record = MutableISO2709(originals[original])
        let (edition, copy) = (version / 4, version % 4)
        if edition > 0 { record.becomeAnotherBook(edition) }
        switch copy {
        case 1: record.change(["245", "260", "264"]) { $0 | ($0.isCapital ? 0x20 : 0) }
        case 2: record.change(["020"]) { $0.isDigit ? 0x20 : $0 }
        case 3: record.change(["245"]) { $0.isSmall ? $0 & 0xDF : $0 }
        default: break
        }
        return record.octets
    }
}

/// A record in ISO 2709 whose fields are changed without changing their lengths.
private struct MutableISO2709 {
    private(set) var octets: [UInt8]
    private var fields: [(tag: String, range: Range<Int>)] = []

    init(_ octets: [UInt8]) {
        self.octets = octets
        let base = number(12..<17)
        for entry in stride(from: 24, to: base - 12, by: 12) {
            let start = base + number(entry + 7..<entry + 12)
            let end = start + number(entry + 3..<entry + 7) - 1
            fields.append((String(decoding: octets[entry..<entry + 3], as: UTF8.self), start..<end))
        }
    }

    private func number(_ range: Range<Int>) -> Int { octets[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }

    /// Changes the octets of the subfields of all fields with these tags.
    mutating func change(_ tags: [String], _ change: (UInt8) -> UInt8) {
        for field in fields where tags.contains(field.tag) {
            for index in textIndices(of: field.range) { octets[index] = change(octets[index]) }
        }
    }

    /// The places of text: no indicators, no subfield codes.
    private func textIndices(of range: Range<Int>) -> [Int] {
        range.dropFirst(2).filter { octets[$0] != 0x1F && octets[$0 - 1] != 0x1F }
    }

    /// Turns it into another book, another one for each `edition`.
    mutating func becomeAnotherBook(_ edition: Int) {
        let letters = letterTable(edition)
        var random = SplitMix(seed: UInt64(edition) << 16)
        let shift = random.next()
        for (tag, range) in fields {
            switch tag {
            case "001", "010", "035": changeDigits(range, edition)
            case "020":
                changeDigits(range, edition)
                mendCheckDigits(range)
            case "100", "110", "111", "130", "240", "245", "246", "440", "490", "505", "520", "600", "610", "650",
                "651", "700", "710", "740", "800", "830", "880":
                respell(range, letters)
                respellOtherScripts(range, shift)
            default: break
            }
        }
    }

    private mutating func changeDigits(_ range: Range<Int>, _ edition: Int) {
        var random = SplitMix(seed: UInt64(edition))
        for index in range where octets[index].isDigit && octets[index - 1] != 0x1F {
            octets[index] = 0x30 + UInt8((UInt64(octets[index] - 0x30) + random.next() % 10) % 10)
        }
    }

    /// Makes the last character of every ISBN of 10 or 13 digits the right one (ISO 2108), so that it counts as one.
    private mutating func mendCheckDigits(_ range: Range<Int>) {
        for run in octets[range].split(whereSeparator: { !$0.isDigit && $0 != UInt8(ascii: "X") }) {
            let digits = run.map { Int($0) - 0x30 }
            switch digits.count {
            case 13:
                octets.replaceSubrange(run.startIndex..<run.startIndex + 3, with: Array("978".utf8))
                let sum = zip([9, 7, 8] + digits[3..<12], [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]).reduce(0) {
                    $0 + $1.0 * $1.1
                }
                octets[run.endIndex - 1] = UInt8(0x30 + (10 - sum % 10) % 10)
            case 10:
                let sum = zip(digits[0..<9], 1...9).reduce(0) { $0 + $1.0 * $1.1 } % 11
                octets[run.endIndex - 1] = sum == 10 ? UInt8(ascii: "X") : UInt8(0x30 + sum)
            default: break
            }
        }
    }

    private mutating func respell(_ range: Range<Int>, _ letters: [UInt8]) {
        let text = textIndices(of: range)
        for word in text.split(whereSeparator: { !octets[$0].isLetter }) where word.count > 3 {
            for index in word { octets[index] = letters[Int(octets[index])] }
        }
    }
}

extension MutableISO2709 {
    /// Alphabets of two octets in UTF-8: the first octet, and the second ones, which change places.
    private static let alphabets: [(UInt8, ClosedRange<UInt8>)] = [
        (0xCE, 0x91...0xA1), (0xCE, 0xB1...0xBF),  // Greek
        (0xD0, 0x90...0xAF), (0xD0, 0xB0...0xBF), (0xD1, 0x80...0x8F),  // Cyrillic
        (0xD7, 0x90...0xAA),  // Hebrew
        (0xD8, 0xA8...0xBA), (0xD9, 0x81...0x8A),  // Arabic
    ]

    /// Writes Chinese with other characters, and other scripts with other letters.
    fileprivate mutating func respellOtherScripts(_ range: Range<Int>, _ shift: UInt64) {
        var index = range.lowerBound
        while index + 2 < range.upperBound {
            let (first, second) = (octets[index], octets[index + 1])
            // U+5000 to U+8FFF: all of these are ideographs, whatever their last twelve bits.
            if first >= 0xE5, first <= 0xE8 {
                octets[index + 1] ^= UInt8(shift & 63)
                octets[index + 2] ^= UInt8(shift >> 6 & 63)
                index += 3
            } else if let (_, letters) = Self.alphabets.first(where: { $0.0 == first && $0.1.contains(second) }) {
                let place = (UInt64(second - letters.lowerBound) + shift % 97) % UInt64(letters.count)
                octets[index + 1] = letters.lowerBound + UInt8(place)
                index += 2
            } else {
                index += 1
            }
        }
    }
}

/// What each octet becomes in an edition: vowels other vowels, consonants other consonants, so that words stay words.
private func letterTable(_ edition: Int) -> [UInt8] {
    var table = Array(UInt8.min...UInt8.max)
    var random = SplitMix(seed: UInt64(edition) << 32)
    for letters in ["aeiou", "bcdfghjklmnpqrstvwxyz"].map({ Array($0.utf8) }) {
        for (old, new) in zip(letters, letters.shuffled(using: &random)) {
            table[Int(old)] = new
            table[Int(old & 0xDF)] = new & 0xDF
        }
    }
    return table
}

/// SplitMix64: the same well mixed numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    fileprivate var isCapital: Bool { self >= 0x41 && self <= 0x5A }
    fileprivate var isSmall: Bool { self >= 0x61 && self <= 0x7A }
    fileprivate var isLetter: Bool { isCapital || isSmall }
}
