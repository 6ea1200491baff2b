import Testing

@testable import FederatedQuery

/// A member that has always been fast and hangs now: pages leave without it, and its late answer joins the set.
@Suite struct AdaptivePatienceTests {
    @Test func `a page does not wait the whole deadline for a member that is later than usual`() async throws {
        let servers = try await ZTest.start(count: 2)
        defer { servers.stop() }
        var members = servers.profiles
        // So long that no machine lets it pass before the answer is there.
        for index in members.indices { members[index].deadline = .seconds(300) }
        let search = try FederatedSearch(
            alliance: Alliance(name: "Two", database: "all", members: members, groups: []))
        defer { search.shutDown() }
        for number in 0..<20 { _ = try await search.page(try request("dc.title = 1\(number)")) }

        servers.suspend("z2")
        let page = try await search.page(try request("dc.title = 20"))
        #expect(page.members.map(\.outcome) == [.answered, .failed(.late)])
        #expect(page.hitCount.precision == .minimum || page.hitCount.precision == .estimate)

        servers.resume("z2")
        let again = try request("cql.resultSetId = \"\(page.resultSetID)\"")
        var later = try await search.page(again)
        while later.members[1].outcome != .answered {
            try await Task.sleep(for: .milliseconds(20))
            later = try await search.page(again)
        }
        #expect(later.members[1].hitCount == 20)
        #expect(holders(later).allSatisfy { $0 == ["z1", "z2"] })
        #expect(Set(holders(page)) == [["z1"]])
    }

    @Test func `who wants everything waits for everybody`() async throws {
        let servers = try await ZTest.start(count: 2)
        defer { servers.stop() }
        var members = servers.profiles
        for index in members.indices { members[index].deadline = .seconds(300) }
        let search = try FederatedSearch(
            alliance: Alliance(name: "Two", database: "all", members: members, groups: []))
        defer { search.shutDown() }
        for number in 0..<20 { _ = try await search.page(try request("dc.title = 1\(number)")) }

        servers.suspend("z2")
        var patient = try request("dc.title = 20")
        patient.waitsForAll = true
        async let page = search.page(patient)
        // Longer than the half second after which who is late is left behind.
        try await Task.sleep(for: .seconds(1.5))
        servers.resume("z2")
        #expect(try await page.members.map(\.outcome) == [.answered, .answered])
    }

    private func request(_ cql: String) throws -> SearchRequest {
        SearchRequest(query: try parseQuery(cql), database: "all", count: 5)
    }

    private func holders(_ page: Page) -> [Set<String>] {
        page.entries.compactMap { entry in
            guard case .joined(let record) = entry else { return nil }
            return Set(record.copies.map(\.member))
        }
    }
}
