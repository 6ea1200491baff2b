import FederatedQuery
import Foundation
import Testing

/// The whole way: the demo's real members, the built gateway, real clients.
@Suite(.serialized) struct GatewayEndToEndTests {
    private static let threeBody = ["query": "dc.title=三体", "operation": "searchRetrieve"]

    @Test(arguments: ["1.1", "1.2", "2.0"])
    func `one query gives one joined answer, valid in every version`(version: String) async throws {
        try await withGateway { _, gateway in
            let answer = try await gateway.search(Self.threeBody.merging(["version": version]) { $1 }).body
            #expect(value(of: "numberOfRecords", in: answer) == "3")
            for member in ["nctc", "cwnu", "nccl", "swpu", "nsmc"] {
                #expect(answer.contains(#"<member id="\#(member)""#), "\(member) reports")
                #expect(answer.contains(#"<subfield code="a">\#(member)</subfield>"#), "\(member) holds it")
            }
            try await validate(answer)
        }
    }

    @Test func `a member that hangs is named when the deadline is up, the others are complete`() async throws {
        try await withGateway { members, gateway in
            members.suspend("nccl")
            defer { members.resume("nccl") }
            let (answer, time) = try await gateway.search(Self.threeBody)
            #expect(answer.contains(#"id="nccl" name="nccl" outcome="failed" reason="timedOut""#), "\(answer)")
            #expect(answer.contains(#"id="cwnu" name="cwnu" outcome="answered" hits="3""#))
            #expect(value(of: "numberOfRecords", in: answer) == "3")
            // One second, and what a machine busy with other tests adds.
            #expect(time >= 1 && time < 1.5)
        }
    }

    @Test func `a member that dies is named, and its warm connection is not taken for an answer`() async throws {
        try await withGateway { members, gateway in
            _ = try await gateway.search(Self.threeBody)
            members.kill("cwnu")
            let (answer, time) = try await gateway.search(Self.threeBody)
            #expect(answer.contains(#"id="cwnu" name="cwnu" outcome="failed""#), "\(answer)")
            #expect(answer.contains(#"id="nctc" name="nctc" outcome="answered" hits="3""#))
            #expect(time < 1)
        }
    }

    @Test func `when nobody answers there is a diagnostic, not an empty page`() async throws {
        try await withGateway { members, gateway in
            for id in members.profiles.map(\.id) { members.kill(id) }
            let answer = try await gateway.search(Self.threeBody).body
            #expect(answer.contains("info:srw/diagnostic/1/2<"), "\(answer)")
        }
    }

    @Test func `a later page comes from what the members have already sent`() async throws {
        try await withGateway { members, gateway in
            let query = ["query": "dc.language=chi", "maximumRecords": "3"]
            let first = try await gateway.search(query).body
            #expect(value(of: "nextRecordPosition", in: first) == "4")
            for id in members.profiles.map(\.id) { members.kill(id) }
            let second = try await gateway.search(query.merging(["startRecord": "4"]) { $1 }).body
            #expect(second.components(separatedBy: "<recordData>").count == 4, "\(second)")
            let id = try #require(value(of: "resultSetId", in: first))
            let again = try await gateway.search(["query": "cql.resultSetId=\(id)", "maximumRecords": "3"]).body
            #expect(titles(in: again) == titles(in: first), "a position once served keeps its record")
        }
    }

    @Test func `YAZ's client reads it over Z39.50 and over SRU`() async throws {
        try await withGateway { _, gateway in
            let z3950 = "find @attr 1=1003 knuth\nshow 1\nquit\n"
            let overZ3950 = try await yazClient("\(gateway.z3950)/alliance", z3950)
            #expect(overZ3950.contains("Number of hits: 3") && overZ3950.contains("Knuth"), "\(overZ3950)")
            for method in ["get", "post", "soap"] {
                let sru =
                    "sru \(method) 1.2\nquerytype cql\nopen \(gateway.sru)/alliance\nfind dc.creator=knuth\nshow 1\nquit\n"
                let overSRU = try await yazClient(nil, sru)
                #expect(overSRU.contains("Number of hits: 3") && overSRU.contains("Knuth"), "\(method): \(overSRU)")
            }
        }
    }

    private func withGateway(_ body: (TestServers, ServedGateway) async throws -> Void) async throws {
        let members = try await DemoMembers.start()
        defer { members.stop() }
        let gateway = try await ServedGateway.start(over: members.profiles, deadline: "1s")
        defer { gateway.stop() }
        try await body(members, gateway)
    }

    private func yazClient(_ address: String?, _ commands: String) async throws -> String {
        let command = ["/bin/sh", "-c", #"printf %s "$0" | yaz-client "$@""#, commands] + [address].compactMap(\.self)
        return try await onItsOwnThread { Result { () throws(ServerFailure) in try run(command) } }.get()
    }

    private func value(of element: String, in xml: String) -> String? {
        xml.firstRange(of: "<\(element)>").map { String(xml[$0.upperBound...].prefix { $0 != "<" }) }
    }

    private func titles(in xml: String) -> [String] {
        xml.components(separatedBy: #"<datafield tag="245""#).dropFirst().map { String($0.prefix(200)) }
    }

    private func validate(_ answer: String) async throws {
        let validator = package("../shared/xsd/validate-sru").path
        guard FileManager.default.isExecutableFile(atPath: validator) else {
            print("The official SRU schemas are not here (../shared/xsd): the answers are not validated.")
            return
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xml")
        try Data(answer.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await onItsOwnThread { Result { () throws(ServerFailure) in try run([validator, file.path]) } }.get()
    }
}
