import Testing

@testable import FederatedQuery

@Suite struct ResultSetTests {
    @Test func `asks each member for a window first, and for what is missing afterwards`() {
        var set = set(["ada", "bob"])
        #expect(wanted(by: set, toReach: 10).map { [$0.start, $0.count] } == [[1, 10], [1, 10]])
        set.add([
            Fixture.part(member: "ada", hitCount: 25, asked: 10, titles: titles(1...10)),
            Fixture.part(member: "bob", hitCount: 3, asked: 10, titles: titles(11...13)),
        ])
        // One position is missing, and half a window is the least.
        #expect(wanted(by: set, toReach: 14).map { [$0.start, $0.count] } == [[11, 5]])
        #expect(wanted(by: set, toReach: 20).map { [$0.start, $0.count] } == [[11, 7]])
        set.add([Fixture.part(member: "ada", start: 11, hitCount: 25, asked: 10, titles: titles(14...23))])
        #expect(wanted(by: set, toReach: 90).map(\.count) == [5])
        set.add([Fixture.part(member: "ada", start: 21, hitCount: 25, asked: 5, titles: titles(24...28))])
        #expect(!set.canGrow && set.count == 28)
    }

    @Test func `a far page asks for more than a window, up to the limit`() {
        var set = set(["ada"])
        set.add([Fixture.part(member: "ada", hitCount: 5000, asked: 10, titles: titles(1...10))])
        #expect(wanted(by: set, toReach: 100).map(\.count) == [90])
        #expect(wanted(by: set, toReach: 4000).map(\.count) == [ResultSet.maximumWindow])
    }

    @Test func `a position once served keeps its record when better ones come later`() {
        var set = set(["ada"])
        set.add([Fixture.part(member: "ada", hitCount: 4, asked: 2, titles: ["A book about books", "Unrelated"])])
        let first = set.slice(start: 1, count: 2)
        set.add([Fixture.part(member: "ada", start: 3, hitCount: 4, asked: 2, titles: ["Book", "The book"])])
        #expect(names(set.slice(start: 1, count: 2)) == names(first))
        #expect(set.count == 4)
    }

    @Test func `a later copy joins a record that was served`() {
        func part(_ member: String) -> WindowPart {
            let record = Fixture.record(member, title: "The history of the alliance", isbn: "9787506365437")
            return WindowPart(
                member: member, start: 1, asked: 10, failure: nil, hitCount: 1, records: [.success(record)],
                elapsed: .milliseconds(1))
        }
        var set = set(["ada", "bob"])
        set.add([part("ada")])
        #expect(set.slice(start: 1, count: 1).entries.count == 1)
        set.add([part("bob")])
        guard case .copies(let copies) = set.slice(start: 1, count: 1).entries.first else {
            Issue.record("no record at position 1")
            return
        }
        #expect(copies.map(\.member) == ["ada", "bob"])
    }

    @Test(
        arguments: [
            ("all fetched, all answered", 2, 2, nil, .exact, 2),
            ("one holds more", 9, 2, nil, .maximum, 9),
            ("one failed", 2, 2, .timedOut(.search), .minimum, 2),
            ("one failed, one holds more", 9, 2, .timedOut(.search), .estimate, 9),
        ] as [(String, Int, Int, MemberFailure.Reason?, HitCount.Precision, Int)])
    func `the count says how exact it is`(
        name: String, hits: Int, fetched: Int, failure: MemberFailure.Reason?, precision: HitCount.Precision, value: Int
    ) {
        var set = set(["ada", "bob"])
        set.add([
            Fixture.part(member: "ada", hitCount: hits, asked: fetched, titles: titles(1...fetched)),
            Fixture.part(member: "bob", hitCount: failure == nil ? 0 : nil, asked: 10, titles: [], failure: failure),
        ])
        #expect(set.hitCount == HitCount(value: value, precision: precision))
    }

    @Test func `a member that was not asked makes the count a minimum`() {
        var set = ResultSet(
            id: "x", query: Fixture.query,
            shares: [
                MemberShare(member: Fixture.member("ada"), query: .pqf("book")),
                MemberShare(member: Fixture.member("bob"), notAsked: "it has no index dc.title"),
            ], approximations: [])
        set.add([Fixture.part(member: "ada", hitCount: 1, asked: 10, titles: titles(1...1))])
        #expect(set.hitCount == HitCount(value: 1, precision: .minimum))
    }

