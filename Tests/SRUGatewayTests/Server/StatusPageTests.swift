import Testing

@testable import FederatedQuery
@testable import SRUGateway

@Suite struct StatusPageTests {
    private static let now = ContinuousClock.now

    private static func status(_ state: MemberStatus.State, p50: Duration? = nil) -> MemberStatus {
        MemberStatus(
            id: "one", name: "One", state: state, p50: p50, p95: nil, answers: 5, failures: 2, lastHitCount: nil,
            lastFailure: "unreachable: 10.1.2.3", busyConnections: 1, idleConnections: 3)
    }

    private static func page(_ state: MemberStatus.State, p50: Duration? = nil) -> String {
        let alliance = Alliance(name: "A", database: "a", members: [])
        let page = statusPage(alliance, [status(state, p50: p50)], now: (now, 1_769_860_800))
        return String(decoding: page, as: UTF8.self)
    }

    @Test func `tells each member's state, times, hits, errors and pool, and no address`() {
        #expect(
            Self.page(.up, p50: .microseconds(2_500))
                == #"{"alliance":"A","version":"\#(gatewayVersion)","members":[{"id":"one","name":"One","state":"up","#
                + #""p50":2.500,"p95":null,"hits":null,"answers":5,"errors":2,"pool":{"busy":1,"idle":3}}]}"# + "\n")
    }

    @Test(
        arguments: [
            (.failing(since: now - .seconds(60)), #""state":"failing","since":"2026-01-31T11:59:00Z","#),
            (.skipped(until: now + .seconds(3600)), #""state":"skipped","until":"2026-01-31T13:00:00Z","#),
            (.slow, #""state":"slow","p50""#), (.disabled, #""state":"disabled","#), (.unknown, #""state":"unknown","#),
        ] as [(MemberStatus.State, String)])
    func `since when a member fails, and until when it is left alone, is told in UTC`(
        state: MemberStatus.State, part: String
    ) {
        #expect(Self.page(state).contains(part))
    }
}
