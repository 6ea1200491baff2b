import Testing

@testable import FederatedQuery

@Suite struct TargetsSRUTests {
    private static func alliance(_ member: String, defaults: String = "") throws(ConfigurationError) -> Alliance {
        let text = """
            alliance: {name: A, database: all}
            defaults: {\(defaults)}
            members:
              - id: one
                url: \(member)
            """
        return try parseAlliance(text, file: "t", environment: [:])
    }

    @Test func `reads how a member wants to be asked over SRU`() throws {
        let member = try Self.alliance(
            "sru+https://opac.example.edu/sru/biblio?x-db=1\n    sru_version: 2.0\n    sru_method: SOAP\n    schema: info:x\n"
                + "    indexes: {dc.title: marc.Title, DC.Subject: false}"
        ).members[0]
        #expect(member.access == .srus && member.port == 443 && member.database == "/sru/biblio?x-db=1")
        #expect(member.sru == .init(version: .v2_0, method: .soap, schema: "info:x"))
        #expect(member.indexes == ["dc.title": "marc.Title", "dc.subject": nil])
    }

    @Test func `leaves to Explain what it does not say`() throws {
        #expect(try Self.alliance("sru+http://h").members[0].sru == .init(version: nil, method: .get, schema: nil))
    }

    @Test func `takes of the defaults what suits the member's protocol`() throws {
        let defaults = "sru_method: post, indexes: {dc.title: '@attr 1=5', dc.date: year, dc.type: false}"
        let sru = try Self.alliance("sru+http://h", defaults: defaults).members[0]
        #expect(sru.sru.method == .post && sru.indexes == ["dc.date": "year", "dc.type": nil])
        let z3950 = try Self.alliance("z3950://h", defaults: defaults).members[0]
        #expect(z3950.indexes == ["dc.title": "@attr 1=5", "dc.type": nil])
    }

    private static let mistakes: [(String, String)] = [
        ("sru+http://h\n    sru_version: 1.3", "t:6:18: unknown sru_version '1.3'; it can be 1.1, 1.2 or 2.0"),
        ("sru+http://h\n    sru_method: put", "t:6:17: unknown sru_method 'put'; it can be get, post or soap"),
        (
            "sru+http://h\n    schema: a b",
            "t:6:13: bad schema 'a b'; write the name or the URI that the member's Explain gives"
        ),
        (
            "z3950://h\n    sru_version: 1.1",
            "t:6:18: 'sru_version' is for a member whose url begins with sru+http; take it away"
        ),
        ("z3950://h\n    schema: dc", "t:6:13: 'schema' is for a member whose url begins with sru+http; take it away"),
        (
            "sru+http://h\n    indexes: {dc.title: '@attr 1=4'}",
            "t:6:25: bad index '@attr 1=4' for 'dc.title'; write the member's own name, such as marc.title, or false "
                + "when it can't search it"
        ),
    ]

    @Test(arguments: mistakes)
    func `names a mistake with its place and what would be right`(member: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.alliance(member) }
        #expect(error?.description == message)
    }
}
