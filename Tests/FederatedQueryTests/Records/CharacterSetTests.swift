import Testing

@testable import FederatedQuery

/// Which set a record is in, whatever its leader says.
@Suite struct CharacterSetTests {
    /// What it shows, leader, the bytes of the title, the set found, the text.
    static let marc21: [(String, String, [UInt8], String, String)] = [
        ("ASCII needs no set", " ", Array("Plain".utf8), "utf-8", "Plain"),
        ("UTF-8 without a word in the leader", " ", Array("Société".utf8), "utf-8", "Société"),
        ("UTF-8 is left decomposed", "a", Array("e\u{301}".utf8), "utf-8", "e\u{301}"),
        ("MARC-8 is composed", " ", [0xE2] + Array("et".utf8) + [0xE2] + Array("e".utf8), "marc-8", "été"),
        ("MARC-8 under a leader that says UTF-8", "a", Array("Th".utf8) + [0xE2] + Array("e".utf8), "marc-8", "Thé"),
        ("two marks on one letter", " ", [0xE3, 0xF2] + Array("a".utf8), "marc-8", "ậ"),
        ("Greek by escape", " ", [0x1B, 0x67, 0x61, 0x1B, 0x73] + Array(" rays".utf8), "marc-8", "α rays"),
        ("Cyrillic by escape, no byte above ASCII", " ", [0x1B, 0x28, 0x4E, 0x61, 0x1B, 0x28, 0x42], "marc-8", "А"),
        ("East Asian by escape", " ", [0x1B, 0x24, 0x31, 0x21, 0x30, 0x21, 0x1B, 0x28, 0x42], "marc-8", "一"),
        ("a numeric reference", " ", Array("a&#x4E00;".utf8), "marc-8", "a一"),
        ("a numeric reference in UTF-8 is text", "a", Array("a&#x4E00;".utf8), "utf-8", "a&#x4E00;"),
        ("Chinese in GB18030", " ", [0xD6, 0xD0, 0xB9, 0xFA, 0xCA, 0xB7], "gb18030", "中国史"),
        ("traditional characters of GBK", " ", [0xD6, 0xD0, 0x87, 0xF8, 0xB5, 0xC4, 0x95, 0xF8], "gb18030", "中國的書"),
        ("Russian in Windows-1251", " ", [0xCC, 0xE8, 0xEE, 0x2C, 0x20, 0xEC, 0xEE, 0xE9], "cp1251", "Мио, мой"),
        (
            "German in Latin-1", " ",
            Array("Gr".utf8) + [0xFC, 0xDF] + Array("e aus K".utf8) + [0xF6] + Array("ln".utf8),
            "iso-8859-1", "Grüße aus Köln"
        ),
        (
            "French in Latin-1", " ",
            [0xE9] + Array("tude g".utf8) + [0xE9] + Array("n".utf8) + [0xE9] + Array("rale r".utf8)
                + [0xE9] + Array("p".utf8) + [0xE9] + Array("t".utf8) + [0xE9] + Array("e, ".utf8) + [0xE0]
                + Array(" part".utf8),
            "iso-8859-1", "étude générale répétée, à part"
        ),
    ]

    @Test(arguments: marc21)
    func `a MARC 21 record is in the set its bytes show`(
        what: String, leader09: String, bytes: [UInt8], charset: String, text: String
    ) throws {
        let raw = iso2709(leader: "00000nam \(leader09)2200000 a 4500", [("245", field("10$a") + bytes)])
        let record = try decodeRecord(.octets(raw, syntax: "usmarc")).get()
        #expect(record.charset == charset, "\(what)")
        let found = record.value("245", "a") ?? ""
        #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "\(what): \(found)")
        #expect(record.notes == [])
    }

