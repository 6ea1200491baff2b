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
    /// Whether every member is waited for until its deadline, however fast it usually is.
    public var waitsForAll: Bool

    /// A request for a page.
    public init(query: Query, database: String, start: Int = 1, count: Int = 10, waitsForAll: Bool = false) {
        self.query = query
        self.database = database
        self.start = start
        self.count = count
        self.waitsForAll = waitsForAll
    }
}

/// Why there is no page at all.
///
/// One member's failure is never among the reasons; that nobody answered is.
public enum SearchError: Error, Hashable, Sendable {
    /// The query can't be carried out.
    case query(QueryError)
    /// No database of this name.
    case unknownDatabase(String)
    /// The position asked for is behind the last; the count says how many there are.
    case outOfRange(HitCount)
    /// No member answered: how each failed, or why it was not asked.
    case nobodyAnswered([MemberReport])
    /// The engine is shutting down.
    case shuttingDown
}
