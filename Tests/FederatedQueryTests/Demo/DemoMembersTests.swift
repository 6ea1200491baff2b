import FederatedQuery
import Testing

@testable import DemoRecords

/// The demo's members as they answer: over Z39.50 to YAZ's own client, over SRU to curl.
@Suite struct DemoMembersTests {
    /// What a member is asked, and lines of its first record as they should be, from the table and by its own habits.
    struct Row: CustomTestStringConvertible, Sendable {
        let member: String
        let query: String
        let hits: Int
        let lines: [String]

        var testDescription: String { "\(member): \(query)" }
    }

    static let records = [
        Row(
            member: "nctc", query: "@attr 1=4 @attr 6=3 三体", hits: 3,
            lines: [
                "020    $a 9787536692930", "100 1  $6 880-01 $a Liu, Cixin, $d 1963-",
                "245 10 $6 880-02 $a San ti / $c Liu Cixin zhu.",
                "880 10 $6 245-02/$1 $a 三体 / $c 刘慈欣著.", "880    $6 260-03/$1 $a 重庆 : $b 重庆出版社, $c 2008.",
                "300    $a 302 p.",
            ]),
        Row(
            member: "cwnu", query: "@attr 1=4 @attr 6=3 三体", hits: 3,
            lines: [
                "020    $a 9787536692930", "100 0  $a 劉慈欣", "245 10 $a 三體 $c 劉慈欣著", "260    $a 重慶 $b 重慶出版社 $c 2008",
                "300    $a 302页", "490 0  $a 中國科幻基石叢書",
            ]),
        Row(
            member: "nccl", query: "@attr 1=4 @attr 6=3 三体", hits: 3,
            lines: [
                "010    $a 978-7-5366-9293-0", "200 1  $a 三体 $A san ti $f 刘慈欣著", "210    $a 重庆 $c 重庆出版社 $d 2008",
                "606 0  $a 科学幻想小说 $y 中国 $z 当代", "701  0 $a 刘慈欣 $A liu cixin $f 1963- $4 著",
            ]),
        Row(
            member: "swpu", query: "@attr 1=4 @attr 6=3 三体", hits: 3,
            lines: [
                "010    $a 9787536692930", "200 1  $a 三体 $f 刘慈欣著", "210    $a 重庆 $c 重庆出版社 $d 2008",
                "215    $a 302页", "700  0 $a 刘慈欣 $f 1963- $4 070",
            ]),
        Row(
            member: "nsmc", query: "@attr 1=4 @attr 6=3 三体", hits: 3,
            lines: [
                "100 0  $a 刘慈欣 $d 1963-", "245 10 $a 三体 $c 刘慈欣著", "260    $a 重庆 $b 重庆出版社 $c 2008",
                "300    $a 302页", "650  4 $a 科学幻想小说",
            ]),
        Row(
            member: "swpu", query: "@attr 1=7 9780131103627", hits: 1,
            lines: [
                "200 1  $a The C programming language $f Brian W. Kernighan, Dennis M. Ritchie",
                "205    $a 2nd edition",
            ]),
        Row(
            member: "cwnu", query: "@attr 1=4 ulitsy", hits: 1,
            lines: ["245 10 $a Na solnechnoĭ storone ulit͡sy $c Dina Rubina", "260    $a Moskva $b Ėksmo $c 2011"]),
        Row(
            member: "cwnu", query: "@attr 1=1003 Szöllösi", hits: 1,
            lines: ["245 10 $a Atlas of cell biology $c Jean-Claude Roland, Annette Szöllösi, Daniel Szöllösi"]),
        Row(
            member: "nctc", query: "@attr 1=7 0131103628", hits: 1,
            lines: [
                "245 14 $a The C programming language / $c Brian W. Kernighan, Dennis M. Ritchie.", "250    $a 2nd ed.",
            ]),
        Row(
            member: "nccl", query: "@attr 1=7 7-5037-2623-7", hits: 2,
            lines: ["200 1  $a '97中国发展报告 $A '97 zhongguo fa zhan bao gao $f 国家统计局编", "215    $a 393页 $d 27cm"]),
        Row(member: "nccl", query: "@attr 1=8 0258-8218", hits: 1, lines: ["200 1  $a 人民文学 $A ren min wen xue"]),
    ]

