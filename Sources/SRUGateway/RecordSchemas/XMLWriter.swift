/// Writes an XML 1.0 document as UTF-8, front to back, into one array.
///
/// Markup is taken as it is; text from outside is escaped, and what XML 1.0 (section 2.2, Char) can't hold is left out
/// or, where a byte is no part of UTF-8, replaced by U+FFFD. The controls U+0080 to U+009F are written by their numbers:
/// a terminal that shows the document would take them for commands.
struct XMLWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// A writer with room for about `capacity` bytes.
    init(capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

    /// Appends markup of our own.
    mutating func markup(_ markup: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Appends well-formed XML that was written before.
    mutating func fragment(_ fragment: some Sequence<UInt8>) { bytes.append(contentsOf: fragment) }

    /// Appends one byte, which must be ASCII and need no escape.
    mutating func ascii(_ byte: UInt8) { bytes.append(byte) }

    /// `<name>`.
    mutating func open(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        markup(name)
        bytes.append(UInt8(ascii: ">"))
    }

    /// `</name>`.
    mutating func close(_ name: StaticString) {
        markup("</")
        markup(name)
        bytes.append(UInt8(ascii: ">"))
    }

    /// `<name>text</name>`.
    mutating func element(_ name: StaticString, _ text: String) {
        open(name)
        self.text(text)
        close(name)
    }

    /// `<name>number</name>`.
    mutating func element(_ name: StaticString, _ number: Int) { element(name, String(number)) }

    /// ` name="value"`.
    mutating func attribute(_ name: StaticString, _ value: String) {
        bytes.append(UInt8(ascii: " "))
        markup(name)
        markup("=\"")
        text(value.utf8.span, inAttribute: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends text as an element's content.
    mutating func text(_ text: String) { self.text(text.utf8.span) }

    /// Appends UTF-8 text as an element's content, or as an attribute's value.
    mutating func text(_ utf8: Span<UInt8>, inAttribute: Bool = false) {
        var written = 0
        var cursor = 0
        while cursor < utf8.count {
            let byte = utf8[cursor]
            if isPlain(byte) {
                cursor += 1
            } else if byte == 0xC2, cursor + 1 < utf8.count, utf8[cursor + 1] < 0xA0, utf8[cursor + 1] >= 0x80 {
                append(utf8, written..<cursor)
                bytes += "&#\(utf8[cursor + 1]);".utf8
                cursor += 2
                written = cursor
            } else if byte >= 0x80, let length = characterLength(in: utf8, at: cursor) {
                cursor += length
            } else {
                append(utf8, written..<cursor)
                escape(byte, inAttribute: inAttribute)
                cursor += 1
                written = cursor
            }
        }
        append(utf8, written..<cursor)
    }

    private mutating func append(_ utf8: Span<UInt8>, _ range: Range<Int>) {
        utf8.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ byte: UInt8, inAttribute: Bool) {
        switch byte {
        case UInt8(ascii: "&"): markup("&amp;")
        case UInt8(ascii: "<"): markup("&lt;")
        case UInt8(ascii: ">"): markup("&gt;")
        case UInt8(ascii: "\"") where inAttribute: markup("&quot;")
        case 0x09 where inAttribute: markup("&#9;")
        case 0x0A where inAttribute: markup("&#10;")
        case 0x0D: markup("&#13;")
        case 0x09, 0x0A, UInt8(ascii: "\""): bytes.append(byte)
        case 0x80...: markup("\u{FFFD}")
        default: break  // a control character, for which XML 1.0 has no form at all
        }
    }
}

/// Whether a byte is ASCII that is written as it is, in content and in attributes.
private func isPlain(_ byte: UInt8) -> Bool {
    // Bits 32…63 without " (34), & (38), < (60) and > (62).
    let low: UInt64 = 0xFFFF_FFFF_0000_0000 & ~(1 << 34 | 1 << 38 | 1 << 60 | 1 << 62)
    return byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 0x80
}

/// The length of the well-formed character that begins here; `nil` where there is none that XML may hold.
///
/// Source: The Unicode Standard, table 3-7; XML 1.0 leaves out U+FFFE and U+FFFF too.
private func characterLength(in utf8: Span<UInt8>, at start: Int) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch utf8[start] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard start + length <= utf8.count, second ~= utf8[start + 1] else { return nil }
    for offset in 2..<max(2, length) where utf8[start + offset] & 0xC0 != 0x80 { return nil }
    if utf8[start] == 0xEF, utf8[start + 1] == 0xBF, utf8[start + 2] >= 0xBE { return nil }
    return length
}
