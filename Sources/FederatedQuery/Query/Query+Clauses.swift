extension Query {
    /// All clauses, from left to right.
    var clauses: [SearchClause] { root.clauses(positiveOnly: false) }

    /// The clauses that a record is found for, from left to right: all but those on the right side of a `not`.
    public var positiveClauses: [SearchClause] { root.clauses(positiveOnly: true) }

    /// The id in a query that is a lone `cql.resultSetId = "…"`; `nil` for any other query.
    public var resultSetID: String? {
        guard case .clause(let clause) = root, clause.index == .resultSetID else { return nil }
        return clause.literalTerm
    }
}

extension Query.Node {
    fileprivate func clauses(positiveOnly: Bool) -> [SearchClause] {
        switch self {
        case .clause(let clause): [clause]
        case .boolean(.not, let left, _) where positiveOnly: left.clauses(positiveOnly: true)
        case .boolean(_, let left, let right):
            left.clauses(positiveOnly: positiveOnly) + right.clauses(positiveOnly: positiveOnly)
        }
    }
}

extension IndexName {
    /// `cql.allRecords`: every record, whatever the term.
    static let allRecords = IndexName(set: "cql", name: "allRecords")

    /// `cql.resultSetId`: the records of an earlier answer.
    static let resultSetID = IndexName(set: "cql", name: "resultSetId")

    /// The name as its context set writes it: `cql.serverChoice`.
    var displayName: String {
        searchIndexesByName[self].map { "\($0.set).\($0.name)" } ?? description
    }
}
