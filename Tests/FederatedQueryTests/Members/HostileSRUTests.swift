import Glibc
import Testing

@testable import FederatedQuery

/// An SRU member that misbehaves, beside a Z39.50 member that works.
///
/// The page must leave by the deadline plus 50 ms whatever the member does, with the right reason, and the other
/// member's answer whole.
@Suite struct HostileSRUTests {
    typealias Act = HostileHTTPServer.Act

    static let deadline = Duration.milliseconds(400)
    static let grace = Duration.milliseconds(50)
    /// For what takes several turns of the tasks' threads, which the tests beside this one keep busy.
    static let patience = Duration.seconds(60)

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let acts: [Act]
        let reason: MemberFailure.Reason
        var detail = ""

        var testDescription: String { name }
    }

    private static let envelope =
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body/></e:Envelope>"

    static let cases = [
        Case(name: "silent", acts: [.silence], reason: .timedOut(.search)),
        Case(
            name: "half a head", acts: [.send(Array("HTTP/1.1 200 OK\r\nCont".utf8)), .silence],
            reason: .timedOut(.search)),
        Case(
            name: "half a body",
            acts: [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<a>".utf8)), .silence],
            reason: .timedOut(.search)),
        Case(
            name: "drips", acts: [.drip(Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".utf8))],
            reason: .timedOut(.search)),
        Case(name: "closes", acts: [.close], reason: .closed(.search)),
        Case(
            name: "closes within the head", acts: [.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .close],
            reason: .closed(.search)),
        Case(
            name: "closes within the body",
            acts: [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<a>".utf8)), .close],
            reason: .closed(.search)),
        Case(name: "no HTTP", acts: [.send([0, 1, 2, 10, 255, 254, 10])], reason: .garbled, detail: "no HTTP answer"),
        Case(name: "Z39.50", acts: [.send([0xB5, 0x82, 0x01, 0x00]), .close], reason: .closed(.search)),
        Case(
            name: "404", acts: [.respond("<html>no</html>", status: 404)], reason: .http(404), detail: "HTTP status 404"
        ),
        Case(name: "500", acts: [.respond("", status: 500)], reason: .http(500)),
        Case(
            name: "503 with an answer", acts: [.respond(SRUText.answer(records: []), status: 503)], reason: .http(503)),
        Case(
            name: "400 with a diagnostic", acts: [.respond(SRUText.refusal(16), status: 400)],
            reason: .refused(bib1: 114)),
        Case(name: "401", acts: [.respond(SRUText.answer(records: []), status: 401)], reason: .rejected),
        Case(name: "403", acts: [.respond("no", status: 403)], reason: .rejected),
        Case(
            name: "redirects", acts: [.respond("", status: 302, headers: "Location: http://no-such-host.invalid/sru")],
            reason: .http(302), detail: "points to http://no-such-host.invalid/sru"),
        Case(name: "no XML", acts: [.respond("Welcome")], reason: .garbled, detail: "no XML"),
        Case(name: "empty", acts: [.respond("")], reason: .garbled),
        Case(
            name: "a web page", acts: [.respond("<html><body>Welcome</body></html>")], reason: .garbled,
            detail: "no answer"),
        Case(name: "an envelope that ends libyaz", acts: [.respond(envelope)], reason: .garbled),
        Case(name: "cut XML", acts: [.respond(String(SRUText.answer(records: []).dropLast(40)))], reason: .garbled),
        Case(
            name: "a document type", acts: [.respond("<!DOCTYPE a [<!ENTITY b 'c'>]>" + SRUText.answer(records: []))],
            reason: .garbled, detail: "document type"),
        Case(name: "negative hits", acts: [.respond(SRUText.answer(hits: "-5", records: []))], reason: .garbled),
        Case(name: "no hits given", acts: [.respond(SRUText.answer(hits: "", records: []))], reason: .garbled),
        Case(name: "a diagnostic", acts: [.respond(SRUText.refusal(10))], reason: .refused(bib1: 108)),
        Case(name: "wrong password", acts: [.respond(SRUText.refusal(3))], reason: .rejected),
        Case(
            name: "too much", acts: [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".utf8))],
            reason: .garbled, detail: "more than 16 MB"),
        Case(
            name: "chunks beyond measure",
            acts: [.send(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n".utf8))],
            reason: .garbled, detail: "chunk"),
        Case(
            name: "compressed unasked",
            acts: [.send(Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nx".utf8))], reason: .garbled,
            detail: "gzip"),
    ]

    @Test(arguments: cases)
    func `is named with the right reason, in time`(example: Case) async throws {
        let hostile = HostileHTTPServer { _ in example.acts }
        let behaved = HostileServer(.behaved(3))
        defer {
            hostile.stop()
            behaved.stop()
        }
        let members = try MemberConnections()
        defer { members.shutDown() }
        var good = member("good", behaved.port)
        good.access = .z3950
        let replies = await replies(of: [member("bad", hostile.port), good], through: members)

        let bad = try #require(replies["bad"]?.failure)
        #expect(bad.reason == example.reason)
        #expect(bad.detail.contains(example.detail), "\(bad.detail)")
        // As the reactor's own thread measured it: the tests beside this one keep all other threads busy.
        if case .timedOut = bad.reason { #expect(bad.elapsed < Self.deadline + Self.grace) }
        #expect(replies["good"]?.answer?.records.count == 3)
    }

    @Test func `refuses when nobody listens, and names a host without an address`() async throws {
        let (descriptor, port) = listenOnFreePort(backlog: 1)
        close(descriptor)
        let members = try MemberConnections()
        defer { members.shutDown() }
        var nameless = member("nameless", 80)
        nameless.host = "no-such-host.invalid"
        let replies = await replies(of: [member("dead", port), nameless], through: members)
        #expect(replies["dead"]?.failure?.reason == .unreachable)
        let reason = try #require(replies["nameless"]?.failure?.reason)
        #expect([.unresolvable, .timedOut(.resolve)].contains(reason))
    }

    @Test func `a connection serves one search after the other, and a dead one is replaced unseen`() async throws {
        let server = HostileHTTPServer(.respond(SRUText.answer(hits: "1", records: [SRUText.record(SRUText.marc)])))
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        for round in 1...3 {
            for _ in 0..<3 {
                let replies = await replies(
                    of: [member("warm", server.port, deadline: Self.patience)], through: members)
                #expect(replies["warm"]?.answer?.records.count == 1)
            }
            #expect(server.accepted == round)
            server.dropConnections()
        }
    }

    @Test func `a server that closes after each answer is connected to anew`() async throws {
        let server = HostileHTTPServer(
            .send(Array("HTTP/1.0 200 OK\r\n\r\n\(SRUText.answer(hits: "0", records: []))".utf8)), .close)
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        for _ in 0..<3 {
            #expect(
                await replies(of: [member("old", server.port, deadline: Self.patience)], through: members)["old"]?
                    .answer?.hitCount == 0)
        }
        #expect(server.accepted == 3)
    }

    @Test func `asks for what its page lacks, and stops when there is no more`() async throws {
        let one = SRUText.record(SRUText.marc)
        let server = HostileHTTPServer { request in
            let start = request.firstMatch(of: /startRecord=(\d+)/).flatMap { Int($0.1) } ?? 0
            return [.respond(SRUText.answer(hits: "7", records: start > 5 ? [] : [one, one]))]
        }
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("short", server.port, deadline: Self.patience)], through: members)
        let answer = try #require(replies["short"]?.answer)
        #expect(answer.hitCount == 7 && answer.records.count == 6 && answer.start == 1)
        let starts = server.requests.compactMap { $0.firstMatch(of: /startRecord=(\d+)/).map { String($0.1) } }
        #expect(starts == ["1", "3", "5", "7"])
    }

    @Test func `keeps the records that came before a failure`() async throws {
        let one = SRUText.record(SRUText.marc)
        let server = HostileHTTPServer { request in
            request.contains("startRecord=1&")
                ? [.respond(SRUText.answer(hits: "7", records: [one]))] : [.respond("", status: 500)]
        }
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let failure = try #require(
            await replies(of: [member("bad", server.port, deadline: Self.patience)], through: members)["bad"]?.failure)
        #expect(failure.reason == .http(500) && failure.hitCount == 7 && failure.records.count == 1)
    }

    @Test(arguments: [
        (SRUText.refusal(61), 0), (SRUText.answer(hits: "0", records: []), 0),
        (SRUText.answer(hits: "2000000000", records: []), 2_000_000_000),
    ])
    func `takes an answer without records for one`(body: String, hits: Int) async throws {
        let server = HostileHTTPServer(.respond(body))
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let replies = await replies(of: [member("empty", server.port, deadline: Self.patience)], through: members)
        #expect(replies["empty"]?.answer?.hitCount == hits && replies["empty"]?.answer?.records.isEmpty == true)
    }

    @Test func `more searches than connections wait their turn, or are told that all were busy`() async throws {
        let server = HostileHTTPServer(.silence)
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        var stuck = member("stuck", server.port)
        stuck.connections = 2
        let cql = MemberQuery.cql("book", SRUManner(version: .v1_1, schema: "marcxml"))
        let requests = [MemberRequest](repeating: MemberRequest(member: stuck, query: cql, count: 1), count: 4)
        var reasons: [MemberFailure.Reason?] = []
        for await reply in fanOut(requests, through: members) { reasons.append(reply.failure?.reason) }
        #expect(reasons.count { $0 == .timedOut(.search) } == 2 && reasons.count { $0 == .busy } == 2)
    }

    @Test func `an Explain record is found at the bare address, too`() async throws {
        let server = HostileHTTPServer { request in
            request.contains("operation=explain")
                ? [.respond(SRUText.refusal(4))] : [.respond(ExplainRecordTests.record)]
        }
        defer { server.stop() }
        let members = try MemberConnections()
        defer { members.shutDown() }
        let explained = try await members.explain(member("a", server.port, deadline: Self.patience)).get()
        #expect(explained.title == "A university library" && server.accepted == 1)
    }

    @Test func `a search does not wait for the Explain record, and the next one knows it`() async throws {
        let server = HostileHTTPServer { request in
            guard request.contains("searchRetrieve") else { return [.respond(ExplainRecordTests.record)] }
            return [.respond(SRUText.answer(hits: "1", records: [SRUText.record(SRUText.marc)]))]
        }
        let dead = HostileHTTPServer { request in
            guard request.contains("searchRetrieve") else { return [.silence] }
            return [.respond(SRUText.answer(hits: "1", records: [SRUText.record(SRUText.marc)]))]
        }
        defer {
            server.stop()
            dead.stop()
        }
        let profiles = [
            member("a", server.port, deadline: Self.patience), member("b", dead.port, deadline: Self.patience),
        ]
        let search = try FederatedSearch(alliance: Alliance(name: "A", database: "all", members: profiles))
        defer { search.shutDown() }
        let query = try parseQuery("dc.title = book")
        let page = try await search.page(SearchRequest(query: query, database: "b"))
        #expect(page.members.map(\.outcome) == [.answered])
        await search.waitForExplain(ofDatabase: "a")
        _ = try await search.page(SearchRequest(query: query, database: "a"))
        #expect(server.requests.last?.contains("query=core.title%20%3D%20book") == true)
        #expect(server.requests.last?.contains("version=1.2&") == true)
    }

    private func member(_ id: String, _ port: Int, deadline: Duration = Self.deadline) -> MemberProfile {
        MemberProfile(id: id, access: .sru, host: "127.0.0.1", port: port, database: "/sru", deadline: deadline)
    }

    private func replies(
        of profiles: [MemberProfile], through members: MemberConnections
    ) async -> [String: MemberReply] {
        let cql = MemberQuery.cql("book", SRUManner(version: .v1_1, schema: "marcxml"))
        let requests = profiles.map { profile in
            MemberRequest(member: profile, query: profile.access == .z3950 ? .pqf("book") : cql, count: 10)
        }
        var replies: [String: MemberReply] = [:]
        for await reply in fanOut(requests, through: members) { replies[reply.member] = reply }
        return replies
    }
}
