import Testing

@testable import FederatedQuery

/// One record as a member sends it: sound ones as they are, others mended.
@Suite struct DecodeRecordTests {
    static let sound: [(tag: String, bytes: [UInt8])] = [
        ("001", field("42")), ("245", field("10$aTitle :$bmore /$cAda.")), ("300", field("  $a7 p.")),
    ]

    static func decode(_ bytes: [UInt8], charset: String = "auto") throws -> Record {
        try decodeRecord(.octets(bytes, syntax: "usmarc"), charset: charset).get()
    }

    @Test func `a sound record is taken over as it is`() throws {
        let record = try Self.decode(iso2709(Self.sound))
        #expect(record.notes == [])
        #expect(record.charset == "utf-8")
        #expect(record.dialect == .marc21)
        #expect(record.fields.map(\.tag.description) == ["001", "245", "300"])
        #expect(record.text(record.fields[1].range) == "10\u{1F}aTitle :\u{1F}bmore /\u{1F}cAda.")
        #expect(record.value("001") == "42")
        #expect(record.value("245", "b") == "more /")
        #expect(record.indicators(record.fields[1]) == (0x31, 0x30))
        #expect(record.bytes[9] == 0x61, "the leader says that the text is UTF-8")
    }

    /// A way to break the sound record, what its title is then, and a word of the note that tells of it.
    static let broken: [(String, @Sendable ([UInt8]) -> [UInt8], String, String)] = [
        ("record length", { edit($0, 0, "99999") }, "Title :", "record length"),
        ("record length of letters", { edit($0, 0, "abcde") }, "Title :", "record length"),
        ("base address", { edit($0, 12, "00011") }, "Title :", "base address"),
        ("base address beyond the end", { edit($0, 12, "99999") }, "Title :", "base address"),
        ("field length", { edit($0, 24 + 3, "0009") }, "Title :", "Lengths"),
        ("field address", { edit($0, 24 + 7, "77777") }, "Title :", "record length"),
        ("letters in the directory", { edit($0, 36 + 3, "00x9") }, "Title :", "directory"),
        ("a directory one character too long", { Array($0[..<60] + [0x31] + $0[60...]) }, "Title :", "directory"),
        ("a directory cut by five characters", { Array($0[..<55] + $0[60...]) }, "Title :", "directory"),
        ("a character lost in the first entry", { Array($0[..<30] + $0[31...]) }, "Title :", "directory"),
        ("no record terminator", { Array($0.dropLast()) }, "Title :", "terminator is missing"),
        ("no terminators at the end", { Array($0.dropLast(2)) }, "Title :", "cut short"),
        ("a leader one character short", { Array($0.dropFirst()) }, "Title :", "24 printable"),
        ("a leader with a control character", { edit($0, 6, "\u{1}") }, "Title :", "24 printable"),
    ]

    @Test(arguments: broken)
    func `is mended and noted`(
        what: String, damage: @Sendable ([UInt8]) -> [UInt8], title: String, note: String
    ) throws {
        let record = try Self.decode(damage(iso2709(Self.sound)))
        #expect(record.value("245", "a") == title, "\(what)")
        #expect(record.fields.count == 3, "\(what)")
        if what != "field address" {
            #expect(record.notes.contains { $0.contains(note) }, "\(what): \(record.notes)")
        }
    }

