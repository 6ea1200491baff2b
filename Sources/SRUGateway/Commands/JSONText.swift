/// JSON being written: UTF-8, members in the order they are told, no blanks.
///
/// Source: RFC 8259. Text must be UTF-8 already. Controls are written by their numbers, those that JSON does not mind
/// too: a terminal that shows the text would take U+009B for a command.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An object with the members that `body` writes.
    mutating func object(_ body: (inout JSONText) -> Void) { enclosed("{", "}", body) }

    /// An array of the values that `body` writes.
    mutating func array(_ body: (inout JSONText) -> Void) { enclosed("[", "]", body) }

    /// A member's name; its value comes next.
    mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string; `null` for none.
    mutating func string(_ text: String?) {
        guard let text else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        var utf8 = text
        utf8.withUTF8 { escape(UnsafeRawBufferPointer($0)) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A string whose UTF-8 stands in `octets`.
    mutating func string(utf8 octets: ArraySlice<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        octets.withUnsafeBytes { escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number; `null` for none.
    mutating func number(_ value: Int?) {
        guard let value else { return null() }
        separate()
        bytes += String(value).utf8
    }

    /// A duration in milliseconds, to the microsecond; `null` for none.
    mutating func milliseconds(_ duration: Duration?) {
        guard let duration else { return null() }
        separate()
        let microseconds = Int(duration / .microseconds(1))
        let fraction = String(1_000 + abs(microseconds % 1_000)).dropFirst()
        bytes += "\(microseconds / 1_000).\(fraction)".utf8
    }

    mutating func bool(_ value: Bool) {
        separate()
        bytes += (value ? "true" : "false").utf8
    }

    mutating func null() {
        separate()
        bytes += "null".utf8
    }

    /// The end of a line of JSON lines.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Forgets what is written, keeping the room for more.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    private mutating func enclosed(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void) {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Appends text, runs without special characters whole.
    private mutating func escape(_ text: UnsafeRawBufferPointer) {
        var start = 0
        for (index, octet) in text.enumerated() {
            // U+0080 to U+009F are two octets, C2 and this one.
            let isSecond = octet & 0xE0 == 0x80 && index > 0 && text[index - 1] == 0xC2
            guard octet < 0x20 || octet == 0x22 || octet == 0x5C || octet == 0x7F || isSecond else { continue }
            bytes += text[start..<(isSecond ? index - 1 : index)]
            start = index + 1
            switch octet {
            case 0x22: bytes += #"\""#.utf8
            case 0x5C: bytes += #"\\"#.utf8
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            default: bytes += "\\u00\(octet < 0x10 ? "0" : "")\(String(octet, radix: 16))".utf8
            }
        }
        bytes += text[start...]
    }
}
