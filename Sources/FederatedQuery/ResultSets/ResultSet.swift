/// A federated result set: what the members have sent so far, joined and ranked, and how much more they hold.
///
/// A pure value. Positions are 1-based. A position once served keeps its record for the life of the set: records that
/// come later join records that were served, or go behind them (design decision 4).
struct ResultSet: Sendable {
    /// What stands at a position.
    enum Item: Hashable, Sendable {
        /// The cluster at this index of the clustering.
        case cluster(Int)
        /// The unreadable record at this index.
        case unreadable(Int)
    }

    /// A set with this many records does not grow any more.
    static let maximumCopies = 20_000
    /// Nor does a set whose records take this many octets.
    static let maximumBytes = 64 << 20
    /// The most records asked of one member at a time.
    static let maximumWindow = 500

    let id: String
    let query: Query
    let approximations: [String]
    private(set) var shares: [MemberShare]
    private(set) var clustering = Clustering()
    private(set) var unreadable: [(member: String, position: Int, why: String)] = []
    /// The octets of all records held.
    private(set) var byteCount = 0
    private var order: [Item] = []
    private var served = 0

    init(id: String, query: Query, shares: [MemberShare], approximations: [String]) {
        self.id = id
        self.query = query
        self.shares = shares
        self.approximations = approximations
    }

    /// How many positions there are by now.
    var count: Int { order.count }

    /// Whether a member has more that could be asked for or is on its way, and there is room for it.
    var canGrow: Bool { hasRoom && shares.contains { $0.canGrow || $0.isAwaited } }

    private var hasRoom: Bool {
        clustering.copies.count + unreadable.count < Self.maximumCopies && byteCount < Self.maximumBytes
    }

    /// What to ask the members so that the set reaches `position`, as far as one more window does.
    ///
    /// They count as asked from now on, and are not asked again before they have answered or failed.
    mutating func nextRequests(toReach position: Int) -> [MemberRequest] {
        guard hasRoom else { return [] }
        let growing = shares.indices.filter { shares[$0].canGrow }
        guard !growing.isEmpty else { return [] }
        let missing = max(0, position - count)
        let each = missing == 0 ? 0 : min((missing - 1) / growing.count + 1, Self.maximumWindow)
        return growing.compactMap { index in
            guard let request = shares[index].nextRequest(atLeast: each) else { return nil }
            shares[index].ask()
            return request
        }
    }

    /// Takes note that a page leaves: whoever was asked and has not answered is late.
    mutating func leaveBehind() {
        for index in shares.indices { shares[index].leaveBehind() }
    }

    /// Takes in what a window brought; the order of `parts` does not matter.
    mutating func add(_ parts: [WindowPart]) {
        var copies: [DescribedCopies] = []
        let byMember = Dictionary(parts.map { ($0.member, $0) }) { first, _ in first }
        for index in shares.indices {
            guard let part = byMember[shares[index].id] else { continue }
            for copy in part.copies.copies { byteCount += copy.record.bytes.count }
            unreadable += part.unreadable.map { (part.member, $0.position, $0.why) }
            copies.append(part.copies)
            shares[index].take(part)
        }
        clustering.add(copies)
        reorder()
    }

    /// Ranks what was not served yet, behind what was.
    private mutating func reorder() {
        let fixed = order.prefix(served)
        var isServed = [Bool](repeating: false, count: clustering.clusters.count)
        var servedUnreadable = 0
        for item in fixed {
            switch item {
            case .cluster(let index): isServed[index] = true
            case .unreadable: servedUnreadable += 1
            }
        }
        let rest = clustering.clusters.indices.filter { !isServed[$0] }
        let ranked = rankClusters(rest, of: clustering, for: query)
        order = fixed + ranked.map { .cluster($0) } + (servedUnreadable..<unreadable.count).map { .unreadable($0) }
    }

    /// The items at these positions; from now on they stand.
    mutating func serve(start: Int, count: Int) -> ArraySlice<Item> {
        guard start > 0, start <= order.count, count > 0 else { return [] }
        let end = start - 1 + min(count, order.count - start + 1)
        served = max(served, end)
        return order[start - 1..<end]
    }

    /// How many records there are, as far as is known, and how exact that is.
    var hitCount: HitCount {
        let joined = clustering.copies.count - clustering.clusters.count
        let claimed = shares.reduce(0) { sum, share in
            let (total, isTooMuch) = sum.addingReportingOverflow(share.hits)
            return isTooMuch ? Int.max : total
        }
        let isWhole = shares.allSatisfy(\.isFetched)
        let isMissingSomebody = shares.contains(where: \.isMissing)
        let value = isWhole ? count : max(count, claimed - joined)
        switch (isWhole, isMissingSomebody) {
        case (true, false): return HitCount(value: value, precision: .exact)
        case (true, true): return HitCount(value: value, precision: .minimum)
        case (false, false): return HitCount(value: value, precision: .maximum)
        case (false, true): return HitCount(value: value, precision: .estimate)
        }
    }
}
