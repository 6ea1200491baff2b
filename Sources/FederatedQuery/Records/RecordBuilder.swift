/// Puts a record together, field by field.
///
/// Text goes in as it is, but for control characters: they have no place in a record's text and become blanks.
public struct RecordBuilder {
    /// The leader of a new MARC 21 record: text, monograph, full level, ISBD.
    public static let leader = "     nam a22      i 4500"

    /// Leader and fields so far; within a field or subfield, UTF-8 without control characters may be appended.
    var bytes: [UInt8]
    private(set) var fields: [Record.Field] = []
    private let dialect: Record.Dialect
    private var open: (tag: Record.Tag, start: Int)?

    /// A builder of a record without fields.
    ///
    /// - Parameters:
    ///   - leader: 24 ASCII characters; a shorter one is filled up with blanks.
    ///   - dialect: whose tags the fields will use.
    public init(leader: String = RecordBuilder.leader, dialect: Record.Dialect = .marc21) {
        self.init(leader: leader.utf8, dialect: dialect)
    }

    init(leader: some Sequence<UInt8>, dialect: Record.Dialect) {
        self.dialect = dialect
        bytes = leader.prefix(24).map { $0 &- 0x20 > 0x5E ? 0x20 : $0 }
        while bytes.count < 24 { bytes.append(0x20) }
    }

    /// Appends a control field.
    public mutating func append(_ tag: Record.Tag, _ text: String) {
        begin(tag)
        appendText(text.utf8)
        end()
    }

    /// Appends a data field with blank indicators.
    public mutating func append(_ tag: Record.Tag, _ subfields: KeyValuePairs<Character, String>) {
        append(tag, " ", " ", subfields)
    }

    /// Appends a data field: its indicators, then its subfields as code and text.
    ///
    /// Subfields without text are left out, and the field with them when none remains.
    public mutating func append(
        _ tag: Record.Tag, _ first: Character, _ second: Character, _ subfields: KeyValuePairs<Character, String>
    ) {
        append(tag, first, second, subfields.map { ($0.key, $0.value) })
    }

    /// Appends a data field whose subfields were gathered one by one.
    public mutating func append(
        _ tag: Record.Tag, _ first: Character, _ second: Character, _ subfields: [(Character, String)]
    ) {
        guard subfields.contains(where: { !$0.1.isEmpty }) else { return }
        begin(tag, first.asciiValue ?? 0x20, second.asciiValue ?? 0x20)
        for (code, text) in subfields where !text.isEmpty {
            beginSubfield(code.asciiValue ?? 0x3F)
            appendText(text.utf8)
        }
        end()
    }

    /// Appends a field of another record as it is.
    public mutating func append(_ field: Record.Field, of record: Record) {
        let start = bytes.count
        bytes.append(contentsOf: record.bytes[field.range])
        fields.append(Record.Field(tag: field.tag, range: start..<bytes.count))
    }

    /// The record.
    public func record() -> Record {
        record(dialect: dialect, charset: "utf-8", notes: [])
    }
}

// MARK: - Step by step

extension RecordBuilder {
    /// Begins a control field.
    mutating func begin(_ tag: Record.Tag) { open = (tag, bytes.count) }

    /// Begins a data field.
    mutating func begin(_ tag: Record.Tag, _ first: UInt8, _ second: UInt8) {
        open = (tag, bytes.count)
        bytes.append(first &- 0x20 > 0x5E ? 0x20 : first)
        bytes.append(second &- 0x20 > 0x5E ? 0x20 : second)
    }

    /// Begins a subfield of the open data field; a code that is not printable ASCII becomes `?`.
    mutating func beginSubfield(_ code: UInt8) {
        bytes.append(0x1F)
        bytes.append(code &- 0x21 > 0x5D ? 0x3F : code)
    }

    /// Appends to the open field or subfield.
    mutating func appendText(_ text: some Sequence<UInt8>) {
        for byte in text { bytes.append(byte < 0x20 ? 0x20 : byte) }
    }

    /// Ends the open field.
    mutating func end() {
        guard let (tag, start) = open else { return }
        fields.append(Record.Field(tag: tag, range: start..<bytes.count))
        open = nil
    }

    /// The record, with what was found out on the way.
    ///
    /// - Parameters:
    ///   - leader: 24 printable characters, when it was not known from the start.
    ///   - dialect: the dialect found.
    ///   - charset: the character set found.
    ///   - notes: what was mended.
    /// - Returns: the record.
    func record(leader: [UInt8]? = nil, dialect: Record.Dialect, charset: String, notes: [String]) -> Record {
        var bytes = bytes
        if let leader { bytes.replaceSubrange(0..<24, with: leader) }
        if dialect == .marc21 { bytes[9] = 0x61 }  // leader/09: the text is UTF-8
        return Record(bytes: bytes, fields: fields, dialect: dialect, charset: charset, notes: notes)
    }
}
