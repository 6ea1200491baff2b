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

    /// The folded form of UTF-8 text, in place of what `text` had.
    ///
    /// Invalid sequences are skipped. Runs of spaces become one. What is longer than `FoldedText.capacity` is cut.
    func fold(_ bytes: Span<UInt8>, _ range: Range<Int>, into text: inout FoldedText) {
        text.refill { output in
            var writer = FoldedWriter(output: output)
            var index = range.lowerBound
            let end = range.upperBound
            while index < end, writer.hasRoom {
                let lead = bytes[index]
                if lead < 0x80 {
                    append(table[Int(lead)], to: &writer)
                    index += 1
                } else if let (scalar, length) = scalar(bytes, at: index, before: end) {
                    if scalar < 0x10000 { append(table[Int(scalar)], to: &writer) } else { writer.append(scalar) }
                    index += length
                } else {
                    index += 1
                }
            }
            return writer.count
        }
    }

    /// The character of two or more bytes at `index`; `nil` if it is none.
    private func scalar(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> (scalar: UInt32, length: Int)? {
        let lead = bytes[index]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead < 0xF5, index + length <= end else { return nil }
        var scalar = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        return (scalar, length)
    }

    @inline(__always)
    private func append(_ folded: UInt16, to writer: inout FoldedWriter) {
        if folded < Self.firstExpansion { return writer.append(UInt32(folded)) }
        let start = Int(folded - Self.firstExpansion)
        for offset in 0..<Int(expansions[start]) where writer.hasRoom {
            writer.append(UInt32(expansions[start + 1 + offset]))
        }
    }
}

/// Writes folded characters, leaving out those that are dropped and all spaces but the first of a run.
private struct FoldedWriter {
    let output: UnsafeMutableBufferPointer<UInt32>
    private(set) var count = 0

    init(output: UnsafeMutableBufferPointer<UInt32>) { self.output = output }

    var hasRoom: Bool { count < output.count }

    /// Needs `hasRoom`.
    @inline(__always)
    mutating func append(_ character: UInt32) {
        if character == 0 || (character == 0x20 && (count == 0 || output[count - 1] == 0x20)) { return }
        output[count] = character
        count += 1
    }
}

/// Folded text: word characters, spaces and a few marks.
///
/// One buffer serves field after field.
struct FoldedText {
    /// No title, name or statement that is read is longer; a hostile one is cut.
    static let capacity = 2_048

    private var characters = [UInt32](repeating: 0, count: capacity)
    private(set) var count = 0

    /// The character at `index`.
    subscript(index: Int) -> UInt32 {
        get { characters[index] }
        set { characters[index] = newValue }
    }

    /// The characters at `range`.
    subscript(range: Range<Int>) -> ArraySlice<UInt32> { characters[range] }

    /// All of it.
    var all: ArraySlice<UInt32> { characters[..<count] }

    /// Lets `fill` write over the buffer; it says how many characters it wrote.
    mutating func refill(_ fill: (UnsafeMutableBufferPointer<UInt32>) -> Int) {
        count = characters.withUnsafeMutableBufferPointer { fill($0) }
    }

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
        if character &- 0x61 < 26 { return true }
        return character > 0x7F ? character != Mark.dot : isDigit(character) || character == 0x23 || character == 0x2B
    }

    /// Whether a character is a word by itself: Han and kana, which are written without spaces.
    @inline(__always)
    static func isIdeograph(_ character: UInt32) -> Bool {
        character > 0x2E7F && (character < 0xA000 || (0x20000...0x3FFFF).contains(character))
    }

    /// Whether a character is an ASCII digit.
    @inline(__always)
    static func isDigit(_ character: UInt32) -> Bool { character &- 0x30 < 10 }
}
