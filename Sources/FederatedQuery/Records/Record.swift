/// One bibliographic record, compact: the fields' text as UTF-8 in one array, and a directory of where each stands.
///
/// A data field's text is kept as ISO 2709 has it: two indicators, then for each subfield 0x1F, its code and its data;
/// a control field's text is its data. Terminators are not kept. The leader is the first 24 bytes.
/// Source: ISO 2709:2008; MARC 21 Specifications for Record Structure; UNIMARC Manual.
public struct Record: Hashable, Sendable {
    /// The dialect whose tags the fields use.
    public enum Dialect: UInt8, Hashable, Sendable {
        case marc21, unimarc
    }

    /// A tag: one to four ASCII characters, packed so that it compares as one number.
    public struct Tag: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
        let packed: UInt32

        init(packed: UInt32) { self.packed = packed }

        /// The tag of these ASCII characters; characters after the fourth are dropped.
        public init(_ text: some StringProtocol) {
            packed = text.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        }

        /// The tag written as a literal, `"245"`.
        public init(stringLiteral text: StaticString) {
            var value: UInt32 = 0
            for index in 0..<min(4, text.utf8CodeUnitCount) { value = value << 8 | UInt32(text.utf8Start[index]) }
            packed = value
        }

        /// `00X`: a control field, without indicators and subfields.
        public var isControl: Bool { packed >> 8 == 0x3030 && packed > 0xFFFF }

        /// The three characters, as ASCII; `nil` for a tag that has more or fewer.
        public var octets: (UInt8, UInt8, UInt8)? {
            guard 0x10000...0xFFFFFF ~= packed else { return nil }
            return (UInt8(packed >> 16), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF))
        }

        /// The number that three digits make, 0…999; `nil` for any other tag.
        var number: Int? {
            let digits = packed &- 0x30_3030
            let (hundreds, tens, ones) = (digits >> 16, digits >> 8 & 0xFF, digits & 0xFF)
            return hundreds < 10 && tens < 10 && ones < 10 ? Int(hundreds * 100 + tens * 10 + ones) : nil
        }

        /// Orders tags as their texts.
        public static func < (a: Tag, b: Tag) -> Bool { a.packed < b.packed }

        /// The characters.
        public var description: String {
            let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> $0) }
            return String(decoding: octets.filter { $0 != 0 }, as: UTF8.self)
        }
    }

    /// A field: its tag, and where its text stands in `bytes`.
    public struct Field: Hashable, Sendable {
        /// The tag.
        public let tag: Tag
        let start: UInt32
        let length: UInt32

        /// Where its text stands in `bytes`.
        public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

        init(tag: Tag, range: Range<Int>) {
            self.tag = tag
            start = UInt32(range.lowerBound)
            length = UInt32(range.count)
        }
    }

    /// A subfield: its code, and where its data stands in the record's `bytes`.
    public struct Subfield: Hashable, Sendable {
        /// The code, an ASCII character as a rule.
        public let code: UInt8
        /// Where its data stands in `bytes`.
        public let range: Range<Int>
    }

    /// Leader and fields, UTF-8.
    public let bytes: [UInt8]
    /// The fields in the record's order.
    public let fields: [Field]
    /// Which dialect's tags these are.
    public let dialect: Dialect
    /// The character set that the record came in, as it was found to be.
    ///
    /// `utf-8`, `marc-8`, `gb18030` and so on.
    public let charset: String
    /// What had to be mended to read it, a sentence each; empty for a sound record.
    public let notes: [String]

    init(bytes: [UInt8], fields: [Field], dialect: Dialect, charset: String, notes: [String] = []) {
        self.bytes = bytes
        self.fields = fields
        self.dialect = dialect
        self.charset = charset
        self.notes = notes
    }

    /// The fields with this tag, in the record's order.
    public func fields(_ tag: Tag) -> [Field] { fields.filter { $0.tag == tag } }

    /// The text at `range` of `bytes`.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The two indicators of a data field, as ASCII; blanks when it has none.
    public func indicators(_ field: Field) -> (UInt8, UInt8) {
        guard field.length >= 2, !field.tag.isControl else { return (0x20, 0x20) }
        return (bytes[Int(field.start)], bytes[Int(field.start) + 1])
    }

    /// The subfields of a data field, in order, without a copy of their data.
    public func subfields(_ field: Field) -> SubfieldSequence { SubfieldSequence(bytes: bytes, range: field.range) }

    /// Walks a field's subfields.
    public struct SubfieldSequence: Sequence, IteratorProtocol {
        let bytes: [UInt8]
        var cursor: Int
        let end: Int

        init(bytes: [UInt8], range: Range<Int>) {
            self.bytes = bytes
            end = range.upperBound
            cursor = bytes[range].firstIndex(of: 0x1F) ?? end
        }

        /// The next subfield; `nil` at the end of the field.
        public mutating func next() -> Subfield? {
            guard cursor + 1 < end else { return nil }
            let start = cursor + 2
            var stop = start
            while stop < end, bytes[stop] != 0x1F { stop += 1 }
            defer { cursor = stop }
            return Subfield(code: bytes[cursor + 1], range: start..<stop)
        }
    }
}
