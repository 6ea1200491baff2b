import Testing

@testable import FederatedQuery

@Suite struct NearestIndexesTests {
    @Test(
        arguments: [
            ("dc.titel", "dc.title"), ("titel", "dc.title"), ("DC.Tilte", "dc.title"), ("dc.autor", "dc.creator"),
            ("dv.creator", "dc.creator"), ("marc.title", "dc.title"), ("isbn13", "bath.isbn"),
            ("bath.isnb", "bath.isbn"),
            ("subjects", "dc.subject"), ("bib.titl", "dc.title"), ("publish", "dc.publisher"), ("yaer", "dc.date"),
            ("local.shelv", "local.shelf"), ("题民", "dc.title"),
        ])
    func `the likeliest index comes first`(name: String, likeliest: String) {
        #expect(nearestIndexes(to: name, added: ["local.shelf"]).first == likeliest)
    }

    @Test(arguments: ["dc.foo", "xyzzy", "", ".", "dc.", "…"])
    func `a name that is near to none has no suggestion`(name: String) {
        #expect(nearestIndexes(to: name).isEmpty, "\(nearestIndexes(to: name))")
    }

    @Test(arguments: searchIndexes)
    func `one slip is found again, whatever the index`(index: SearchIndex) {
        let name = "\(index.set).\(index.name)"
        let near = nearestIndexes(to: "\(name.dropLast())")
        #expect(near.count <= 3)
        #expect(
            near.contains { $0.hasPrefix("\(index.set).") || index.name.hasPrefix($0.drop { $0 != "." }.dropFirst()) })
    }

    @Test func `a name as long as a query costs little`() {
        let name = String(repeating: "dc.红", count: 4_000)
        #expect(ContinuousClock().measure { _ = nearestIndexes(to: name) } < .seconds(2))
    }
}
