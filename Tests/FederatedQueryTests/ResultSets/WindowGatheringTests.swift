import Synchronization
import Testing

@testable import FederatedQuery

@Suite struct WindowGatheringTests {
    static let past = ContinuousClock.now - .seconds(1)
    static let farAway = ContinuousClock.now + .seconds(3600)

    /// Who is given how much time, who brings what before somebody waits, and who is there when the waiting is over.
    static let cases: [(patience: [String: ContinuousClock.Instant?], brought: [String], left: [String])] = [
        (["ada": farAway, "bob": farAway], ["ada", "bob"], ["ada", "bob"]),
        (["ada": nil, "bob": past], ["ada"], ["ada"]),
        (["ada": farAway, "bob": past], ["ada"], ["ada"]),
        (["ada": past, "bob": past], ["bob"], ["bob"]),
        (["ada": past, "bob": past, "eve": past], ["ada fails", "bob"], ["ada", "bob"]),
        ([:], [], []),
    ]

    @Test(arguments: cases)
    func `the waiting ends when all are there, or the others are past their time`(
        patience: [String: ContinuousClock.Instant?], brought: [String], left: [String]
    ) async {
        let gathering = WindowGathering(members: patience.keys, patience: patience.compactMapValues(\.self)) { _ in }
        for name in brought { gathering.take(part(of: name)) }
        #expect(await gathering.parts().map(\.member).sorted() == left)
    }

    @Test func `who has no usual time is waited for`() async {
        let gathering = WindowGathering(members: ["ada", "bob"], patience: ["ada": Self.past]) { _ in }
        gathering.take(part(of: "ada"))
        async let parts = gathering.parts()
        gathering.take(part(of: "bob"))
        #expect(await parts.count == 2)
    }

    @Test func `the clock counts again once the one that was waited for anyway has come`() async {
        let soon = ContinuousClock.now + .milliseconds(200)
        let gathering = WindowGathering(members: ["ada", "bob"], patience: ["bob": soon]) { _ in }
        async let parts = gathering.parts()
        try? await Task.sleep(for: .milliseconds(20))
        gathering.take(part(of: "ada"))
        #expect(await parts.map(\.member) == ["ada"])
    }

    @Test func `nobody leaves with nothing but failures while somebody may still answer`() async {
        let gathering = WindowGathering(
            members: ["ada", "bob"], patience: ["ada": Self.past, "bob": Self.past]
        ) { _ in }
        gathering.take(part(of: "ada fails"))
        async let parts = gathering.parts()
        gathering.take(part(of: "bob"))
        #expect(await parts.count == 2)
    }

    @Test func `what comes afterwards is handed on`() async {
        let late = Mutex<[String]>([])
        let gathering = WindowGathering(
            members: ["ada", "bob"], patience: ["ada": Self.past, "bob": Self.past]
        ) { part in
            late.withLock { $0.append(part.member) }
        }
        gathering.take(part(of: "ada"))
        #expect(await gathering.parts().map(\.member) == ["ada"])
        gathering.take(part(of: "bob"))
        #expect(late.withLock { $0 } == ["bob"])
    }

    private func part(of name: String) -> WindowPart {
        let words = name.split(separator: " ")
        return Fixture.part(
            member: String(words[0]), hitCount: 1, asked: 10, titles: ["Book"],
            failure: words.count > 1 ? .unreachable : nil)
    }
}
