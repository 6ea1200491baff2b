/// The query that CQL text means.
///
/// `title=red chamber and author=cao` gives `dc.title all "red chamber" and dc.creator = cao`: names are resolved to the
/// indexes that they mean, `exact` of CQL 1.1 is `==`, and several words without quotation marks mean all of them.
/// A lone `cql.resultSetId = "…"` passes.
///
/// Source: CQL 1.2 and 1.1 (Library of Congress). Text is read up to 8192 bytes, 64 clauses and 128 words in lists.
///
/// - Parameters:
///   - text: CQL as a client sent it.
///   - added: indexes that members have beyond `searchIndexes`, `set.name` or a bare name.
/// - Returns: the query as a tree of values.
/// - Throws: what is wrong with it, as far as that does not depend on one member.
public func parseQuery(_ text: String, added: Set<String> = []) throws(QueryError) -> Query {
    let tokens = try cqlTokens(of: text)
    let names = IndexNames(added: added, mapped: prefixMaps(at: tokens))
    let strict = try arrangeClauses(tokens, names: names)
    do throws(QueryError) {
        let text = strict.map(\.cql).joined(separator: " ")
        guard !strict.isEmpty, let query = try parseStrictCQL(text, names: names) else {
            throw syntaxFault(in: tokens)
        }
        try checkQuery(query)
        return query
    } catch {
        throw error.placed(among: tokens, names: names)
    }
}

/// The prefix maps of the whole query, wherever they stand: the last one of a prefix wins.
///
/// libyaz keeps to their scopes in clauses; here they serve to tell a prefix from a word, and for sort keys.
private func prefixMaps(at tokens: [CQLToken]) -> [String: String] {
    var maps: [String: String] = [:]
    for place in tokens.indices where tokens[place].kind == .symbol && tokens[place].text == ">" {
        let startsOperand = place == 0 || !tokens[place - 1].isTerm || tokens[place - 1].isBoolean
        let rest = tokens[(place + 1)...].prefix(3).map(\.self)
        if startsOperand || !maps.isEmpty, rest.count == 3, rest[1].text == "=", rest[0].isTerm, rest[2].isTerm {
            maps[rest[0].text.lowercased()] = rest[2].text
        } else if startsOperand, let uri = rest.first, uri.kind == .quoted {
            maps[""] = uri.text
        }
    }
    return maps
}
