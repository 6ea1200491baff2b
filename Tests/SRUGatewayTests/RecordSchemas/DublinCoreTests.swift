import FederatedQuery
import Testing

@testable import SRUGateway

struct DublinCoreTests {
    private func write(_ record: Record) throws -> ParsedXML {
        var xml = XMLWriter()
        writeDublinCore(Bibliographic(record), to: &xml)
        return try #require(ParsedXML(xml.bytes))
    }

    private let rich = record([
        "001 x", "008 760101s1990    enk           000 0 eng d", "020   $a0306406152", "022   $a0317-8471",
        "100 1 $aAusten, Jane,$d1775-1817.", "245 10$aEmma :$ba novel.$n2,$pLater <years> /$cby J. A.",
        "250   $a2nd ed.",
        "260   $aLondon :$bJohn Murray,$c1816.", "300   $a3 v. ;$c20 cm.", "490 0 $aNovels & tales ;$v7",
        "520   $aA matchmaker errs.", "650  0$aEngland$vFiction.", "700 1 $aLeavis, F. R.",
        "856 40$uhttp://example.org/?a=1&b=2",
        "880 10$6245-01$a爱玛",
    ])

    @Test func `writes each element in Dublin Core's own namespace`() throws {
        let root = try write(rich)
        #expect(root.name == "dc")
        #expect(root.namespace == "info:srw/schema/1/dc-schema")
        #expect(Set(root.children.map(\.namespace)) == ["http://purl.org/dc/elements/1.1/"])
        let elements = root.children.map { "\($0.name): \($0.text)" }
        #expect(
            elements == [
                "title: Emma : a novel. 2. Later <years>", "title: 爱玛", "creator: Austen, Jane",
                "contributor: Leavis, F. R.", "type: text", "publisher: John Murray", "date: 1816", "language: eng",
                "format: 3 v.", "description: 2nd ed.", "description: A matchmaker errs", "subject: England -- Fiction",
                "relation: Novels & tales", "identifier: urn:isbn:9780306406157", "identifier: urn:issn:0317-8471",
                "identifier: http://example.org/?a=1&b=2",
            ])
    }

    @Test(
        arguments: [
            ("00000cam a22", "text"), ("00000cas a22", "text"), ("00000ccm a22", "notated music"),
            ("00000cem a22", "cartographic"),
            ("00000cgm a22", "moving image"), ("00000cim a22", "sound recording"), ("00000ckm a22", "still image"),
            ("00000cmm a22", "software, multimedia"), ("00000crm a22", "three dimensional object"),
            ("00000cpm a22", "mixed material"), ("00000cx  a22", nil),
        ] as [(String, String?)])
    func `names the kind of resource`(leader: String, type: String?) throws {
        #expect(try write(record(leader: leader + "00000   4500", [])).first("type")?.text == type)
    }

    @Test func `is valid by the schema, full or empty`() throws {
        let documents = [rich, record([]), Shelf.emma, Shelf.nahan].map { record in
            var xml = XMLWriter()
            writeDublinCore(Bibliographic(record), to: &xml)
            return xml.bytes
        }
        guard SharedSchemas.areHere() else { return }
        #expect(try SharedSchemas.complaints(against: documents, schema: "dc/srw_dc-UNOFFICIAL.xsd") == "")
    }
}

struct RecordSchemaTests {
    @Test(
        arguments: [
            ("marcxml", .marcxml), ("MarcXML", .marcxml), ("info:srw/schema/1/marcxml-v1.1", .marcxml),
            ("http://www.loc.gov/MARC21/slim", .marcxml), ("dc", .dc), ("info:srw/schema/1/dc-v1.1", .dc),
            ("info:srw/schema/1/dc-schema", .dc), ("mods", nil), ("", nil), ("marcxml ", nil),
        ] as [(String, RecordSchema?)])
    func `is known by its short name and by its identifiers`(text: String, schema: RecordSchema?) {
        #expect(RecordSchema(named: text) == schema)
    }
}
