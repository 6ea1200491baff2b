import Testing

@testable import FederatedQuery

@Suite struct AllianceTests {
    private let alliance = Alliance(
        name: "Test Alliance", database: "All",
        members: ["ada", "bob", "cid"].map { MemberProfile(id: $0, host: "127.0.0.1") },
        groups: [Alliance.Group(id: "city", name: "City", members: ["cid", "ada"])])

    @Test(
        arguments: [
            ("all", ["ada", "bob", "cid"]),
            ("ALL", ["ada", "bob", "cid"]),
            ("bob", ["bob"]),
            ("city", ["ada", "cid"]),
            ("cid+bob", ["bob", "cid"]),
            ("city+ada", ["ada", "cid"]),
            ("none", nil),
            ("bob+none", nil),
            ("", nil),
            ("bob+", nil),
        ] as [(String, [String]?)])
    func `finds the members behind a database name`(name: String, expected: [String]?) {
        #expect(alliance.members(ofDatabase: name)?.map(\.id) == expected)
    }
}
