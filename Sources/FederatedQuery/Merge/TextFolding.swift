/// Folds text so that two cataloguers' spellings of one title compare equal.
///
/// Letters lose case, diacritics and width; traditional characters become simplified ones; punctuation becomes a space
/// or, where ISBD or a name gives it a meaning, one of the marks in `FoldedText.Mark`. Chinese, Cyrillic and the rest
/// stay text. `Ｐｙｔｈｏｎ學習手冊（第4版）` gives `python学习手册(第4版)`.
///
/// One table over the Basic Multilingual Plane does it; characters beyond it stay as they are.
struct TextFolding: Sendable {
    /// The table, built at its first use: some tens of milliseconds.
    static let shared = TextFolding()

    /// What each code unit of the plane becomes: 0 is dropped, `firstExpansion` and above index `expansions`.
    private let table: [UInt16]
    /// For each expansion, how many characters, then the characters.
    private let expansions: [UInt16]

    /// Private use characters stand in the table for whatever becomes several characters: `ß`, `æ`, `㈱`.
    static let firstExpansion: UInt16 = 0xE000

    private init() { (table, expansions) = foldingTable() }

    /// Appends the folded form of UTF-8 text.
    ///
    /// Invalid sequences are skipped. Runs of spaces become one.
    func fold(_ bytes: Span<UInt8>, _ range: Range<Int>, into text: inout [UInt32]) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let lead = bytes[index]
            if lead < 0x80 {
                append(table[Int(lead)], to: &text)
                index += 1
                continue
            }
            let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard lead >= 0xC2, lead < 0xF5, index + length <= end else {
                index += 1
                continue
            }
            var scalar = UInt32(lead) & (0x7F >> UInt32(length))
            var valid = true
            for offset in 1..<length {
                let byte = bytes[index + offset]
                valid = valid && byte & 0xC0 == 0x80
                scalar = scalar << 6 | UInt32(byte & 0x3F)
            }
            guard valid else {
                index += 1
                continue
            }
            if scalar < 0x10000 { append(table[Int(scalar)], to: &text) } else { text.append(scalar) }
            index += length
        }
    }

    @inline(__always)
    private func append(_ folded: UInt16, to text: inout [UInt32]) {
        switch folded {
        case 0: break
        case 0x20: if let last = text.last, last != 0x20 { text.append(0x20) }
        case Self.firstExpansion..<0xF900:
            let start = Int(folded - Self.firstExpansion)
            for offset in 0..<Int(expansions[start]) { append(expansions[start + 1 + offset], to: &text) }
        default: text.append(UInt32(folded))
        }
    }
}

/// What folded text consists of: word characters, spaces and a few marks.
enum FoldedText {
    /// The marks that folding keeps, each for all its forms in any script.
    enum Mark {
        static let open: UInt32 = 0x28
        static let close: UInt32 = 0x29
        static let comma: UInt32 = 0x2C
        static let slash: UInt32 = 0x2F
        static let colon: UInt32 = 0x3A
        static let semicolon: UInt32 = 0x3B
        static let equals: UInt32 = 0x3D
        static let fullStop: UInt32 = 0x2E
        /// `·`, between the parts of a foreign name.
        static let dot: UInt32 = 0xB7
    }

    /// Whether a character belongs to a word: a letter, a digit, a Han character, or the `+` and `#` of `C++` and `C#`.
    @inline(__always)
    static func isWord(_ character: UInt32) -> Bool {
        switch character {
        case 0x30...0x39, 0x61...0x7A, 0x23, 0x2B: true
        default: character > 0x7F && character != Mark.dot
        }
    }

    /// Whether a character is a word by itself: Han and kana, which are written without spaces.
    @inline(__always)
    static func isIdeograph(_ character: UInt32) -> Bool {
        (0x2E80...0x9FFF).contains(character) || (0x20000...0x3FFFF).contains(character)
    }

    /// Whether a character is an ASCII digit.
    @inline(__always)
    static func isDigit(_ character: UInt32) -> Bool { character &- 0x30 < 10 }
}
