/// Refuses a query that is well-formed but can't be carried out by anybody.
///
/// `parseQuery` does this; a query put together from elsewhere, such as Z39.50, needs it too.
///
/// - Parameter query: a query.
/// - Throws: diagnostics 22, 27, 37 and 38.
public func checkQuery(_ query: Query) throws(QueryError) {
    let clauses = query.clauses
    guard clauses.count <= QueryLimits.clauses else { throw .tooManyClauses }
    var wordCount = 0
    for clause in clauses {
        try checkTerm(of: clause)
        try checkRelation(of: clause)
        let words = clause.words
        // Each of these may become an operand of its own; a plain phrase stays one term.
        let isList = [.any, .all].contains(clause.relation.base) || words.contains(where: \.isMasked)
        if isList { wordCount += words.count }
    }
    guard wordCount <= QueryLimits.words else {
        throw QueryError(
            .tooComplex(limit: QueryLimits.words),
            message: "the query lists more than \(QueryLimits.words) words; a phrase in quotation marks may be longer")
    }
    if clauses.count > 1, clauses.contains(where: { $0.index == .resultSetID }) {
        throw QueryError(
            .unsupportedBoolean("cql.resultSetId"), message: "a result set can't be combined with other clauses here")
    }
}

private func checkTerm(of clause: SearchClause) throws(QueryError) {
    guard clause.index != .allRecords else { return }
    guard clause.words.contains(where: \.hasContent) else {
        throw QueryError(.emptyTerm, message: "the term for \(clause.index.displayName) has no word in it")
    }
}

private func checkRelation(of clause: SearchClause) throws(QueryError) {
    let base = clause.relation.base
    let kind = searchIndexesByName[clause.index]?.kind
    let fits = base.isOrdering ? kind == .date || kind == nil : kind != .special || [.equal, .exact].contains(base)
    guard fits else {
        let name = clause.index.displayName
        throw QueryError(
            .unsupportedRelation("\(name) \(base.rawValue)"),
            message: "\(name) does not take the relation ‘\(base.rawValue)’")
    }
}
