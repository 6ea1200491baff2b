import Testing

@testable import FederatedQuery

/// MARCXML in all the dresses that systems give it.
@Suite struct MARCXMLTests {
    static func element(_ id: String, extra: String = "") -> String {
        """
        <record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">\(id)</controlfield>\
        <datafield tag="245" ind1="1" ind2="0"><subfield code="a">Title &amp; co</subfield>\(extra)</datafield></record>
        """
    }

    static func titles(_ text: String) -> [String] {
        decodeFile(Array(text.utf8)).map { record in
            switch record.result {
            case .success(let record): (record.value("001") ?? "-") + " " + (record.value("245", "a") ?? "-")
            case .failure(let error): "unreadable: \(error.why)"
            }
        }
    }

    static let documents: [(String, String, [String])] = [
        ("one record", element("1"), ["1 Title & co"]),
        (
            "a collection", "<?xml version=\"1.0\"?><collection>\(element("1"))\n\(element("2"))</collection>",
            ["1 Title & co", "2 Title & co"]
        ),
        (
            "prefixes",
            element("1").replacing("</", with: "</m:").replacing("<r", with: "<m:r").replacing("<l", with: "<m:l")
                .replacing("<c", with: "<m:c").replacing("<d", with: "<m:d").replacing("<s", with: "<m:s")
                .replacing("<m:record>", with: "<m:record xmlns:m=\"http://www.loc.gov/MARC21/slim\">"),
            ["1 Title & co"]
        ),
        (
            "an SRU response",
            """
            <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><records><record><recordData>\(element("1"))\
            </recordData></record><record><recordData>\(element("2"))</recordData></record></records></searchRetrieveResponse>
            """, ["1 Title & co", "2 Title & co"]
        ),
        (
            "an SRU response without records",
            "<searchRetrieveResponse><numberOfRecords>0</numberOfRecords></searchRetrieveResponse>",
            []
        ),
        ("CDATA", element("1").replacing("Title &amp; co", with: "<![CDATA[Title & co]]>"), ["1 Title & co"]),
        (
            "a bare ampersand in the second of three",
            "<collection>\(element("1"))\(element("2").replacing("&amp;", with: "&"))\(element("3"))</collection>",
            ["1 Title & co", "2 Title  co", "3 Title & co"]
        ),
        (
            "a missing end tag in the second of three",
            "<c>\(element("1"))\(element("2").replacing("</datafield>", with: ""))\(element("3"))</c>",
            ["1 Title & co", "2 Title & co", "3 Title & co"]
        ),
        (
            "the second of three without an end",
            "<c>\(element("1"))\(element("2").replacing("</record>", with: ""))\(element("3"))</c>",
            ["1 Title & co", "2 Title & co", "3 Title & co"]
        ),
        ("the end is cut off", "<c>\(element("1"))\(element("2").prefix(160))", ["1 Title & co", "2 Title & c"]),
        (
            "a document type with an entity",
            """
            <!DOCTYPE c [<!ENTITY a "&b;&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>
            <c>\(element("1", extra: "<subfield code=\"b\">&a;</subfield>"))</c>
            """, ["1 Title & co"]
        ),
        ("a control character", element("1").replacing("Title", with: "Ti\u{1}tle"), ["1 Ti tle & co"]),
    ]

    @Test(arguments: documents)
    func `every record is found`(what: String, document: String, titles: [String]) {
        #expect(Self.titles(document) == titles, "\(what)")
    }

    @Test(arguments: [
        "<", "<html><body>503</body>", "<record/>", "<record>", "<collection>", "<record><leader>", "<?xml",
    ])
    func `what holds no record is no crash`(text: String) {
        #expect(Self.titles(text).allSatisfy { $0.hasPrefix("unreadable") })
    }

    /// The attributes of a data field, the tag and indicators that come of them.
    static let attributes: [(String, String)] = [
        ("tag='245' ind1='1' ind2='0'", "245 10"), ("tag='42'", "042   "), ("tag='INST' ind1='z' ind2='z'", "INST zz"),
        ("ind2='4' tag='245'", "245  4"), ("tag='245' ind1='' ind2='12'", "245  1"), ("tag='24é'", "24?? "),
    ]

    @Test(arguments: attributes)
    func `tags and indicators are borne as they come`(attributes: String, expected: String) throws {
        let text = "<record><leader/><datafield \(attributes)><subfield code='a'>x</subfield></datafield></record>"
        let record = try #require(try decodeFile(Array(text.utf8)).first?.result.get())
        let field = try #require(record.fields.first)
        let indicators = record.indicators(field)
        let found = "\(field.tag) " + String(decoding: [indicators.0, indicators.1], as: UTF8.self)
        #expect(found.hasPrefix(expected))
        #expect(record.values(field.tag, "a") == ["x"])
    }

