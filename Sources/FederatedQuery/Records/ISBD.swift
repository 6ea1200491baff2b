/// Text as a reader wants it: without what cataloguing rules put around it.
enum ISBD {
    /// A text of a record without the punctuation that announces the next element, and without non-sorting marks.
    ///
    /// `The book of the dance :` gives `The book of the dance`. A full stop at the end goes too, unless it belongs to an
    /// abbreviation, an initial or an ellipsis. Nearly all texts need no more than a look at their last bytes.
    static func trimmed(_ bytes: Span<UInt8>) -> String {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == 0x20 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        if isMaybeWide(bytes, end: end) || position(of: 0xC2, in: bytes, from: 0) < bytes.count {
            return trimmed(text(bytes))
        }
        if end > start, bytes[end - 1] == 0x2E, !endsInAbbreviation(bytes, start..<end) {
            end -= 1
            while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        } else {
            while end > start, bytes[end - 1] == 0x20 || isPrescribed(bytes[end - 1]) { end -= 1 }
        }
        return text(bytes.extracting(start..<end))
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private static func isPrescribed(_ byte: UInt8) -> Bool {
        byte == 0x2F || byte == 0x3A || byte == 0x3B || byte == 0x3D || byte == 0x2C
    }

    /// Whether the last character may be wide punctuation, a wide blank or a direction mark: U+2000 ff., U+3000, U+FF00 ff.
    private static func isMaybeWide(_ bytes: Span<UInt8>, end: Int) -> Bool {
        guard end >= 3, bytes[end - 1] >= 0x80 else { return false }
        let lead = bytes[end - 3]
        return lead == 0xEF || lead == 0xE2 || lead == 0xE3 && bytes[end - 2] == 0x80
    }

    /// The same for a text of any origin.
    static func trimmed(_ text: String) -> String {
        let marked = text.utf8.contains(0xC2) ? withoutMarks(text) : text
        var rest = marked[...]
        dropBlanks(&rest)
        var hasDropped = false
        while let last = rest.unicodeScalars.last, isPrescribed(last) {
            rest.unicodeScalars.removeLast()
            dropBlanks(&rest)
            hasDropped = true
        }
        let isSentence =
            rest.unicodeScalars.last == "." && !endsInAbbreviation(Array(rest.utf8).span, 0..<rest.utf8.count)
        if !hasDropped, isSentence {
            rest.unicodeScalars.removeLast()
            dropBlanks(&rest)
        }
        while let first = rest.unicodeScalars.first, isBlank(first) { rest.unicodeScalars.removeFirst() }
        return String(rest)
    }

    /// The text without the marks around words that don't count in sorting; the words stay.
    static func withoutMarks(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isMark($0) }))
    }

    /// The text without the marks and without the words between them.
    static func withoutMarkedWords(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var isInside = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{88}", "\u{98}": isInside = true
            case "\u{89}", "\u{9C}": isInside = false
            default: if !isInside { kept.append(scalar) }
            }
        }
        return String(kept)
    }

    /// U+0098 and U+009C of ISO 6630; U+0088 and U+0089, where their bytes were taken for Unicode.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{88}", "\u{89}", "\u{98}", "\u{9C}": true
        default: false
        }
    }

    private static func isPrescribed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "/", ":", ";", "=", ",", "，", "：", "；", "／", "＝": true
        default: false
        }
    }

    /// White space, and the direction marks of Hebrew and Arabic.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x200E...0x200F).contains(scalar.value)
            || (0x202A...0x202E).contains(scalar.value)
    }

    private static func dropBlanks(_ text: inout Substring) {
        while let last = text.unicodeScalars.last, isBlank(last) { text.unicodeScalars.removeLast() }
    }

    /// Whether the full stop at the end of `range` is part of the last word.
    private static func endsInAbbreviation(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let end = range.upperBound - 1
        var start = end
        while start > range.lowerBound, bytes[start - 1] != 0x20, bytes[start - 1] != 0x2D { start -= 1 }
        if start == end { return true }  // an ellipsis with blanks
        var characters = 0
        for index in start..<end {
            if bytes[index] == 0x2E { return true }  // an ellipsis, U.S.
            guard isLetter(bytes[index]) || bytes[index] >= 0x80 else { return false }
            if bytes[index] & 0xC0 != 0x80 { characters += 1 }
        }
        guard end - start <= 8 else { return false }
        let word = text(bytes.extracting(start..<end))
        return characters == 1 ? word.first?.isUppercase == true : abbreviations.contains(word.lowercased())
    }

    private static let abbreviations: Set<String> = [
        "al", "aufl", "bd", "ca", "co", "corp", "dept", "dr", "ed", "edn", "éd", "etc", "gmbh", "hrsg", "ill", "inc",
        "jr", "ltd", "mr", "mrs", "no", "nr", "op", "pt", "rev", "ser", "sr", "st", "univ", "vol",
    ]
}
