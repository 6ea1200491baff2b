import Testing

@testable import FederatedQuery

/// What a member is told at Init of who we are (Z39.50 3.2.1.1.5), as its server reads it off the wire.
@Suite struct AuthenticationTests {
    static let cases: [(MemberProfile.Credentials?, String)] = [
        (nil, "none"),
        (.init(username: "reader"), "open reader"),
        (.init(username: "reader", password: "s3cret"), "idPass /reader/s3cret"),
        (.init(username: "reader", group: "staff", password: "s3cret"), "idPass staff/reader/s3cret"),
        (.init(username: "reader", password: "s3cret", isOpen: true), "open reader/s3cret"),
        (.init(username: "reader/s3cret"), "open reader/s3cret"),
        (.init(username: "读者", password: "密码"), "idPass /读者/密码"),
    ]

    @Test(arguments: cases)
    func `a member is told`(credentials: MemberProfile.Credentials?, identification: String) async throws {
        let server = HostileServer(.behaved(1))
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let profile = MemberProfile(id: "guarded", host: "127.0.0.1", port: server.port, credentials: credentials)
        let reply = await members.tryOut(MemberRequest(member: profile, query: .pqf("@attr 1=4 book"), count: 1))
        #expect(reply.answer?.records.count == 1)
        #expect(server.identifications == [identification])
    }
}
