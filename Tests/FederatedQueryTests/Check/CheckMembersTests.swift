import Foundation
import Glibc
import Testing

@testable import FederatedQuery

/// Checks over the network: of real servers, and of those that misbehave.
@Suite(.serialized) struct CheckMembersTests {
    @Test func `what it suggests for each demo member finds Chinese titles and compares dates`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        // As a librarian has them: an address, and nothing else.
        let strangers = try servers.profiles.filter { $0.access == .z3950 }.map { profile in
            var stranger = try memberProfile(at: "127.0.0.1:\(profile.port)")
            stranger.id = profile.id
            return stranger
        }
        let checks = try await checkMembers(strangers)
        #expect(checks.map(\.member.id) == strangers.map(\.id), "in the order in which they were given")
        let entries = checks.compactMap { $0.entry() }
        try #require(entries.count == strangers.count)
        let yaml = "alliance: {name: Test, database: all}\nmembers:\n\(entries.joined(separator: "\n"))\n"
        let alliance = try parseAlliance(yaml, file: "t.yaml", environment: [:])
        #expect(alliance.members == checks.compactMap(\.suggestion))
        let search = try FederatedSearch(alliance: alliance)
        defer { search.shutDown() }
        let queries = [
            "dc.title = 中国 or dc.title = 高等数学", "dc.title = 中国 and dc.date > 1900 or dc.title = 高等数学",
            "dc.date within \"1980 2000\"",
        ]
        for cql in queries {
            let page = try await search.page(.init(query: parseQuery(cql), database: "all"))
            for member in page.members {
                #expect(member.outcome == .answered && (member.hitCount ?? 0) > 0, "\(cql) at \(member.id)")
            }
        }
    }

    @Test func `yaz-ztest answers, and is known for one that finds anything`() async throws {
        let servers = try await ZTest.start(count: 1)
        defer { servers.stop() }
        let check = try #require(try await checkMembers(servers.profiles).first)
        #expect(check.answers && check.system?.contains("YAZ") == true)
        #expect(check.findings.contains { $0.topic == .counts && $0.verdict == .doubtful })
        #expect(check.findings.contains { $0.topic == .negotiation && $0.detail.contains("agreed to") })
    }

    static let hostile: [HostileServer.Behaviour] = [
        .silent(.connect), .silent(.initialise), .silent(.search), .silent(.present), .close(.connect),
        .close(.initialise), .close(.search), .garbage(.connect), .garbage(.search), .half(.initialise),
        .half(.search), .drip(.search), .initAgain, .reject, .diagnose(.search, 114), .diagnose(.present, 13),
        .hits(-5), .hits(2_000_000_000), .proposeCharsets,
    ]

    @Test func `ends in time with every member that misbehaves, and says that it does not answer`() async throws {
        let servers = Self.hostile.map { HostileServer($0) }
        defer { for server in servers { server.stop() } }
        let members = servers.enumerated().map { index, server in
            MemberProfile(id: "h\(index)", host: "127.0.0.1", port: server.port, deadline: .milliseconds(200))
        }
        let checks = try await checkMembers(members, atOnce: members.count)
        for (behaviour, check) in zip(Self.hostile, checks) {
            #expect(!check.answers && check.suggestion == nil, "\(behaviour)")
            #expect(check.findings.contains { $0.verdict == .fails }, "\(behaviour)")
            #expect(check.questions <= 30, "\(behaviour)")
        }
    }

    @Test func `a Scan that would crash libyaz is one finding among others`() async throws {
        let server = HostileServer(.failScanWithoutReason)
        defer { server.stop() }
        let member = MemberProfile(id: "s", host: "127.0.0.1", port: server.port)
        let check = try #require(try await checkMembers([member]).first)
        #expect(check.answers)
        let scan = check.findings.first { $0.topic == .scan }
        #expect(
            scan?.verdict == .fails && scan?.detail.contains("fails without a reason") == true,
            "\(String(describing: scan))")
    }

    @Test func `a member has one connection at a time`() async throws {
        let server = HostileServer(.behaved(30))
        defer { server.stop() }
        let member = MemberProfile(id: "m", host: "127.0.0.1", port: server.port)
        let check = try #require(try await checkMembers([member]).first)
        #expect(check.answers)
        // One for all questions, and one more that negotiates.
        #expect(server.accepted == 2)
    }

    @Test func `a member over SRU that can't be reached is asked twice and no more`() async throws {
        let (descriptor, port) = listenOnFreePort(backlog: 1)
        close(descriptor)
        let member = try memberProfile(at: "sru+http://127.0.0.1:\(port)/x")
        let check = try #require(try await checkMembers([member]).first)
        #expect(!check.answers && check.suggestion == nil && check.questions == 2)
    }
}
