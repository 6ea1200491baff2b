import Testing

@testable import FederatedQuery

/// A real SRU server, yaz-ztest, in every version and by every method.
@Suite(.serialized) struct SRUMemberTests {
    private static let ways = MemberProfile.SRU.Version.allCases.flatMap { version in
        MemberProfile.SRU.Method.allCases.map { (version, $0) }
    }

    @Test func `answers in every version, by every method, window after window`() async throws {
        let servers = try await ZTest.start(count: 1)
        defer { servers.stop() }
        let port = servers.profiles[0].port
        let members = try MemberConnections()
        defer { members.shutDown() }
        for (version, method) in Self.ways {
            let member = MemberProfile(
                id: "\(method) \(version)", access: .sru, host: "127.0.0.1", port: port, database: "/Default",
                sru: .init(version: version, method: method))
            guard case .ask(let query, _) = planQuery(try parseQuery("\"find 20\""), for: member) else {
                Issue.record("not asked")
                return
            }
            var titles: [String] = []
            for (start, count) in [(1, 8), (9, 8), (17, 4)] {
                let request = MemberRequest(member: member, query: query, start: start, count: count)
                let answer = try await members.tryOut(request).get()
                #expect(answer.hitCount > 0 && answer.start == start, "\(member.id)")
                for raw in answer.records {
                    let record = try decodeRecord(raw, of: member).get()
                    #expect(record.dialect == .marc21)
                    titles.append(Bibliographic(record).title ?? "")
                }
            }
            #expect(titles.first?.contains("How to program a computer") == true, "\(member.id): \(titles)")
        }
    }
}
