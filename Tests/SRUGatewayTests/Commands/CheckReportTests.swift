import FederatedQuery
import Testing

@testable import SRUGateway

/// The report of a check, as a reader has it.
@Suite struct CheckReportTests {
    @Test func `fits the terminal, and is told without colours through a pipe`() async throws {
        let member = MemberProfile(id: "gone", name: "A library that is gone\u{1B}[2J", host: "127.0.0.1", port: 9)
        let checks = try await checkMembers([member, member])
        let narrow = Terminal(isTerminal: true, measured: 40, environment: [:])
        for line in checkLines(checks, on: narrow) {
            let bare = line.replacing(/\e\[[0-9]*m/, with: "")
            #expect(displayWidth(bare) <= 40 && !bare.contains("\u{1B}"), "\(bare)")
        }
        let pipe = Terminal(isTerminal: false, measured: nil, environment: [:])
        let lines = checkLines(checks, on: pipe)
        #expect(lines.allSatisfy { !$0.contains("\u{1B}") })
        #expect(lines[0] == "gone  A library that is gone [2J")
        #expect(lines.contains { $0.hasPrefix("  no    connect  no connection") })
        #expect(lines.contains { $0.hasPrefix("Member  Answers") })
    }
}