    /// Queries of every kind that the gateway sends; each finds something at each member.
    static let kinds = [
        "@attr 1=4 programming", "@attr 1=1003 Kernighan", "@attr 1=21 computer", "@attr 1=1016 penguin", "penguin",
        "@attr 1=1035 penguin",
        // Some write thirteen digits only.
        "@or @attr 1=7 0131103628 @attr 1=7 9780131103627",
        "@or @attr 1=1007 0131103628 @attr 1=1007 9780131103627", "@attr 1=8 0258-8218",
        "@attr 1=31 1988", "@attr 1=31 @attr 4=4 @attr 2=1 1980", "@attr 1=31 @attr 4=4 @attr 2=2 1980",
        "@attr 1=31 @attr 4=4 @attr 2=3 1988", "@attr 1=31 @attr 4=4 @attr 2=4 2010",
        "@attr 1=31 @attr 4=4 @attr 2=5 2010",
        "@attr 1=54 chi", "@attr 1=1018 penguin", "@attr 1=1018 @attr 4=1 人民文学出版社",
        "@attr 1=_ALLRECORDS @attr 2=103 \"\"",
        "@attr 1=4 @attr 4=1 \"programming language\"", "@attr 1=4 @attr 4=6 \"language programming\"",
        "@attr 1=4 @attr 5=1 program",
        "@attr 1=4 @attr 4=1 @attr 6=3 \"The C programming language\"", "@attr 1=4 @attr 4=1 @attr 6=3 红楼梦",
        "@attr 1=4 @attr 4=1 红楼梦", "@attr 1=4 @attr 4=1 紅樓夢", "@attr 1=4 @attr 4=1 楼梦", "@attr 1=1003 鲁迅",
        "@attr 1=1003 魯迅",
        "@and @attr 1=4 数学 @attr 1=54 chi", "@attr 1=4 @attr 3=1 design",
    ]

    @Test func `records arrive whole in the member's own character set`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let charsets = Dictionary(uniqueKeysWithValues: try DemoMembers.list().map { ($0.id, $0.charset) })
        for row in Self.records {
            let charset = try #require(charsets[row.member])
            let answer = try await ask(
                servers, row.member, ["search \(row.query)", "show 0 1 render;charset=\(charset),utf-8"])
            let lines = answer.split(separator: "\n").map(String.init)
            #expect(answer.contains(": \(row.hits) hits"), "\(row.testDescription)\n\(answer)")
            for line in row.lines { #expect(lines.contains(line), "\(row.testDescription)\n\(answer)") }
        }
    }