    @Test func `text is tidied and mixed shapes are borne`() throws {
        let text = """
            <record format="UNIMARC"><leader>
               01576nam0-2200409---4500
            </leader><controlfield tag="FMT">BK</controlfield><datafield tag="001"><subfield code="a">7</subfield></datafield>
            <datafield tag="200" ind1="1"><subfield code="a">
              Title
              of two lines
            </subfield><subfield>no code</subfield></datafield></record>
            """
        let record = try #require(try decodeFile(Array(text.utf8)).first?.result.get())
        #expect(record.text(0..<24) == "01576nam0 2200409   4500")
        #expect(record.dialect == .unimarc)
        #expect(record.value("200", "a") == "Title of two lines")
        #expect(record.value("FMT", "a") == "BK")
        #expect(record.value("001") == "7")
        #expect(record.notes.isEmpty == false)
    }

    /// The document's bytes, and the set that it is found to be in; the title is 中国 or é.
    static let encodings: [(String, [UInt8], String, String)] = [
        (
            "UTF-8 that says UTF-16", Array("<?xml version='1.0' encoding='UTF-16'?>".utf8) + element(Array("中国".utf8)),
            "utf-8", "中国"
        ),
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + element(Array("中国".utf8)), "utf-8", "中国"),
        (
            "GB18030 declared",
            Array("<?xml version='1.0' encoding='GB2312'?>".utf8) + element([0xD6, 0xD0, 0xB9, 0xFA]), "gb18030", "中国"
        ),
        ("GB18030 not declared", element([0xD6, 0xD0, 0xB9, 0xFA]), "gb18030", "中国"),
        (
            "Latin-1 declared", Array("<?xml version='1.0' encoding=\"ISO-8859-1\"?>".utf8) + element([0xE9]),
            "iso-8859-1", "é"
        ),
        ("Latin-1 not declared", element([0xE9]), "iso-8859-1", "é"),
        ("UTF-16", [0xFF, 0xFE] + element(Array("中国".utf8)).wide, "utf-16", "中国"),
    ]

    static func element(_ title: [UInt8]) -> [UInt8] {
        Array("<record><datafield tag='245'><subfield code='a'>".utf8) + title
            + Array("</subfield></datafield></record>".utf8)
    }

    @Test(arguments: encodings)
    func `the bytes decide over the declaration`(what: String, document: [UInt8], charset: String, title: String) throws
    {
        let record = try #require(try decodeFile(document).first?.result.get(), "\(what)")
        #expect(record.charset == charset, "\(what)")
        #expect(record.value("245", "a") == title, "\(what)")
    }

    @Test func `deep nesting and long text come to an end`() {
        let deep = String(repeating: "<a>", count: 100_000) + Self.element("1")
        #expect(Self.titles(deep) == ["1 Title & co"])
        let long = Self.element("1").replacing("Title", with: String(repeating: "x", count: 1_100_000))
        #expect(Self.titles("<c>\(long)\(Self.element("2"))</c>").last == "2 Title & co")
    }

    @Test func `an OPAC record's holdings become fields`() throws {
        let text = """
            <opacRecord><bibliographicRecord>\(Self.element("1"))</bibliographicRecord><holdings>
            <holding><localLocation>Main</localLocation><callNumber>F124</callNumber>
            <circulations><circulation><availableNow value="1"/><itemId>9</itemId></circulation></circulations></holding>
            <holding><localLocation>East</localLocation><enumAndChron>v. 1</enumAndChron></holding>
            </holdings></opacRecord>
            """
        let record = try decodeRecord(.octets(Array(text.utf8), syntax: "opac")).get()
        #expect(
            Bibliographic(record).holdings == [
                .init(location: "Main", callNumber: "F124", note: nil),
                .init(location: "East", callNumber: nil, note: "v. 1"),
            ])
    }

    @Test func `a member's XML record is read`() throws {
        let raw = RawRecord.octets(Array(Self.element("1").utf8), syntax: "xml")
        #expect(try decodeRecord(raw).get().value("001") == "1")
    }
}

extension [UInt8] {
    /// The text in UTF-16, little-endian.
    fileprivate var wide: [UInt8] {
        String(decoding: self, as: UTF8.self).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }
}
