internal import Synchronization

/// One federated search, the whole way: query in, page of joined and ranked records out.
///
/// CQL text → `Query` → what each member is asked → answers and failures → records → clusters → ranked result set → page.
public final class FederatedSearch: Sendable {
    private let current: Mutex<Alliance>
    private let members: MemberConnections
    private let explained: ExplainedMembers
    private let resultSets = ResultSetStore()
    private let isShutDown = Atomic(false)
    private let onWindow: (@Sendable (WindowNews) -> Void)?

    /// A search engine over this alliance's members.
    ///
    /// It holds their connections until `shutDown`.
    ///
    /// - Parameters:
    ///   - alliance: the members, and the names under which they can be searched.
    ///   - onWindow: called for each question to a member as it is answered or fails, for metrics; it must not block.
    /// - Throws: when the system has no descriptors left for it.
    public init(alliance: Alliance, onWindow: (@Sendable (WindowNews) -> Void)? = nil) throws {
        self.onWindow = onWindow
        // Once for the process, so that no search waits for it.
        Clustering.prepare()
        current = Mutex(alliance)
        members = try MemberConnections()
        explained = ExplainedMembers(through: members)
        explained.follow(alliance.members)
    }

    /// The alliance being searched.
    public var alliance: Alliance { current.withLock { $0 } }

    /// One page of the answer to `request`.
    ///
    /// A search from position 1 asks the members anew. A search from a later position goes on in the newest set of the
    /// same search, so that paging is stable; `cql.resultSetId` names a set exactly.
    ///
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - progress: called as each member answers or fails, from a thread of the engine's; it must not block.
    /// - Returns: the page, whichever members answered; it comes at the latest at the members' deadline.
    /// - Throws: `SearchError` when there is no page at all.
    public func page(
        _ request: SearchRequest, progress: (@Sendable (MemberReport) -> Void)? = nil
    ) async throws(SearchError) -> Page {
        let set = try resultSet(for: request)
        let waitsForAll = request.waitsForAll
        let slice = await set.slice(start: request.start, count: request.count) {
            [members, onWindow, resultSets] requests, started, late in
            let window = Window(requests: requests, started: started, waitsForAll: waitsForAll) { part, member in
                onWindow?(part.news)
                progress?(part.report(of: member))
            }
            return await window.fetch(through: members) { part in
                late(part)
                resultSets.weigh(set)
            }
        }
        resultSets.weigh(set)
        guard slice.members.contains(where: { $0.outcome == .answered || $0.recordCount > 0 }) else {
            if isShutDown.load(ordering: .relaxed) { throw .shuttingDown }
            throw .nobodyAnswered(slice.members)
        }
        guard request.start == 1 || request.start <= slice.reached || slice.canGrow else {
            throw .outOfRange(slice.hitCount)
        }
        return page(of: slice, in: set, from: request.start)
    }

    private func page(of slice: Slice, in set: LiveResultSet, from start: Int) -> Page {
        let entries = slice.entries.map { entry -> PageEntry in
            switch entry {
            case .copies(let copies): .joined(JoinedRecord(copies: copies, record: joinedRecord(of: copies)))
            case .unreadable(let member, let position, let why):
                .unreadable(member: member, position: position, why: why)
            }
        }
        let next = start + entries.count
        return Page(
            resultSetID: set.id, lifetime: resultSets.limits.lifetime, hitCount: slice.hitCount, start: start,
            entries: entries, nextPosition: next <= slice.reached || slice.canGrow ? next : nil,
            members: slice.members, approximations: slice.approximations)
    }

    /// The set to page through: one that lives, or a new one that knows how each member will be asked.
    private func resultSet(for request: SearchRequest) throws(SearchError) -> LiveResultSet {
        if let id = request.query.resultSetID {
            guard let set = resultSets.set(id: id) else {
                let reason = QueryError.Reason.unknownResultSet(id)
                throw .query(QueryError(reason, message: "result set \(id) is gone, or never was"))
            }
            return set
        }
        guard let asked = alliance.members(ofDatabase: request.database) else {
            throw .unknownDatabase(request.database)
        }
        let key = ResultSetStore.Key(query: request.query, database: request.database.lowercased())
        if request.start > 1, let set = resultSets.latest(key) { return set }
        let set = LiveResultSet(planned(request.query, for: asked))
        resultSets.insert(set, for: key)
        return set
    }

