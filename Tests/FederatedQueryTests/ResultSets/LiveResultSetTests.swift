import Synchronization
import Testing

@testable import FederatedQuery

@Suite struct LiveResultSetTests {
    /// Two windows, because the first one's records are copies of one book.
    @Test func `however many windows a page takes, the deadline counts from its beginning`() async {
        // So long that no machine lets it pass, however busy.
        let patient = MemberProfile(id: "ada", host: "127.0.0.1", deadline: .seconds(3600), window: 10)
        let set = LiveResultSet(
            ResultSet(
                id: "x", query: Fixture.query, shares: [MemberShare(member: patient, query: .pqf("book"))],
                approximations: []))
        let starts = Mutex<[ContinuousClock.Instant]>([])
        let slice = await set.slice(start: 1, count: 12) { requests, started, _ in
            starts.withLock { $0.append(started) }
            let request = requests[0]
            let records = (0..<request.count).map { offset -> Record in
                guard request.start > 1 else {
                    return Fixture.record("a", title: "The history of the alliance", isbn: "9787506365437")
                }
                return Fixture.record("b\(offset)", title: "Book number \(request.start + offset)")
            }
            return [
                WindowPart(
                    member: "ada", start: request.start, asked: request.count, failure: nil, hitCount: 40,
                    records: records.map { .success($0) }, elapsed: .milliseconds(1))
            ]
        }
        #expect(slice.entries.count == 12)
        #expect(starts.withLock { $0.count } == 2)
        #expect(starts.withLock { Set($0).count } == 1)
    }

    @Test func `positions that are there are served while another request waits for more`() async throws {
        let set = LiveResultSet(
            ResultSet(
                id: "x", query: Fixture.query,
                shares: [MemberShare(member: Fixture.member("ada"), query: .pqf("book"))],
                approximations: []))
        let part = Fixture.part(member: "ada", hitCount: 40, asked: 10, titles: (1...10).map { "Book number \($0)" })
        _ = await set.slice(start: 1, count: 5) { _, _, _ in [part] }
        let (isReleased, release) = AsyncStream.makeStream(of: Void.self)
        let waiting = Task {
            await set.slice(start: 1, count: 20) { _, _, _ in
                for await _ in isReleased {}
                return []
            }
        }
        let slice = await set.slice(start: 1, count: 5) { _, _, _ in [] }
        #expect(slice.entries.count == 5)
        release.finish()
        waiting.cancel()
    }

    @Test func `hit counts that no number holds make an honest maximum`() async {
        let set = LiveResultSet(
            ResultSet(
                id: "x", query: Fixture.query,
                shares: ["ada", "bob"].map { MemberShare(member: Fixture.member($0), query: .pqf("book")) },
                approximations: [])
        )
        let slice = await set.slice(start: 1, count: 2) { requests, _, _ in
            requests.map {
                Fixture.part(
                    member: $0.member.id, hitCount: .max, asked: 10, titles: (1...10).map { "Book number \($0)" })
            }
        }
        #expect(slice.hitCount.precision == .maximum)
        #expect(slice.hitCount.value > 1 << 62)
    }
}
