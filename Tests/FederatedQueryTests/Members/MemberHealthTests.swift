import Testing

@testable import FederatedQuery

@Suite struct MemberHealthTests {
    private let start = ContinuousClock.now

    @Test func `knows nothing before the first search`() {
        let health = MemberHealth()
        #expect(health.state(deadline: .seconds(3)) == .unknown)
        #expect(health.percentile(0.5) == nil)
    }

    @Test func `is left alone after five failures in a row, and no earlier`() {
        var health = MemberHealth()
        let verdicts = (0..<6).map { health.failed(failure(.unreachable), now: start + .seconds($0)) }
        #expect(verdicts == [false, false, false, false, true, false])
        #expect(
            health.state(deadline: .seconds(3)) == .skipped(until: start + .seconds(4) + MemberHealth.probeInterval))
    }

    @Test func `an answer between failures starts the count anew`() {
        var health = MemberHealth()
        for _ in 0..<4 { _ = health.failed(failure(.timedOut(.search)), now: start) }
        health.answered(hitCount: 7, in: .milliseconds(10))
        #expect(health.failed(failure(.timedOut(.search)), now: start) == false)
        #expect(health.state(deadline: .seconds(3)) == .failing(since: start))
    }

    @Test(arguments: [.refused(bib1: 114), .busy, .skipped] as [MemberFailure.Reason])
    func `what is not the member's fault does not count against it`(reason: MemberFailure.Reason) {
        var health = MemberHealth()
        for _ in 0..<10 { #expect(health.failed(failure(reason), now: start) == false) }
        #expect(health.failingSince == nil)
    }

    @Test func `is asked again once a probe gets through`() {
        var health = MemberHealth()
        for _ in 0..<5 { _ = health.failed(failure(.unreachable), now: start) }
        health.probeFailed(failure(.unreachable), now: start + .seconds(2))
        #expect(health.skippedUntil == start + .seconds(2) + MemberHealth.probeInterval)
        health.recovered()
        #expect(health.skippedUntil == nil && health.failingSince == nil)
    }

    @Test func `is slow when half its answers take more than half the deadline`() {
        var health = MemberHealth()
        for milliseconds in [100, 1600, 1700] { health.answered(hitCount: 1, in: .milliseconds(milliseconds)) }
        #expect(health.state(deadline: .seconds(3)) == .slow)
        #expect(health.state(deadline: .seconds(10)) == .up)
    }

    @Test func `remembers the last 64 times`() {
        var health = MemberHealth()
        for milliseconds in 1...164 { health.answered(hitCount: 1, in: .milliseconds(milliseconds)) }
        #expect(health.percentile(0) == .milliseconds(101))
        #expect(health.percentile(1) == .milliseconds(164))
        #expect(health.answers == 164)
    }

    private func failure(_ reason: MemberFailure.Reason) -> MemberFailure {
        MemberFailure(member: "ada", reason: reason, detail: "it did", elapsed: .zero)
    }
}
