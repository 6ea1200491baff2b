import Testing

@testable import FederatedQuery

/// Records made here, and written in ISO 2709.
@Suite struct RecordBuilderTests {
    @Test func `what is built is written and read again the same`() throws {
        for record in [BibliographicTests.marc21, BibliographicTests.unimarc] {
            let bytes = try #require(record.iso2709())
            #expect(Int(String(decoding: bytes[..<5], as: UTF8.self)) == bytes.count)
            let syntax = record.dialect == .marc21 ? "usmarc" : "unimarc"
            let again = try decodeRecord(.octets(bytes, syntax: syntax)).get()
            #expect(again.notes == [])
            #expect(again.fields.map(\.tag) == record.fields.map(\.tag))
            #expect(again.dialect == record.dialect)
            for (a, b) in zip(again.fields, record.fields) where a.tag != "100" {
                #expect(again.text(a.range) == record.text(b.range))
            }
        }
    }

    @Test func `a written record says that it is UTF-8`() throws {
        let marc21 = try #require(BibliographicTests.marc21.iso2709())
        #expect(marc21[9] == 0x61)
        let unimarc = try #require(BibliographicTests.unimarc.iso2709())
        let record = try decodeRecord(.octets(unimarc, syntax: "unimarc"), charset: "gb18030").get()
        #expect(record.value("100", "a") == "20020204d1994    em y0chiy50      ea")
        #expect(record.charset == "utf-8")
    }

    @Test func `control characters become blanks, and empty subfields are left out`() {
        var builder = RecordBuilder()
        builder.append("245", "1", "é", ["a": "a\u{1D}b\u{1E}c\u{1F}d\u{0}", "b": "", "é": "x"])
        builder.append("500", ["a": ""])
        let record = builder.record()
        #expect(record.fields.count == 1)
        #expect(record.text(record.fields[0].range) == "1 \u{1F}aa b c d \u{1F}?x")
    }

    @Test func `a field is carried over from another record`() {
        var builder = RecordBuilder()
        builder.append("001", "1")
        builder.append(BibliographicTests.marc21.fields("852")[0], of: BibliographicTests.marc21)
        #expect(builder.record().value("852", "b") == "Main")
    }

    @Test(
        arguments: [
            (9_990, 1, true), (9_999, 1, false), (9_000, 11, true), (9_000, 12, false),
        ] as [(Int, Int, Bool)])
    func `a record too long for ISO 2709 is not written`(length: Int, count: Int, isWritten: Bool) throws {
        var builder = RecordBuilder()
        for _ in 0..<count { builder.append("500", ["a": String(repeating: "x", count: length)]) }
        #expect((builder.record().iso2709() != nil) == isWritten)
    }

    @Test func `tags that ISO 2709 can't write are left out`() throws {
        var builder = RecordBuilder()
        builder.append("245", ["a": "T"])
        builder.append("INST", ["a": "x"])
        let bytes = try #require(builder.record().iso2709())
        #expect(try decodeRecord(.octets(bytes, syntax: "usmarc")).get().fields.count == 1)
    }

    @Test(arguments: ["", "short", "00000nam a2200000 i 4500 and more", "\u{0}\u{1F}é"])
    func `a leader has 24 printable characters`(leader: String) {
        let record = RecordBuilder(leader: leader).record()
        #expect(record.bytes.count == 24)
        #expect(record.bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }
}
