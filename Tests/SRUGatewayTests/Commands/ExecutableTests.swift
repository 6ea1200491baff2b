import Foundation
import Testing

@testable import SRUGateway

/// The executable as scripts use it: what comes out where, and the exit status.
@Suite(.serialized) struct ExecutableTests {
    /// An alliance of one member at whose port nobody listens (discard, RFC 863).
    static let alliance = """
        alliance: {name: Test, database: all}
        members:
          - id: gone
            url: z3950://127.0.0.1:9/Default
          - id: off
            url: z3950://127.0.0.1:9/Default
            enabled: false
        """
    /// A small ISO 2709 record: 001 and 245.
    static let record = Array(
        "00082nam a2200049 i 4500001000400000245002100004\u{1E}r1\u{1E}10\u{1F}aEmma /\u{1F}cAusten.\u{1E}\u{1D}".utf8)

    private static let files: [String: [UInt8]] = [
        "targets.yaml": Array(alliance.utf8), "wrong.yaml": Array("alliance: {nam: x}\n".utf8),
        "sru.yaml": Array(
            "alliance: {name: T, database: all}\nmembers: [{id: s, url: 'sru+http://127.0.0.1:9/x'}]".utf8),
        "good.mrc": record, "bad.mrc": record + Array("00030nam a".utf8), "list.xml": Array("<collection/>".utf8),
    ]

    struct Run: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let status: Int32
        var output = ""
        var error = ""

        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Run(arguments: ["--version"], status: 0, output: "\(gatewayVersion)\n"),
        Run(arguments: ["nonsense"], status: 2, error: "Unexpected argument 'nonsense'"),
        Run(arguments: ["search"], status: 2, error: "Missing expected argument '<cql> ...'"),
        Run(arguments: ["check", "--config", "none.yaml"], status: 2, error: "none.yaml: no such file\n"),
        Run(
            arguments: ["check", "--config", "wrong.yaml"], status: 2,
            error: "wrong.yaml:1:12: unknown key 'nam'; did you mean 'name'?\n"),
        Run(
            arguments: ["search", "--database", "x", "fish"], status: 2,
            error: "no database 'x'; there are\n  all   Test: all members\n  gone\n  off\n"),
        Run(
            arguments: ["search", "--database", "off", "fish"], status: 2,
            error: "every member of 'off' is switched off"),
        Run(arguments: ["search", "dc.title = ("], status: 2, error: "  dc.title = (\n"),
        Run(arguments: ["search", "fish"], status: 1, output: "no member answered"),
        Run(
            arguments: ["check"], status: 1, output: "no    connect  no connection",
            error: "0 of 1 members tried answer"),
        Run(
            arguments: ["check", "--member", "off"], status: 1,
            output: "off\ntcp:127.0.0.1:9/Default\nIt does not answer"),
        Run(arguments: ["check", "--member", "x"], status: 2, error: "no member 'x'; there are gone, off"),
        Run(arguments: ["check", "--url", "127.0.0.1:9", "--format", "json"], status: 1, output: #""answers":false"#),
        Run(arguments: ["check", "--url", "ssl:x"], status: 2, error: "over TCP alone"),
        Run(arguments: ["check", "--url", "x", "--member", "gone"], status: 2, error: "exclude each other"),
        Run(arguments: ["check", "--user", "me"], status: 2, error: "--user belongs to --url"),
        Run(arguments: ["check", "--url", "x", "--password-env", "P"], status: 2, error: "add --user NAME"),
        Run(
            arguments: ["check", "--url", "x", "--user", "me", "--password-env", "P"], status: 2,
            error: "'P' is not set"),
        Run(arguments: ["check", "--url", "x", "--charset", "utf-9"], status: 2, error: "no character set 'utf-9'"),
        Run(arguments: ["check", "--url", "x", "--syntax", "marc"], status: 2, error: "there are usmarc, unimarc"),
        Run(
            arguments: ["translate", "dc.title = fish"], status: 0,
            output: "gone\tpqf\t@attr 1=4 \"fish\"\noff\tnot-asked\tit is switched off (enabled: false)\n"),
        Run(
            arguments: ["translate", "--database", "gone", "--format", "json", "fish"], status: 0,
            output: #"{"query":"fish","members":[{"id":"gone","name":"gone","status":"asked","language":"pqf","query":"#
        ),
        Run(arguments: ["translate", "--database", "x", "fish"], status: 2, error: "no database 'x'"),
        Run(
            arguments: ["translate", "--xcql", "--config", "none.yaml", "fish"], status: 0, output: "<term>fish</term>"),
        Run(
            arguments: ["translate", "--config", "sru.yaml", "fish"], status: 0,
            output: "s\tcql\tfish"),
        Run(arguments: ["search", "--config", "sru.yaml", "fish"], status: 1, output: "no member answered"),
        Run(
            arguments: ["check", "--config", "sru.yaml"], status: 1,
            output: "no    search  no connection: Connection refused"),
        Run(arguments: ["translate", "--xcql", "dc.title = fish"], status: 0, output: "<searchClause xmlns="),
        Run(
            arguments: ["decode", "good.mrc"], status: 0,
            output: #"{"leader":"00082nam a2200049 i 4500","fields":[{"001":"r1"}"#),
        Run(arguments: ["decode", "bad.mrc"], status: 1, output: #"{"error":""#),
        Run(
            arguments: ["decode", "none.mrc", "good.mrc"], status: 1, output: #"{"001":"r1"}"#,
            error: "none.mrc: no such file\n"),
        Run(arguments: ["decode", "list.xml"], status: 0),
        Run(arguments: ["decode", "--charset", "utf-9", "good.mrc"], status: 2, error: "no character set"),
        Run(
            arguments: ["cluster", "good.mrc", "good.mrc"], status: 0,
            output: "file,index,identifier,cluster\ngood.mrc,0,r1,1\ngood.mrc,0,r1,"),
    ])
    func `says what it should, and leaves with the right status`(run: Run) async throws {
        try await inFolder(Self.files) { folder in
            let ending = try await GatewayProcess(run.arguments, in: folder).ending()
            #expect(ending.status == run.status, "\(ending.error)")
            #expect(run.output.isEmpty || ending.output.contains(run.output), "\(ending.output)")
            #expect(run.error.isEmpty || ending.error.contains(run.error), "\(ending.error)")
        }
    }

    @Test func `a reader that leaves early ends it quietly`() async throws {
        let many = Array([[UInt8]](repeating: Self.record, count: 5_000).joined())
        try await inFolder(["many.mrc": many]) { folder in
            let pipeline =
                "set -o pipefail; '\(GatewayProcess.executable.path)' decode many.mrc | head -n 1 > /dev/null"
            let ending = try await GatewayProcess(["-c", pipeline], in: folder, program: URL(filePath: "/bin/bash"))
                .ending()
            #expect(ending.status == 0)
            #expect(ending.error.isEmpty, "\(ending.error)")
        }
    }
}
