import Testing

@testable import FederatedQuery
@testable import SRUGateway

struct MARCXMLTests {
    private func write(_ record: Record) -> [UInt8] {
        var xml = XMLWriter()
        writeMARCXML(record, to: &xml)
        return xml.bytes
    }

    @Test func `writes leader, control fields and data fields as they are`() throws {
        let root = try #require(ParsedXML(write(Shelf.emma)))
        #expect(root.name == "record")
        #expect(root.namespace == "http://www.loc.gov/MARC21/slim")
        #expect(root.first("leader")?.text == "00000nam a2200000 a 4500")
        #expect(root.first("controlfield")?.text == "ocm00001")
        let title = try #require(root.all("datafield").first { $0.attributes["tag"] == "245" })
        #expect(title.attributes == ["tag": "245", "ind1": "1", "ind2": "0"])
        #expect(title.children.map { $0.attributes["code"] } == ["a", "b", "c"])
        #expect(title.children[1].text == "a novel <in three volumes> & more /")
    }

    @Test(
        arguments: [
            ("00000nam a2200000 a 4500", "00000nam a2200000 a 4500"),
            ("01234cam  22002771  45e0", "01234cam a22002771  4500"),
            ("     nam  22     3  450 ", "     nam a22     3  4500"),  // CNMARC's own end
            ("?????\u{1}-|?#!a\u{9}....xx-\u{7F}9999", "      a  a22     xx 4500"),
            ("", "      a  a22        4500"),
            ("12", "12    a  a22        4500"),
        ] as [(String, String)])
    func `mends a leader position by position`(leader: String, expected: String) throws {
        let written = try #require(ParsedXML(write(record(leader: leader, [])))?.first("leader")?.text)
        #expect(written == expected)
    }

    @Test(
        arguments: [
            ("2450 10$aFour", []), ("24 10$aTwo", []), ("000 zero", []), ("24A 10$aUpper", ["24A"]),
            ("9aB 10$aMixed", []),
            ("2 5 10$aBlank", []), ("245 10", []), ("245 10text without a subfield", []), ("245 10$$", []),
            ("245 10$", []),
            ("245 $aNo indicators", ["245"]), ("245 #|$aOdd", ["245"]), ("245 10$$aTwice", ["245"]), ("00A x", ["00A"]),
        ] as [(String, [String])])
    func `leaves out what the schema has no place for`(field: String, tags: [String]) throws {
        let root = try #require(ParsedXML(write(record([field]))))
        #expect(root.children.dropFirst().map { $0.attributes["tag"] ?? "" } == tags)
        for child in root.all("datafield") { #expect(!child.children.isEmpty) }
    }

    @Test(
        arguments: [
            ("245 10$@at", "_", "at"), ("245 10$|bar", "_", "bar"), ("245 10$&amp", "&", "amp"),
            ("245 10$\"q", "\"", "q"),
            ("245 10$<l", "<", "l"), ("245 10$ blank", "_", "blank"), ("245 10$呐喊", "_", "呐喊"),
            ("245 10$a", "a", ""),
        ] as [(String, String, String)])
    func `keeps the data of a subfield whose code is impossible`(field: String, code: String, data: String) throws {
        let subfield = try #require(ParsedXML(write(record([field])))?.first("datafield/subfield"))
        #expect(subfield.attributes["code"] == code)
        #expect(subfield.text == data)
    }

    @Test func `puts control fields first`() throws {
        let root = try #require(ParsedXML(write(record(["245 10$aEmma", "001 x", "100 1 $aAusten", "005 y"]))))
        #expect(root.children.map { $0.attributes["tag"] } == [nil, "001", "005", "245", "100"])
    }

    @Test func `is valid for random records`() throws {
        var random = SplitMix(seed: 1)
        let documents = (0..<200).map { _ in write(randomRecord(&random)) }
        for document in documents { #expect(ParsedXML(document) != nil) }
        guard SharedSchemas.areHere() else { return }
        let sound = [write(Shelf.emma), write(Shelf.nahan)]
        #expect(try SharedSchemas.complaints(against: documents + sound, schema: "marcxml/MARC21slim.xsd") == "")
    }

    private func randomRecord(_ random: inout SplitMix) -> Record {
        var bytes = (0..<24).map { _ in UInt8.random(in: 0...255, using: &random) }
        var fields: [Record.Field] = []
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let digits = "0012459aA-".unicodeScalars.map { $0 }
            let tag = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in digits.randomElement(using: &random)
            }
            let start = bytes.count
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                let isDelimiter = Int.random(in: 0..<4, using: &random) == 0
                bytes.append(isDelimiter ? 0x1F : UInt8.random(in: 0...255, using: &random))
            }
            fields.append(
                Record.Field(tag: Record.Tag(String(String.UnicodeScalarView(tag))), range: start..<bytes.count))
        }
        return Record(bytes: bytes, fields: fields, dialect: .marc21, charset: "utf-8")
    }
}