    /// What a member is asked for a query, or why it can't be asked, by all that is known of it now.
    ///
    /// - Parameters:
    ///   - query: a parsed query.
    ///   - member: a member of the alliance.
    /// - Returns: as `planQuery`, an SRU member's Explain record counted in once it has been read.
    public func plan(_ query: Query, for member: MemberProfile) -> MemberPlan {
        planQuery(query, for: member, explained: explained.server(of: member))
    }

    private func planned(_ query: Query, for members: [MemberProfile]) -> ResultSet {
        var approximations: [String] = []
        // Most members are asked alike over Z39.50; each SRU server has names of its own.
        var plans: [Manner: MemberPlan] = [:]
        let shares = members.map { member in
            guard member.enabled else { return MemberShare(switchedOff: member) }
            let manner = Manner(member)
            let known = member.access == .z3950 ? plans[manner] : nil
            let plan = known ?? plan(query, for: member)
            plans[manner] = plan
            switch plan {
            case .ask(let asked, let sentences):
                approximations += sentences.map { "\(member.id): \($0)" }
                return MemberShare(member: member, query: asked)
            case .notAsked(let why):
                return MemberShare(member: member, notAsked: why)
            }
        }
        let id = String(UInt64.random(in: .min ... .max), radix: 36)
        return ResultSet(id: id, query: query, shares: shares, approximations: approximations)
    }

    /// How each member has been doing, in the order of targets.yaml.
    public var status: [MemberStatus] { members.status(of: alliance.members) }

    /// How many result sets are live, and the octets of their records.
    public var resultSetSize: (sets: Int, bytes: Int) { resultSets.size }

    /// What an SRU member says of itself, asked now; it need not be in the alliance.
    ///
    /// - Parameter member: a member reached over SRU.
    /// - Returns: its Explain record, at the latest at its deadline, or why there is none.
    public func explain(_ member: MemberProfile) async -> Result<ExplainedServer, MemberFailure> {
        await members.explain(member)
    }

    /// Returns when each SRU member behind a database name has been asked for its Explain record once.
    ///
    /// For programs that search once and end; a search itself never waits for that.
    ///
    /// - Parameter name: as in a search; nobody is waited for when it is not known.
    public func waitForExplain(ofDatabase name: String) async {
        await explained.waitForFirst(of: alliance.members(ofDatabase: name) ?? [])
    }

    /// Takes a new description of the alliance; searches under way finish with the old one.
    ///
    /// - Parameter alliance: the new description.
    public func reload(_ alliance: Alliance) {
        let old = current.withLock { current in
            defer { current = alliance }
            return current
        }
        members.keepOnly(old.members, of: alliance.members)
        explained.follow(alliance.members)
    }

    /// Closes all connections.
    ///
    /// A search still under way fails.
    public func shutDown() {
        isShutDown.store(true, ordering: .relaxed)
        explained.stop()
        members.shutDown()
    }
}

/// What of a Z39.50 member its plan depends on.
private struct Manner: Hashable {
    let access: MemberProfile.Access
    let queryCharset: String
    let indexes: [String: String?]

    init(_ member: MemberProfile) {
        access = member.access
        queryCharset = member.queryCharset
        indexes = member.indexes
    }
}

/// One window from every member that is asked, decoded as each answer comes.
private struct Window: Sendable {
    let requests: [MemberRequest]
    let started: ContinuousClock.Instant
    let waitsForAll: Bool
    /// Called with each part as it comes.
    let onPart: @Sendable (WindowPart, MemberProfile) -> Void

    /// The parts that came while it was worth waiting; `late` gets the others.
    func fetch(
        through members: MemberConnections, late: @escaping @Sendable (WindowPart) -> Void
    ) async -> [WindowPart] {
        let asked = requests.map(\.member)
        let patience = waitsForAll ? [:] : members.patience(for: asked)
        let gathering = WindowGathering(
            members: asked.map(\.id), patience: patience.mapValues { started + $0 }, late: late)
        Task {
            let byMember = Dictionary(requests.map { ($0.member.id, $0) }) { first, _ in first }
            for await reply in fanOut(requests, since: started, through: members) {
                guard let request = byMember[reply.member] else { continue }
                let part = windowPart(reply, to: request)
                onPart(part, request.member)
                gathering.take(part)
            }
        }
        return await gathering.parts()
    }
}
