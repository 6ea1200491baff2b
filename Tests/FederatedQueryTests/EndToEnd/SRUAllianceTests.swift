import Testing

@testable import FederatedQuery

/// Members over SRU in an alliance: real servers, and a gateway as a member of another one.
@Suite(.serialized) struct SRUAllianceTests {
    private static func search(
        _ cql: String, over members: [MemberProfile], start: Int = 1, count: Int = 10,
        in engine: FederatedSearch? = nil
    ) async throws -> Page {
        let engine = try engine ?? FederatedSearch(alliance: Alliance(name: "A", database: "all", members: members))
        await engine.waitForExplain(ofDatabase: "all")
        return try await engine.page(
            SearchRequest(query: try parseQuery(cql), database: "all", start: start, count: count))
    }

    private static func holders(_ page: Page) -> [Set<String>] {
        page.entries.map { entry in
            guard case .joined(let record) = entry else { return [] }
            return Set(record.copies.map(\.member))
        }
    }

    @Test func `a book that one member gives over Z39.50 and another over SRU is one book`() async throws {
        let servers = try await ZTest.start(count: 1)
        defer { servers.stop() }
        let overZ3950 = servers.profiles[0]
        var members = [overZ3950]
        for (version, method) in [(MemberProfile.SRU.Version.v1_1, MemberProfile.SRU.Method.get), (.v2_0, .soap)] {
            members.append(
                MemberProfile(
                    id: "\(method)", access: .sru, host: "127.0.0.1", port: overZ3950.port, database: "/Default",
                    sru: .init(version: version, method: method)))
        }
        let page = try await Self.search("\"find 12\"", over: members)
        #expect(page.members.map(\.outcome) == [.answered, .answered, .answered])
        #expect(Self.holders(page).first == ["z1", "get", "soap"])
    }

    @Test func `a catalogue is asked by its Explain record's names, schema, version and pages`() async throws {
        let servers = try await ZebraSRU.start()
        defer { servers.stop() }
        let members = servers.profiles
        let engine = try FederatedSearch(alliance: Alliance(name: "A", database: "all", members: members))
        defer { engine.shutDown() }
        let explained = try await engine.explain(members[0]).get()
        #expect(explained.title == "Four books" && explained.highestVersion == .v1_1 && explained.maximumRecords == 2)
        #expect(explained.marcSchema?.requestName == "marc")

        let page = try await Self.search("dc.title = red", over: members, in: engine)
        #expect(page.hitCount == HitCount(value: 2, precision: .exact) && page.entries.count == 2)
        let all = try await Self.search("cql.allRecords = 1", over: members, in: engine)
        #expect(all.entries.count == 4, "two pages of two records")
        let positions = all.entries.flatMap { entry -> [Int] in
            guard case .joined(let record) = entry else { return [] }
            return record.copies.map(\.position)
        }
        #expect(positions.sorted() == [1, 2, 3, 4])
        let author = try await Self.search("creator = knuth", over: members, in: engine)
        #expect(author.entries.count == 1)
        do {
            _ = try await Self.search("dc.subject = whales", over: members, in: engine)
            Issue.record("it has no index of subjects")
        } catch SearchError.nobodyAnswered(let reports) {
            #expect(reports.map(\.outcome) == [.notAsked(why: "its Explain record lists no index for dc.subject")])
        }
    }

    @Test func `a gateway is a member of another one`() async throws {
        let zebra = try await ZebraSRU.start()
        let ztest = try await ZTest.start(count: 1)
        defer {
            zebra.stop()
            ztest.stop()
        }
        let lower = try await ServedGateway.start(over: ztest.profiles, deadline: "2s")
        defer { lower.stop() }
        let port = try #require(lower.sru.split(separator: ":").last.flatMap { Int($0) })
        let gateway = MemberProfile(
            id: "lower", access: .sru, host: "127.0.0.1", port: port, database: "/alliance", deadline: .seconds(5))
        let members = [gateway, zebra.profiles[0]]
        let engine = try FederatedSearch(alliance: Alliance(name: "A", database: "all", members: members))
        defer { engine.shutDown() }
        let page = try await Self.search("computer", over: members, in: engine)
        #expect(page.members.map(\.outcome) == [.answered, .answered])
        #expect(Self.holders(page).contains(["lower"]) && Self.holders(page).contains(["zebra"]))
        let explained = try await engine.explain(gateway).get()
        #expect(
            explained.highestVersion == .v2_0 && explained.name(of: IndexName(set: "dc", name: "title")) == "dc.title")
    }

    @Test func `check finds what works at a member over SRU`() async throws {
        let servers = try await ZebraSRU.start()
        defer { servers.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let check = await checkMember(servers.profiles[0], through: members)
        #expect(check.answers && check.system == "Four books")
        let verdicts = Dictionary(check.findings.map { ($0.what, $0.verdict) }) { first, _ in first }
        for what in ["Explain", "record", "dc.title", "GET", "POST", "SOAP", "version 1.1", "version 2.0"] {
            #expect(verdicts[what] == .works, "\(what)")
        }
        #expect(verdicts["dc.subject"] == .fails)
        let entry = try #require(check.entry())
        let yaml = "alliance: {name: Test, database: all}\nmembers:\n\(entry)\n"
        #expect(try parseAlliance(yaml, file: "t.yaml", environment: [:]).members == [servers.profiles[0]])
        var gone = servers.profiles[0]
        gone.database = "/no-such-database"
        #expect(await checkMember(gone, through: members).answers == false)
    }
}