    @Test func `a member that sends fewer than it announced is not asked again`() {
        var set = set(["ada"])
        set.add([Fixture.part(member: "ada", hitCount: 2_000_000_000, asked: 10, titles: titles(1...3))])
        #expect(!set.canGrow)
        #expect(set.hitCount.precision != .exact)
    }

    @Test func `an unreadable record has a place of its own`() {
        var set = set(["ada"])
        let part = WindowPart(
            member: "ada", start: 1, asked: 10, failure: nil, hitCount: 2,
            records: [.failure(UnreadableRecord(why: "no leader")), .success(Fixture.record("a2", title: "Book"))],
            elapsed: .milliseconds(1))
        set.add([part])
        #expect(names(set.slice(start: 1, count: 10)) == ["a2", "unreadable 1 of ada: no leader"])
        #expect(set.hitCount == HitCount(value: 2, precision: .exact))
    }

    @Test func `a member that is switched off is named, and nobody misses its records`() {
        let off = MemberShare(switchedOff: Fixture.member("off"))
        var set = ResultSet(
            id: "x", query: Fixture.query,
            shares: [MemberShare(member: Fixture.member("ada"), query: .pqf("book")), off],
            approximations: [])
        set.add([Fixture.part(member: "ada", hitCount: 2, asked: 10, titles: titles(1...2))])
        let page = set.slice(start: 1, count: 10)
        #expect(page.members.map(\.outcome) == [.answered, .notAsked(why: "it is switched off (enabled: false)")])
        #expect(page.hitCount == HitCount(value: 2, precision: .exact))
    }

    @Test func `a member that is late is not asked again, is named, and its records go behind what was served`() {
        var set = set(["ada", "bob"])
        #expect(set.nextRequests(toReach: 10).count == 2)
        set.add([Fixture.part(member: "ada", hitCount: 2, asked: 10, titles: titles(1...2))])
        set.leaveBehind()
        #expect(wanted(by: set, toReach: 10).isEmpty && set.canGrow)
        let page = set.slice(start: 1, count: 10)
        #expect(page.members.map(\.outcome) == [.answered, .failed(.late)])
        #expect(page.hitCount == HitCount(value: 2, precision: .minimum))

        set.add([Fixture.part(member: "bob", hitCount: 2, asked: 10, titles: titles(3...4))])
        let later = set.slice(start: 1, count: 10)
        #expect(later.members.map(\.outcome) == [.answered, .answered])
        #expect(names(later) == names(page) + ["bob1", "bob2"])
        #expect(later.hitCount == HitCount(value: 4, precision: .exact))
    }

    @Test(arguments: [(1, 0, 0), (1, 5, 3), (3, 5, 1), (4, 5, 0), (Int.max, Int.max, 0), (2, Int.max, 2)])
    func `a slice holds what there is`(start: Int, count: Int, expected: Int) {
        var set = set(["ada"])
        set.add([Fixture.part(member: "ada", hitCount: 3, asked: 10, titles: titles(1...3))])
        #expect(set.slice(start: start, count: count).entries.count == expected)
    }

    private func set(_ ids: [String]) -> ResultSet {
        ResultSet(
            id: "x", query: Fixture.query,
            shares: ids.map { MemberShare(member: Fixture.member($0), query: .pqf("book")) },
            approximations: [])
    }

    /// What the set would ask now.
    private func wanted(by set: ResultSet, toReach position: Int) -> [MemberRequest] {
        var set = set
        return set.nextRequests(toReach: position)
    }

    private func titles(_ numbers: ClosedRange<Int>) -> [String] {
        numbers.map {
            "Book \(String(repeating: String(UnicodeScalar(UInt8(97 + $0 % 26))), count: 3 + $0 / 26)) of its own"
        }
    }

    private func names(_ slice: Slice) -> [String] {
        slice.entries.map { entry in
            switch entry {
            case .copies(let copies): copies[0].record.fields("001").map { copies[0].record.text($0.range) }.joined()
            case .unreadable(let member, let position, let why): "unreadable \(position) of \(member): \(why)"
            }
        }
    }
}
