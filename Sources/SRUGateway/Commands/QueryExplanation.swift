import FederatedQuery

/// The query that the text writes.
///
/// - Parameters:
///   - cql: the text.
///   - added: indexes that members have beyond the built-in ones.
/// - Returns: the query.
/// - Throws: `UsageError`, which shows the place.
func parsedQuery(_ cql: String, added: Set<String> = []) throws -> Query {
    do throws(QueryError) {
        return try parseQuery(cql, added: added)
    } catch {
        throw UsageError(message: explanation(of: error, in: cql, added: added))
    }
}

/// What is wrong with a query, with a caret under the place when there is one, and what may have been meant.
///
/// - Parameters:
///   - error: what is wrong.
///   - cql: the text.
///   - added: indexes that members have beyond the built-in ones.
///   - columns: how long a line may be; a long query is shown around the caret.
/// - Returns: a few lines, without an end.
func explanation(
    of error: QueryError, in cql: String, added: Set<String> = [], columns: Int = Terminal.error.columns
) -> String {
    // A name at fault may be as long as a query. The first line stands behind the program's name.
    var lines = paragraph(fitted(error.message, into: 200), into: columns - 13)
    var word = ""
    if let offset = error.offset,
        let place = cql.utf8.index(cql.startIndex, offsetBy: offset, limitedBy: cql.endIndex)
    {
        let (before, after) = (Array(harmlessText(String(cql[..<place]))), Array(harmlessText(String(cql[place...]))))
        word = String(after.prefix { $0.isLetter || $0.isNumber || $0 == "." })
        let excerpt = excerpt(before, after, columns: min(columns, 120) - 3)
        lines += ["  \(excerpt.text)", "  \(String(repeating: " ", count: excerpt.caret))^"]
    }
    if let suggestion = suggestion(for: error, at: word, added: added) {
        lines += paragraph(suggestion, into: columns, indent: "  ")
    }
    return lines.joined(separator: "\n")
}

/// As much of a line on both sides of a place as goes into `columns` columns, and the column of the place, from 0.
func excerpt(_ before: [Character], _ after: [Character], columns: Int) -> (text: String, caret: Int) {
    let (left, right) = (width(before), width(after))
    guard left + right > columns else { return (String(before + after), left) }
    // Two thirds for what stands before, or more when little stands behind.
    let leftRoom = min(left, max(columns * 2 / 3, columns - right))
    var start = before.endIndex
    var taken = left > leftRoom ? 1 : 0  // the ellipsis
    while start > 0, taken + displayWidth(before[start - 1]) <= leftRoom {
        start -= 1
        taken += displayWidth(before[start])
    }
    let text = (start > 0 ? "…" : "") + String(before[start...])
    return (text + fitted(String(after), into: max(columns - taken, 1)), displayWidth(text))
}

private func width(_ characters: [Character]) -> Int { characters.reduce(0) { $0 + displayWidth($1) } }

/// What may have been meant by a name that is none; `nil` when there is nothing to say.
private func suggestion(for error: QueryError, at word: String, added: Set<String>) -> String? {
    switch error.reason {
    case .unknownIndex(let name):
        let nearest = nearestIndexes(to: name, added: added)
        return nearest.isEmpty ? indexes(ofSetIn: name) : "Did you mean \(choice(of: nearest))?"
    case .unknownContextSet:
        let nearest = nearestIndexes(to: word, added: added)
        let sets = contextSets.map(\.name).joined(separator: ", ")
        return nearest.isEmpty ? "There are the sets \(sets)." : "Did you mean \(choice(of: nearest))?"
    case .unknownRelation:
        return "There are =, ==, <>, any, all, adj, and for dates <, <=, >, >=, within and encloses."
    default: return nil
    }
}

/// The indexes of the set that a name begins with, or those that people use most.
private func indexes(ofSetIn name: String) -> String {
    let prefix = name.lowercased().split(separator: ".").first.map(String.init)
    let set = searchIndexes.contains { $0.set == prefix } && name.contains(".") ? prefix : "dc"
    let names = searchIndexes.filter { $0.set == set }.map { "\($0.set).\($0.name)" }
    return "There are \(names.joined(separator: ", ")) and others."
}

/// `a`, `a or b`, `a, b or c`.
private func choice(of words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
}
