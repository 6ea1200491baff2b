import Testing

@testable import FederatedQuery

@Suite struct JoinedRecordTests {
    /// MARC 21 with holdings and local fields of its owner.
    static let full: Record = {
        var builder = RecordBuilder()
        builder.append("001", "a1")
        builder.append("020", " ", " ", ["a": "9780140434156"])
        builder.append("245", "1", "0", ["a": "Emma /", "c": "Jane Austen."])
        builder.append("264", " ", "1", ["b": "Penguin,", "c": "1996."])
        builder.append("300", " ", " ", ["a": "474 p."])
        builder.append("852", " ", " ", ["b": "MAIN", "h": "823.7 A", "z": "Damaged"])
        builder.append("856", "4", "1", ["u": "http://example.org/emma"])
        builder.append("866", " ", " ", ["a": "1-3"])
        builder.append("907", " ", " ", ["a": ".b1000"])
        builder.append("AVA", " ", " ", ["b": "MAIN"])
        return builder.record()
    }()

    static let brief: Record = {
        var builder = RecordBuilder(leader: "     nam a22     7i 4500")
        builder.append("001", "b1")
        builder.append("020", " ", " ", ["a": "978-0-19-953552-1"])
        builder.append("245", "1", "0", ["a": "Emma"])
        builder.append("852", " ", " ", ["b": "Annex", "h": "PR4034"])
        builder.append("852", " ", " ", ["b": "Annex", "h": "PR4034"])
        return builder.record()
    }()

    private func joined() -> Record {
        joinedRecord(of: [
            Copy(member: "b", position: 1, record: Self.brief), Copy(member: "a", position: 4, record: Self.full),
            Copy(member: "b", position: 9, record: Self.brief),
        ])
    }

    @Test func `takes the fullest description`() {
        #expect(joined().value("001") == "a1")
        #expect(joined().value("300", "a") == "474 p.")
    }

    @Test func `names every holder once and each holding`() {
        #expect(joined().values("850", "a") == ["b", "a"])
        let holdings = joined().fields("852").map { field in
            joined().subfields(field).map { "\(Character(Unicode.Scalar($0.code))) " + joined().text($0.range) }
        }
        #expect(holdings == [["a b", "b Annex", "h PR4034"], ["a a", "b MAIN", "h 823.7 A", "z Damaged"]])
    }

    @Test func `leaves out what is its owner's own affair`() {
        for tag in ["866", "907", "AVA"] as [Record.Tag] { #expect(joined().fields(tag).isEmpty) }
        #expect(joined().value("856", "u") == "http://example.org/emma")
    }

    @Test func `adds the other copies' numbers, none twice, where their tags sort`() {
        #expect(joined().values("020", "a") == ["9780140434156", "9780199535521"])
        let tags = joined().fields.map(\.tag)
        #expect(tags == tags.sorted())
    }

    @Test func `gives the same whatever is asked first, and the first among equals`() {
        #expect(joined() == joined())
        let twins = ["x", "y"].map { Copy(member: $0, position: 1, record: Self.brief) }
        #expect(joinedRecord(of: twins).values("850", "a") == ["x", "y"])
    }

    @Test func `makes MARC 21 of a Chinese record, and prefers a record that is MARC 21 already`() {
        let chinese = Book(title: "红楼梦", author: "曹雪芹", responsibility: "曹雪芹著", year: "1982").cnmarc
        let alone = joinedRecord(of: [chinese.copy(at: "nctc")])
        #expect(alone.dialect == .marc21)
        #expect(alone.values("245", "a").first?.hasPrefix("红楼梦") == true)
        #expect(alone.values("850", "a") == ["nctc"])
        var western = chinese
        western.dialect = .marc21
        let both = joinedRecord(of: [chinese.copy(at: "nctc"), western.copy(at: "loc")])
        #expect(both.fields("700").isEmpty)
        #expect(both.values("850", "a") == ["nctc", "loc"])
    }
}
