import Synchronization
import Testing

@testable import FederatedQuery
@testable import SRUGateway

@Suite struct SearchProgressTests {
    private static let cwnu = MemberReport(
        id: "cwnu", name: "", outcome: .answered, hitCount: 8, recordCount: 8, elapsed: .milliseconds(46))
    private static let nctc = MemberReport(
        id: "nctc", name: "", outcome: .answered, hitCount: 1, recordCount: 1, elapsed: .milliseconds(100))
    private static let gone = MemberReport(
        id: "gone", name: "", outcome: .failed(.unreachable), hitCount: nil, recordCount: 0, elapsed: .milliseconds(2))

    @Test(
        arguments: [
            ([], 79, "0 of 4 members, 1.2 s; awaiting nctc, cwnu, nccl, gone"),
            ([], 40, "0 of 4 members, 1.2 s; awaiting nctc +3"),
            ([], 33, "0 of 4, 1.2 s; awaiting nctc +3"), ([], 24, "0 of 4; awaiting nctc +3"),
            ([], 20, "0 of 4"),
            ([cwnu], 79, "1 of 4 members, 1.2 s; awaiting nctc, nccl, gone; cwnu 8 hits in 46 ms"),
            ([cwnu, nctc], 79, "2 of 4 members, 1.2 s; awaiting nccl, gone; nctc 1 hit in 100 ms"),
            (
                [cwnu, gone], 99,
                "2 of 4 members, 1.2 s; awaiting nctc, nccl; gone failed after 2 ms: it could not be reached"
            ),
            ([gone], 79, "1 of 4 members, 1.2 s; awaiting nctc, cwnu, nccl; gone failed after 2 ms: it c…"),
            ([cwnu], 20, "1 of 4"),
        ] as [([MemberReport], Int, String)])
    func `tells who came, the newest first, and who is awaited`(
        reports: [MemberReport], columns: Int, expected: String
    ) {
        var progress = SearchProgress(asked: ["nctc", "cwnu", "nccl", "gone"])
        for report in reports { progress.take(report) }
        #expect(progress.line(after: .milliseconds(1_234), columns: columns) == expected)
    }

    @Test(arguments: [1, 10, 19, 39, 59, 79, 199])
    func `eighty-one members take one line`(columns: Int) {
        var progress = SearchProgress(asked: (1...81).map { "library-\($0)" })
        for number in 1...81 {
            #expect(displayWidth(progress.line(after: .seconds(2), columns: columns)) <= columns)
            progress.take(
                MemberReport(
                    id: "library-\(number)", name: "", outcome: .answered, hitCount: number, recordCount: 0,
                    elapsed: .milliseconds(number)))
        }
        #expect(progress.awaited.isEmpty)
        #expect(displayWidth(progress.line(after: .seconds(2), columns: columns)) <= columns)
    }

    @Test func `a further window of a member is no further member`() {
        var progress = SearchProgress(asked: ["cwnu"])
        progress.take(Self.cwnu)
        progress.take(Self.cwnu)
        #expect(progress.line(after: .zero, columns: 79) == "1 of 1 members, 0.0 s; cwnu 8 hits in 46 ms")
    }
}

@Suite struct ProgressLineTests {
    private final class Screen: Sendable {
        let columns = Mutex(80)
        let written = Mutex<[String]>([])
    }

    private func line(on screen: Screen, isTerminal: Bool = true, environment: [String: String] = [:]) -> ProgressLine {
        ProgressLine(
            awaiting: ["a", "b"],
            on: Terminal(
                isTerminal: isTerminal, measured: screen.columns.withLock { $0 }, environment: environment),
            write: { text in screen.written.withLock { $0.append(text) } })
    }

    private static let report = MemberReport(
        id: "a", name: "", outcome: .answered, hitCount: 3, recordCount: 3, elapsed: .milliseconds(5))

    @Test func `is drawn over itself, as wide as the terminal is now, and taken away once`() {
        let screen = Screen()
        let line = line(on: screen)
        screen.columns.withLock { $0 = 32 }
        line.report(Self.report)
        line.clear()
        line.clear()
        line.report(Self.report)
        line.draw()
        #expect(
            screen.written.withLock { $0 } == [
                "\r0 of 2 members, 0.0 s; awaiting a, b\u{1B}[K", "\r1 of 2, 0.0 s; awaiting b\u{1B}[K", "\r\u{1B}[K",
            ])
    }

    @Test func `a dumb terminal gets a line for each member`() {
        let screen = Screen()
        let line = line(on: screen, environment: ["TERM": "dumb"])
        line.report(Self.report)
        line.clear()
        #expect(screen.written.withLock { $0 } == ["a 3 hits in 5 ms\n"])
    }

    @Test func `anything else gets nothing`() {
        let screen = Screen()
        let line = line(on: screen, isTerminal: false)
        line.report(Self.report)
        line.clear()
        #expect(screen.written.withLock { $0 }.isEmpty)
    }
}
