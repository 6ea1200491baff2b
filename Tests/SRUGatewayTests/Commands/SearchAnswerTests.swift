import Foundation
import Testing

@testable import FederatedQuery
@testable import SRUGateway

@Suite struct SearchAnswerTests {
    private static let reports = [
        MemberReport(
            id: "one", name: "One", outcome: .answered, hitCount: 120, recordCount: 50, elapsed: .microseconds(12_345)),
        MemberReport(
            id: "two", name: "Two", outcome: .failed(.timedOut(.search)), hitCount: nil, recordCount: 0,
            elapsed: .seconds(1)),
        MemberReport(
            id: "three", name: "Three", outcome: .notAsked(why: "it can't search dc.type"), hitCount: nil,
            recordCount: 0, elapsed: nil),
        MemberReport(
            id: "four", name: "Four", outcome: .failed(.refused(bib1: 114)), hitCount: nil, recordCount: 0,
            elapsed: .milliseconds(3)),
    ]

    private static func answer() throws -> SearchAnswer {
        try SearchAnswer(.nobodyAnswered(reports), asked: "x")
    }

    private static func terminal(_ columns: Int) -> Terminal {
        Terminal(isTerminal: true, measured: columns, environment: ["NO_COLOR": "1"])
    }

    @Test func `each member has its line`() throws {
        #expect(
            try Self.answer().memberLines(on: Self.terminal(100)) == [
                "Member  Hits  Records     Time  Library",
                "one      120       50    12 ms  One",
                "two        –        –  1000 ms  Two      it did not answer in time (search)",
                "three      –        –        –  Three    not asked: it can't search dc.type",
                "four       –        –     3 ms  Four     it answered: Unsupported Use attribute (114)",
            ])
    }

    @Test func `reasons that do not fit stand below, whole`() throws {
        #expect(
            try Self.answer().memberLines(on: Self.terminal(44)) == [
                "Member  Hits  Records     Time  Library",
                "one      120       50    12 ms  One",
                "two        –        –  1000 ms  Two",
                "three      –        –        –  Three",
                "four       –        –     3 ms  Four",
                "",
                "two: it did not answer in time (search)",
                "three: not asked: it can't search dc.type",
                "four: it answered: Unsupported Use attribute",
                "  (114)",
            ])
    }

    @Test func `JSON has the promised members, in order`() throws {
        let json = try Self.answer().json(query: "dc.title = \"x\"")
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.hasPrefix(#"{"query":"dc.title = \"x\"","count":null,"precision":null,"members":[{"id":"one","#))
        #expect(text.hasSuffix(#""records":[]}"# + "\n"))
        #expect(
            text.contains(
                #""status":"failed","reason":"timedOut","step":"search","bib1":null,"why":"it did not answer in time (search)","#
            ))
        let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        #expect((object?["members"] as? [Any])?.count == 4)
    }

    @Test(
        arguments: [
            (HitCount(value: 1, precision: .exact), "1 record"), (HitCount(value: 0, precision: .exact), "0 records"),
            (HitCount(value: 34, precision: .maximum), "at most 34 records"),
            (HitCount(value: 34, precision: .minimum), "at least 34 records"),
            (HitCount(value: 34, precision: .estimate), "about 34 records"),
        ])
    func `a count says how exact it is`(count: HitCount, text: String) {
        #expect(words(for: count) == text)
    }

    @Test(
        arguments: [
            (.unknownDatabase("x"), "no database 'x'"),
            (
                .outOfRange(HitCount(value: 7, precision: .exact)),
                "--start is past the last record; there are 7 records"
            ),
            (.query(QueryError(.syntax, message: "wrong")), "wrong"),
        ] as [(SearchError, String)])
    func `what the user got wrong is wrong usage`(error: SearchError, message: String) {
        let thrown = #expect(throws: UsageError.self) { try SearchAnswer(error, asked: "x") }
        #expect(thrown?.message == message)
    }
}
