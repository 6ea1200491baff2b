import FederatedQuery
import Foundation
import Testing

@testable import SRUGateway

@Suite struct TranslationTests {
    private static let translation = Translation(members: [
        ("a", "A", .asked(language: "PQF", query: #"@attr 1=4 "fish""#, approximations: ["‘sortby’ is ignored"])),
        ("b", "B", .notAsked(why: "it has no index for dc.title")),
        ("c", "C", .asked(language: "CQL", query: "dc.title = fish", approximations: [])),
        ("d", "D", .asked(language: "PQF", query: #"@attr 1=4 "fish""#, approximations: ["‘sortby’ is ignored"])),
    ])

    @Test func `members that are asked alike stand together`() {
        let terminal = Terminal(isTerminal: true, measured: 60, environment: ["NO_COLOR": "1"])
        #expect(
            Self.translation.text(on: terminal) == [
                "a, d (PQF)", #"  @attr 1=4 "fish""#, "  approximated: ‘sortby’ is ignored", "",
                "b", "  not asked: it has no index for dc.title", "",
                "c (CQL)", "  dc.title = fish",
            ])
    }

    @Test func `through a pipe each fact is a line of three fields`() {
        #expect(
            Self.translation.lines == [
                "a\tpqf\t@attr 1=4 \"fish\"", "a\tapproximated\t‘sortby’ is ignored",
                "b\tnot-asked\tit has no index for dc.title", "c\tcql\tdc.title = fish",
                "d\tpqf\t@attr 1=4 \"fish\"", "d\tapproximated\t‘sortby’ is ignored",
            ])
    }

    @Test func `JSON tells the same`() throws {
        let json = Self.translation.json(query: "dc.title = \"fish\"")
        let object = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        let members = try #require(object["members"] as? [[String: Any]])
        #expect(object["query"] as? String == "dc.title = \"fish\"")
        #expect(members.map { $0["status"] as? String } == ["asked", "notAsked", "asked", "asked"])
        #expect(members[0]["query"] as? String == #"@attr 1=4 "fish""#)
        #expect(members[0]["approximations"] as? [String] == ["‘sortby’ is ignored"])
        #expect(members[1]["why"] as? String == "it has no index for dc.title")
        #expect(members[2]["language"] as? String == "cql")
    }

    @Test func `a member that is switched off is named`() throws {
        let members = [
            MemberProfile(id: "on", host: "h", indexes: ["dc.title": nil]),
            MemberProfile(id: "off", host: "h", enabled: false),
        ]
        let query = try parseQuery("dc.title = x")
        let translation = Translation(for: members) { planQuery(query, for: $0) }
        #expect(
            translation.lines == [
                "on\tnot-asked\tit has no index for dc.title", "off\tnot-asked\tit is switched off (enabled: false)",
            ])
    }
}