    static func edit(_ bytes: [UInt8], _ position: Int, _ text: String) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(position..<position + text.utf8.count, with: Array(text.utf8))
        return bytes
    }

    /// The bytes of a 245, the subfields that come of it, and whether that needs a note.
    static let shapes: [(String, String, Bool)] = [
        ("10$aTitle", "10$aTitle", false),
        ("$aTitle", "  $aTitle", true),
        ("1$aTitle", "1 $aTitle", true),
        ("10\\$aTitle", "10$aTitle", true),
        ("10Title", "10$aTitle", true),
        ("Title", "  $aTitle", true),
        ("10Lost words$bTitle", "10$aLost words$bTitle", true),
        ("10$$aTitle", "10$aTitle", true),
        ("10$aTitle$", "10$aTitle", true),
        ("10$áTitle", "10$aTitle", true),
        ("10$aTitle$\u{FFFD}bmore", "10$aTitle$bmore", true),
        ("10$aTitle$ rest", "10$aTitle$? rest", true),
        ("10$=Title", "10$=Title", false),
        ("10$aTi\u{7}tle", "10$aTi tle", true),
        ("10$aTi\n   tle\n", "10$aTi tle", false),
        ("é1$aTitle", "  $aTitle", true),
    ]

    @Test(arguments: shapes)
    func `a field gets its shape back`(raw: String, mended: String, isNoted: Bool) throws {
        let record = try Self.decode(iso2709([("245", field(raw)), ("300", field("  $a7 p."))]))
        let found = record.text(record.fields[0].range).replacing("\u{1F}", with: "$")
        #expect(found == mended)
        #expect(record.notes.isEmpty != isNoted, "\(record.notes)")
        #expect(record.value("300", "a") == "7 p.")
    }

    @Test func `a control field with subfields keeps their text`() throws {
        let record = try Self.decode(iso2709([("001", field("  $a42")), ("245", field("10$aTitle"))]))
        #expect(record.value("001") == "42")
        #expect(record.notes == ["Control field 001 had subfields."])
    }

    @Test func `a stray field terminator does not shift the fields behind it`() throws {
        let bytes = iso2709([("001", field("1")), ("245", field("10$aTi\u{1E}tle")), ("300", field("  $a7 p."))])
        let record = try Self.decode(bytes)
        #expect(record.value("245", "a") == "Title")
        #expect(record.value("300", "a") == "7 p.")
        #expect(record.notes.contains { $0.contains("joined") })
    }

    @Test func `a lost field terminator does not shift the fields behind it`() throws {
        let sound = iso2709([
            ("001", field("1")), ("245", field("10$aTitle")), ("300", field("  $a7 p.")), ("500", field("  $aN")),
        ])
        let lost = sound.firstRange(of: Array("Title\u{1E}".utf8))
        let end = try #require(lost).upperBound
        let record = try Self.decode(Array(sound[..<(end - 1)] + sound[end...]))
        #expect(record.value("245", "a") == "Title")
        #expect(record.value("300", "a") == "7 p.")
        #expect(record.value("500", "a") == "N")
    }

    @Test func `fields may stand in another order than the directory has them`() throws {
        var bytes = iso2709([("001", field("1")), ("245", field("10$aTitle"))])
        bytes.replaceSubrange(24..<48, with: bytes[36..<48] + bytes[24..<36])
        let record = try Self.decode(bytes)
        #expect(record.fields.map(\.tag.description) == ["245", "001"])
        #expect(record.value("245", "a") == "Title")
        #expect(record.notes == [])
    }

    @Test func `a field that swallows its neighbour is parted though the count of fields fits`() throws {
        // The first entry covers both fields, the second points to the first again.
        var bytes = iso2709([("500", field("  $aone")), ("501", field("  $atwo"))])
        bytes.replaceSubrange(24..<48, with: Array("500001600000501000800000".utf8))
        let record = try Self.decode(bytes)
        #expect(!record.bytes[24...].contains(0x1E))
    }

    @Test(arguments: ["", "x", "00026nam a2200025 a 4500\u{1E}\u{1D}", "no record at all", "00714cam a2200205 a 4500"])
    func `what has no fields is unreadable`(text: String) {
        #expect(throws: UnreadableRecord.self) { try Self.decode(Array(text.utf8)) }
    }

    @Test func `a surrogate diagnostic keeps its code and text`() {
        let result = decodeRecord(.diagnostic(bib1: 238, message: "Record not available in requested syntax"))
        #expect(result == .failure(UnreadableRecord(why: "Record not available in requested syntax", bib1: 238)))
    }

    @Test func `more than a megabyte is not read`() {
        let bytes = [UInt8](repeating: 0x20, count: 1_000_001)
        #expect(throws: UnreadableRecord.self) { try Self.decode(bytes) }
    }

    @Test func `more fields than ten thousand are left out`() throws {
        let many = [UInt8](repeating: 0x1E, count: 20_000)
        let bytes =
            Array("00000nam a2200000 a 4500".utf8) + [UInt8](repeating: 0x30, count: 12 * 12_000) + many + [0x1D]
        let record = try Self.decode(bytes)
        #expect(record.fields.count <= 10_000)
    }

    @Test(arguments: [("usmarc", Record.Dialect.unimarc), ("unimarc", .unimarc), ("xml", .unimarc)])
    func `a title in 200 means UNIMARC whatever the syntax is called`(syntax: String, dialect: Record.Dialect) throws {
        let bytes = iso2709(leader: "00000nam0 2200000   450 ", [("001", field("1")), ("200", field("1 $aTitle"))])
        #expect(try decodeRecord(.octets(bytes, syntax: syntax)).get().dialect == dialect)
    }

    @Test func `a member's profile says how to read its records`() throws {
        let member = MemberProfile(id: "m", host: "h", syntax: .cnmarc, charset: "GBK")
        let bytes = iso2709(
            leader: "00000nam0 2200000   450 ", [("210", [0x20, 0x20, 0x1F, 0x61, 0xB1, 0xB1, 0xBE, 0xA9])])
        let record = try decodeRecord(.octets(bytes, syntax: "usmarc"), of: member).get()
        #expect(record.dialect == .unimarc)
        #expect(record.value("210", "a") == "北京")
    }
}
