import Glibc
import Testing

@testable import FederatedQuery

/// One member that misbehaves at a step of the protocol, beside one that works.
///
/// The page must leave by the deadline plus 50 ms whatever the member does, with the right reason, and the other
/// member's answer whole.
@Suite struct HostileMemberTests {
    static let deadline = Duration.milliseconds(400)
    static let grace = Duration.milliseconds(50)

    static let cases: [(HostileServer.Behaviour, MemberFailure.Reason)] = [
        (.silent(.connect), .timedOut(.connect)),
        (.silent(.initialise), .timedOut(.initialise)),
        (.silent(.search), .timedOut(.search)),
        (.silent(.present), .timedOut(.present)),
        (.half(.initialise), .timedOut(.initialise)),
        (.half(.search), .timedOut(.search)),
        (.half(.present), .timedOut(.present)),
        (.drip(.search), .timedOut(.search)),
        (.drip(.present), .timedOut(.present)),
        (.close(.connect), .closed(.initialise)),
        (.close(.initialise), .closed(.initialise)),
        (.close(.search), .closed(.search)),
        (.close(.present), .closed(.present)),
        (.garbage(.connect), .garbled),
        (.garbage(.search), .garbled),
        (.garbage(.present), .garbled),
        (.reject, .rejected),
        (.initAgain, .garbled),
        (.initBehind, .garbled),
        (.initBehindEndless, .garbled),
        (.proposeCharsets, .garbled),
        (.speaksHTTP, .garbled),
        (.diagnose(.search, 114), .refused(bib1: 114)),
        (.diagnose(.present, 13), .refused(bib1: 13)),
        (.hits(-5), .garbled),
    ]

    @Test(arguments: cases)
    func `is named with the right reason, in time`(
        behaviour: HostileServer.Behaviour, reason: MemberFailure.Reason
    ) async throws {
        let hostile = HostileServer(behaviour)
        let behaved = HostileServer(.behaved(3))
        defer {
            hostile.stop()
            behaved.stop()
        }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("bad", hostile.port), member("good", behaved.port)], through: members)

        let bad = try #require(replies["bad"]?.failure)
        #expect(bad.reason == reason)
        // As the reactor's own thread measured it: the tests beside this one keep all other threads busy.
        #expect(bad.elapsed < Self.deadline + Self.grace)
        let good = try #require(replies["good"]?.answer)
        #expect(good.hitCount == 3 && good.records.count == 3)
    }

    @Test func `refuses when nobody listens`() async throws {
        let (descriptor, port) = listenOnFreePort(backlog: 1)
        close(descriptor)
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("dead", port)], through: members)
        #expect(replies["dead"]?.failure?.reason == .unreachable)
    }

    @Test func `names a host without an address`() async throws {
        let members = try MemberConnections()
        defer { members.shutDown() }
        var profile = member("nameless", 210)
        profile.host = "no-such-host.invalid"
        let replies = await replies(of: [profile], through: members)
        let reason = try #require(replies["nameless"]?.failure?.reason)
        #expect([.unresolvable, .timedOut(.resolve)].contains(reason))
    }

    @Test func `keeps the records that came before a diagnostic at Present`() async throws {
        let hostile = HostileServer(.diagnose(.present, 13))
        defer { hostile.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("bad", hostile.port)], through: members)
        #expect(replies["bad"]?.failure?.hitCount == 3)
    }

    @Test func `believes a huge hit count without making room for it`() async throws {
        let hostile = HostileServer(.hits(2_000_000_000))
        defer { hostile.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("boastful", hostile.port)], through: members)
        switch try #require(replies["boastful"]) {
        case .success(let answer): #expect(answer.hitCount == 2_000_000_000 && answer.records.isEmpty)
        case .failure(let failure): #expect(failure.hitCount == 2_000_000_000)
        }
    }

    @Test func `a connection that died in the pool is replaced unseen`() async throws {
        let first = HostileServer(.behaved(3))
        defer { first.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let profile = member("revenant", first.port)
        for _ in 0..<3 {
            let replies = await replies(of: [profile], through: members)
            #expect(replies["revenant"]?.answer?.records.count == 3)
            first.dropConnections()
        }
        #expect(first.accepted == 3)
    }

    @Test func `a warm connection is used again`() async throws {
        let server = HostileServer(.behaved(3))
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        for _ in 0..<5 { _ = await replies(of: [member("warm", server.port)], through: members) }
        #expect(server.accepted == 1)
    }

    @Test func `a later window is presented from the set that is there, and searched anew when that is gone`()
        async throws
    {
        let server = HostileServer(.behaved(6))
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let profile = member("paging", server.port)
        func window(from start: Int) async throws -> MemberAnswer {
            let request = MemberRequest(member: profile, query: .pqf("@attr 1=4 book"), start: start, count: 2)
            return try await members.tryOut(request).get()
        }
        #expect(try await window(from: 1).records.count == 2)
        #expect(try await window(from: 3).records.count == 2)
        #expect(server.searches == 1)
        server.dropConnections()
        let last = try await window(from: 5)
        #expect(last.records.count == 2 && last.start == 5 && last.hitCount == 6)
        #expect(server.searches == 2)
    }

    @Test func `more searches than connections wait their turn, or are told that all were busy`() async throws {
        let hostile = HostileServer(.silent(.search))
        defer { hostile.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let profile = member("stuck", hostile.port, connections: 2)
        let reasons = await withTaskGroup(of: MemberFailure.Reason?.self) { group in
            for _ in 0..<4 {
                group.addTask { await self.replies(of: [profile], through: members)["stuck"]?.failure?.reason }
            }
            return await group.reduce(into: [MemberFailure.Reason?]()) { $0.append($1) }
        }
        #expect(reasons.count { $0 == .timedOut(.search) } == 2)
        #expect(reasons.contains(.busy))
    }

    private func member(_ id: String, _ port: Int, connections: Int = 8) -> MemberProfile {
        MemberProfile(id: id, host: "127.0.0.1", port: port, deadline: Self.deadline, connections: connections)
    }

    private func replies(of profiles: [MemberProfile], through members: MemberConnections) async -> [String:
        MemberReply]
    {
        let requests = profiles.map { MemberRequest(member: $0, query: .pqf("@attr 1=4 book"), count: 10) }
        var replies: [String: MemberReply] = [:]
        for await reply in fanOut(requests, through: members) { replies[reply.member] = reply }
        return replies
    }
}

extension MemberReply {
    var answer: MemberAnswer? { try? get() }

    var failure: MemberFailure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }
}
