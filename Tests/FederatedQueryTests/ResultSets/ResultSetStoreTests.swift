import Testing

@testable import FederatedQuery

@Suite struct ResultSetStoreTests {
    private let start = ContinuousClock.now

    @Test func `finds a set by its id and by its search`() {
        let store = ResultSetStore()
        store.insert(set("one"), for: key("fish"), now: start)
        #expect(store.set(id: "one", now: start)?.id == "one")
        #expect(store.latest(key("fish"), now: start)?.id == "one")
        #expect(store.latest(key("frog"), now: start) == nil)
    }

    @Test func `a search done again is found by its newest set`() {
        let store = ResultSetStore()
        store.insert(set("old"), for: key("fish"), now: start)
        store.insert(set("new"), for: key("fish"), now: start)
        #expect(store.latest(key("fish"), now: start)?.id == "new")
        #expect(store.set(id: "old", now: start)?.id == "old")
    }

    @Test func `drops the set used longest ago when there are too many`() {
        let store = ResultSetStore(limits: .init(sets: 2))
        store.insert(set("a"), for: key("a"), now: start)
        store.insert(set("b"), for: key("b"), now: start + .seconds(1))
        _ = store.set(id: "a", now: start + .seconds(2))
        store.insert(set("c"), for: key("c"), now: start + .seconds(3))
        #expect(["a", "b", "c"].map { store.set(id: $0, now: start + .seconds(4)) != nil } == [true, false, true])
        #expect(store.size.sets == 2)
    }

    @Test func `drops a set that nobody used for its lifetime`() {
        let store = ResultSetStore(limits: .init(lifetime: .seconds(10)))
        store.insert(set("a"), for: key("a"), now: start)
        #expect(store.set(id: "a", now: start + .seconds(9)) != nil)
        #expect(store.set(id: "a", now: start + .seconds(18)) != nil)
        #expect(store.set(id: "a", now: start + .seconds(29)) == nil)
        #expect(store.latest(key("a"), now: start + .seconds(29)) == nil)
    }

    @Test func `drops the oldest sets when the records are too many octets, but not the one just filled`() async {
        let store = ResultSetStore(limits: .init(bytes: 1000))
        for id in ["a", "b", "c"] {
            let set = set(id)
            store.insert(set, for: key(id), now: start)
            _ = await set.slice(start: 1, count: 1) { _, _, _ in [Fixture.part(member: "ada", octets: 700)] }
            store.weigh(set, now: start)
        }
        #expect(["a", "b", "c"].map { store.set(id: $0, now: start) != nil } == [false, false, true])
        #expect(store.size.bytes >= 700)
    }

    private func set(_ id: String) -> LiveResultSet {
        LiveResultSet(
            ResultSet(
                id: id, query: Fixture.query, shares: [MemberShare(member: Fixture.member("ada"), query: .pqf("fish"))],
                approximations: []))
    }

    private func key(_ term: String) -> ResultSetStore.Key {
        .init(query: Query(root: .clause(SearchClause(term: term))), database: "all")
    }
}
