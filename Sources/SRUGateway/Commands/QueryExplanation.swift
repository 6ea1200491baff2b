import FederatedQuery

/// The query that the text writes.
///
/// - Throws: `UsageError`, which shows the place.
func parsedQuery(_ cql: String) throws -> Query {
    do throws(QueryError) {
        return try parseQuery(cql)
    } catch {
        throw UsageError(message: explanation(of: error, in: cql))
    }
}

/// What is wrong with a query, with a caret under the place when there is one.
func explanation(of error: QueryError, in cql: String) -> String {
    guard let offset = error.offset,
        let place = cql.utf8.index(cql.startIndex, offsetBy: offset, limitedBy: cql.endIndex)
    else { return error.message }
    // What would break the line becomes a blank on both sides, so that the caret stays under its place.
    let before = caretText(String(cql[..<place]))
    let line = before + caretText(String(cql[place...]))
    return "\(error.message)\n  \(line)\n  \(String(repeating: " ", count: displayWidth(before)))^"
}

private func caretText(_ text: String) -> String {
    String(text.map { $0.isWhitespace || displayText(String($0)).isEmpty ? " " : $0 })
}