    @Test func `every kind of query finds something at every member`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        for profile in servers.profiles where profile.access == .z3950 {
            let queries = Self.kinds + ["@attr 1=12 \(profile.id)000042"]
            let answer = try await ask(servers, profile.id, queries.map { "search \($0)" })
            let hits = answer.matches(of: /: (\d+) hits/).map { String($0.1) }
            #expect(hits.count == queries.count, "\(profile.id): a diagnostic\n\(answer)")
            #expect(!hits.contains("0"), "\(profile.id): nothing found\n\(answer)")
            #expect(hits.last == "1")
        }
    }

    @Test func `the city library finds nothing when a query comes in UTF-8`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let query = ["search @attr 1=4 三体"]
        #expect(try await ask(servers, "nccl", query).contains(": 3 hits"))
        #expect(try await ask(servers, "nccl", query, charset: "utf-8").contains(": 0 hits"))
    }

    @Test(arguments: ["1.1", "1.2", "2.0"])
    func `the union list answers over SRU, by GET, POST and SOAP`(version: String) async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let union = try #require(servers.profiles.first { $0.id == "union" })
        let url = "http://\(union.host):\(union.port)/\(union.database)"
        let parameters = [
            "--data-urlencode", "query=dc.title=小说", "-d",
            "operation=searchRetrieve&version=\(version)&maximumRecords=1",
        ]
        let message = """
            <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body><searchRetrieveRequest \
            xmlns="http://www.loc.gov/zing/srw/"><version>\(version)</version><query>dc.title=小说</query>\
            <maximumRecords>1</maximumRecords></searchRetrieveRequest></E:Body></E:Envelope>
            """
        let soap = ["-H", "Content-Type: text/xml", "-H", "SOAPAction: \"\"", "--data-binary", message]
        // SOAP is of the versions before 2.0.
        for arguments in [["-G"] + parameters, parameters] + (version == "2.0" ? [] : [soap]) {
            let answer = try await curl(arguments + [url])
            #expect(answer.contains("numberOfRecords>2<"), "\(arguments)\n\(answer)")
            #expect(answer.contains("info:srw/schema/1/marcxml-v1.1") && answer.contains("union000"), "\(answer)")
        }
    }

    @Test func `the union list explains what it can do`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let union = try #require(servers.profiles.first { $0.id == "union" })
        let answer = try await curl([
            "http://\(union.host):\(union.port)/\(union.database)?version=1.2&operation=explain"
        ])
        #expect(answer.contains("<port>\(union.port)</port>"))
        // Every index that it names is one that it searches.
        let names = answer.matches(of: /<name set="(\w+)">(\w+)</).map { "\($0.1).\($0.2)" }
        #expect(names.count > 10)
        for name in names {
            let query = ["-G", "-d", "operation=searchRetrieve&version=1.2&maximumRecords=0", "-d", "query=\(name)=1"]
            let found = try await curl(query + ["http://\(union.host):\(union.port)/\(union.database)"])
            #expect(found.contains("numberOfRecords>") && !found.contains("diagnostic"), "\(name): \(found)")
        }
    }

    private func curl(_ arguments: [String]) async throws(ServerFailure) -> String {
        try await onItsOwnThread { Result { () throws(ServerFailure) in try run(["curl", "-sS"] + arguments) } }.get()
    }

    @Test func `a killed member refuses and the others go on`() async throws {
        let servers = try await DemoMembers.start()
        servers.kill("cwnu")
        await #expect(throws: ServerFailure.self) { try await ask(servers, "cwnu", ["search penguin"]) }
        #expect(try await ask(servers, "nctc", ["search penguin"]).contains("hits"))
        servers.stop()
        await #expect(throws: ServerFailure.self) { try await ask(servers, "nctc", ["search penguin"]) }
    }

    @Test func `a suspended member keeps silent until it is resumed`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        servers.suspend("nccl")
        await #expect(throws: ServerFailure.self) { try await ask(servers, "nccl", ["search penguin"], timeout: 1) }
        servers.resume("nccl")
        #expect(try await ask(servers, "nccl", ["search penguin"]).contains("hits"))
    }

    @Test func `yaz-ztest answers on every port until it is stopped`() async throws {
        let servers = try await ZTest.start(count: 3)
        #expect(Set(servers.profiles.map(\.port)).count == 3)
        for profile in servers.profiles {
            #expect(try await ask(servers, profile.id, ["search 200"]).contains("200 hits"))
        }
        servers.stop()
        await #expect(throws: ServerFailure.self) { try await ask(servers, "z1", ["search 200"]) }
    }

    /// What zoomsh prints when it is connected to a member and given these commands.
    private func ask(
        _ servers: TestServers, _ id: String, _ commands: [String], timeout: Int = 20, charset: String? = nil
    ) async throws(ServerFailure) -> String {
        guard let profile = servers.profiles.first(where: { $0.id == id }) else { throw ServerFailure(what: id) }
        let script =
            [
                "set timeout \(timeout)", "set preferredRecordSyntax \(profile.syntax)",
                "connect \(profile.host):\(profile.port)",
            ] + commands + ["quit"]
        let command =
            [
                "/bin/sh", "-c", #"printf '%s\n' "$@" | iconv -f utf-8 -t "$0" | zoomsh"#,
                charset ?? profile.queryCharset,
            ] + script
        // It waits in C: not on a thread of the pool, where it would hold up the tests that measure time.
        let answer = try await onItsOwnThread { Result { () throws(ServerFailure) in try run(command) } }.get()
        // zoomsh ends well whatever happens.
        guard !answer.contains(/error: (Connect failed|Timeout)/) else { throw ServerFailure(what: answer) }
        return answer
    }
}
