/// One federated search, the whole way: query in, page of joined and ranked records out.
public final class FederatedSearch: Sendable {
    /// The alliance being searched.
    public var alliance: Alliance { preconditionFailure("built next") }

    /// A search engine over this alliance's members.
    ///
    /// It holds their connections until `shutDown`.
    public init(alliance: Alliance) throws {}

    /// One page of the answer to `request`.
    ///
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - progress: called as each member answers or fails, from a thread of the engine's; it must not block.
    /// - Returns: the page, whichever members answered.
    /// - Throws: `SearchError` when there is no page at all.
    public func page(
        _ request: SearchRequest, progress: (@Sendable (MemberReport) -> Void)? = nil
    ) async throws(SearchError) -> Page {
        preconditionFailure("built next")
    }

    /// How each member has been doing, in the order of targets.yaml.
    public var status: [MemberStatus] { preconditionFailure("built next") }

    /// What works at one member: connect, Init, a search, a record.
    public func check(_ member: MemberProfile) async -> MemberCheck { preconditionFailure("built next") }

    /// Takes a new description of the alliance; searches under way finish with the old one.
    public func reload(_ alliance: Alliance) { preconditionFailure("built next") }

    /// Closes all connections.
    ///
    /// A search still under way fails.
    public func shutDown() async {}
}

/// What a client wants to see.
public struct SearchRequest: Sendable {
    /// The query.
    ///
    /// A lone `cql.resultSetId = "…"` means the set of an earlier page.
    public var query: Query
    /// The database name: the alliance's, a group's, a member's, or several joined by `+`.
    public var database: String
    /// The first position wanted, 1-based.
    public var start: Int
    /// How many entries at most; 0 for the count alone.
    public var count: Int

    /// A request for a page.
    public init(query: Query, database: String, start: Int = 1, count: Int = 10) {
        self.query = query
        self.database = database
        self.start = start
        self.count = count
    }
}

/// Why there is no page at all.
///
/// A member's failure is never among the reasons.
public enum SearchError: Error, Hashable, Sendable {
    /// The query can't be carried out.
    case query(QueryError)
    /// No database of this name.
    case unknownDatabase(String)
    /// The position asked for is behind the last; the count says how many there are.
    case outOfRange(HitCount)
    /// Too many searches under way.
    case overloaded
    /// The engine is shutting down.
    case shuttingDown
}

/// What `check` found at one member.
public struct MemberCheck: Sendable {
    /// One thing tried: what, whether it works, and what was seen.
    public struct Finding: Sendable {
        /// What was tried: `connect`, `search 1=4`, `syntax usmarc` or the like.
        public let what: String
        /// Whether it works.
        public let works: Bool
        /// What was seen, for a reader.
        public let detail: String
    }

    /// The member.
    public let member: MemberProfile
    /// Whether it answered: connect, Init, a search and a record all work.
    public let answers: Bool
    /// The system's own name, from Init; `nil` when it did not say.
    public let system: String?
    /// What was tried, in order.
    public let findings: [Finding]
    /// The time of one search on a warm connection.
    public let elapsed: Duration
}
