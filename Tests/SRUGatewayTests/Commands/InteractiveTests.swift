import Foundation
import Testing

@testable import SRUGateway

/// `search` and `translate` as a person at a terminal sees them.
@Suite(.serialized) struct InteractiveTests {
    /// A member that refuses connections (discard, RFC 863), and one that never answers.
    private static func alliance(_ silent: SilentMember, deadline: String = "30s") -> [String: [UInt8]] {
        let text = """
            alliance: {name: Test, database: all}
            defaults: {deadline: \(deadline)}
            members:
              - {id: gone, name: 图书馆, url: 'z3950://127.0.0.1:9/Default'}
              - {id: silent, url: 'z3950://127.0.0.1:\(silent.port)/Default'}
            """
        return ["targets.yaml": Array(text.utf8)]
    }

    @Test(arguments: [("\u{3}", SIGINT), ("", SIGTERM)])
    func `Ctrl-C and SIGTERM end a search, and leave a clean terminal`(keys: String, signal: Int32) async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent)) { folder in
            let session = try TerminalSession(["search", "红楼梦"], in: folder)
            #expect(await session.shows("1 of 2 members"), "\(session.text)")
            #expect(await session.shows("awaiting silent"), "\(session.text)")
            keys.isEmpty ? session.signal(signal) : session.type(keys)
            #expect(await session.ending() == .signalled(signal))
            // After the last line of progress only its end: no table, no trace of where it stopped.
            let last = session.text.split(separator: "\r").last.map(String.init)
            #expect(last == "\u{1B}[K\u{1B}[0m", "\(session.text.debugDescription)")
            #expect(silent.isLeftByAll())
        }
    }

    @Test func `Ctrl-C ends it while nobody reads what it writes`() async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent, deadline: "200ms")) { folder in
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            // A pipe that is full already: the first octet written waits.
            let reader = open("\(folder)/pipe", O_RDWR | O_NONBLOCK | O_CLOEXEC)
            defer { close(reader) }
            let octets = [UInt8](repeating: 0, count: 4096)
            while write(reader, octets, octets.count) > 0 {}
            let session = try TerminalSession(
                ["search", "--format", "json", "x"], in: folder, output: "\(folder)/pipe")
            #expect(await session.shows("2 of 2 members"), "\(session.text)")
            session.type("\u{3}")
            #expect(await session.ending() == .signalled(SIGINT))
        }
    }

    @Test func `a resize on the way does no harm, and who failed is said with the reason`() async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent, deadline: "1s")) { folder in
            let session = try TerminalSession(["search", "x"], in: folder, columns: 100)
            #expect(await session.shows("1 of 2 members"))
            session.resize(to: 44)
            #expect(await session.ending() == .exited(1))
            let table =
                session.text.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
                .replacing("\u{1B}[31m", with: "").split(separator: "\u{1B}[K").last.map(String.init) ?? ""
            let lines = table.split(separator: "\r\n")
            #expect(lines.first == "no member answered")
            #expect(table.contains("gone: it could not be reached\r\nsilent: it did not answer in time (init)\r\n"))
            for line in lines { #expect(displayWidth(line) <= 44, "\(line)") }
        }
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `no colours where they are not wanted`(environment: [String: String]) async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent, deadline: "200ms")) { folder in
            let session = try TerminalSession(["search", "x"], in: folder, environment: environment)
            #expect(await session.ending() == .exited(1))
            #expect(!session.text.contains("m") || !session.text.contains(#/\x1B\[[0-9;]*m/#))
            #expect(
                session.text.contains("\u{1B}[K") == (environment["TERM"] == nil), "a dumb terminal draws nothing anew")
            #expect(session.text.contains("gone failed after "), "\(session.text)")
        }
    }

    @Test func `the progress is for standard error, whatever becomes of the output`() async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent, deadline: "200ms")) { folder in
            let session = try TerminalSession(
                ["search", "--format", "json", "x"], in: folder, output: "\(folder)/out.json")
            #expect(await session.ending() == .exited(1))
            #expect(session.text.contains("awaiting silent") && !session.text.contains("{"))
            let json = try String(contentsOfFile: "\(folder)/out.json", encoding: .utf8)
            #expect(json.hasPrefix(#"{"query":"x","count":null,"#) && !json.contains("\u{1B}"))
        }
    }

    @Test(
        arguments: [
            (
                ["search", "红楼 and titel = x"], 2,
                "  红楼 and titel = x\r\n           ^\r\nDid you mean dc.title or bath.title?\r\n"
            ),
            (
                ["search", "--database", "all+non", "x"], 2,
                "no database 'non'; there are\r\n  all     Test: all members\r\n"
            ),
            (["translate", "x"], 0, "\u{1B}[1mgone, silent (PQF)\u{1B}[0m\r\n  @attr 1=1016 \"x\"\r\n"),
        ] as [([String], Int32, String)])
    func `says it in lines that fit`(arguments: [String], status: Int32, expected: String) async throws {
        let silent = SilentMember()
        try await inFolder(Self.alliance(silent)) { folder in
            let session = try TerminalSession(arguments, in: folder)
            #expect(await session.ending() == .exited(status))
            #expect(session.text.contains(expected), "\(session.text.debugDescription)")
        }
    }
}