    /// What 100 $a says in positions 26-29, the bytes of the title, the set found, the text.
    static let unimarc: [(String, [UInt8], String, String)] = [
        ("50  ", Array("Société".utf8), "utf-8", "Société"),
        ("01  ", Array("Société".utf8), "utf-8", "Société"),
        ("0120", [0xD6, 0xD0, 0xB9, 0xFA], "gb18030", "中国"),
        ("50  ", [0xD6, 0xD0, 0xB9, 0xFA], "gb18030", "中国"),
        ("0103", [0xE9], "iso-8859-1", "é"),
        ("03  ", Array("Soci".utf8) + [0xC2] + Array("et".utf8) + [0xC2] + Array("e".utf8), "iso5426", "Société"),
    ]

    @Test(arguments: unimarc)
    func `a UNIMARC record is in the set its bytes show`(
        said: String, bytes: [UInt8], charset: String, text: String
    ) throws {
        let coded = "20020204d1994    em y0chiy\(said)    ea"
        let raw = iso2709(
            leader: "00000nam0 2200000   450 ", [("100", field("  $a" + coded)), ("200", field("1 $a") + bytes)])
        let record = try decodeRecord(.octets(raw, syntax: "unimarc")).get()
        #expect(record.charset == charset)
        #expect(record.value("200", "a") == text)
    }

    /// The configured set, the bytes of the title, the text.
    static let configured: [(String, [UInt8], String)] = [
        ("iso-8859-1", [0xE9, 0x61], "éa"),
        ("latin1", [0xE9, 0x61], "éa"),
        ("MARC-8", [0xE9, 0x61], "ǎ"),
        ("GBK", [0xE9, 0x61], "閍"),
        ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
        ("euc-kr", [0xC7, 0xD1, 0xB1, 0xDB], "한글"),
        ("cp1251", [0xE9], "й"),
        ("no-such-set", [0xE2, 0x65], "é"),
    ]

    @Test(arguments: configured)
    func `the configured set decides where the bytes could be several`(name: String, bytes: [UInt8], text: String)
        throws
    {
        let raw = iso2709(leader: "00000nam  2200000 a 4500", [("245", field("10$a") + bytes)])
        let record = try decodeRecord(.octets(raw, syntax: "usmarc"), charset: name).get()
        #expect(record.value("245", "a") == text)
        #expect(record.notes.isEmpty == (name != "no-such-set"))
    }

    @Test func `UTF-8 that says it is UTF-8 wins over the configured set`() throws {
        let raw = iso2709([("245", field("10$a中国"))])
        let record = try decodeRecord(.octets(raw, syntax: "usmarc"), charset: "marc-8").get()
        #expect(record.charset == "utf-8")
        #expect(record.value("245", "a") == "中国")
    }

    /// The leader's ninth position, the bytes of 245 $a, the text that comes of it.
    static let damaged: [(String, [UInt8], String)] = [
        ("a", Array("Café 中国 ".utf8) + [0xC3, 0x28], "Café 中国 \u{FFFD}("),
        (" ", [0xE2] + Array("e x".utf8) + [0xD5] + Array("y".utf8), "é x\u{FFFD}y"),
        (" ", [0xE2] + Array("e Soci".utf8) + [0x1B] + Array("t".utf8), "é Socit"),
        (" ", [0xE2] + Array("e ab".utf8) + [0xE2], "é ab\u{FFFD}"),
    ]

    @Test(arguments: damaged)
    func `bytes that are no text harm nothing else and are noted`(leader09: String, bytes: [UInt8], text: String) throws
    {
        let raw = iso2709(
            leader: "00000nam \(leader09)2200000 a 4500",
            [("245", field("10$a") + bytes + field("$bmore")), ("300", field("  $a7 p."))])
        let record = try decodeRecord(.octets(raw, syntax: "usmarc")).get()
        #expect(record.value("245", "a") == text)
        #expect(record.value("245", "b") == "more")
        #expect(record.value("300", "a") == "7 p.")
        #expect(record.notes.contains { $0.contains("245") })
    }

    @Test func `a diacritic in the place of the subfield code changes back`() throws {
        let bytes = field("  $aParis$") + [0xE2] + Array("bEditions".utf8)
        let raw = iso2709(leader: "00000nam  2200000 a 4500", [("260", bytes)])
        let record = try decodeRecord(.octets(raw, syntax: "usmarc")).get()
        #expect(record.value("260", "b") == "Éditions")
    }
}
