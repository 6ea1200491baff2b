extension Query {
    /// The query as CQL 1.2, always the same for the same tree: for cache keys, logs and result sets.
    ///
    /// `parseQuery` gives the same tree for it. Example: `dc.title all "red chamber" and dc.creator = cao`.
    public var cql: String {
        var text = root.cql
        if !sortKeys.isEmpty { text += " sortby " + sortKeys.map(\.cql).joined(separator: " ") }
        return text
    }
}

extension Query.Node {
    fileprivate var cql: String {
        switch self {
        case .clause(let clause): return clause.cql
        case .boolean(let boolean, let left, let right):
            if case .boolean = right { return "\(left.cql) \(boolean.cql) (\(right.cql))" }
            return "\(left.cql) \(boolean.cql) \(right.cql)"
        }
    }
}

extension BooleanOperator {
    /// `and`, `or`, `not` or `prox`.
    var name: String {
        switch self {
        case .and: "and"
        case .or: "or"
        case .not: "not"
        case .prox: "prox"
        }
    }

    /// Its modifiers; only `prox` has any.
    var modifiers: [Modifier] {
        guard case .prox(let modifiers) = self else { return [] }
        return modifiers
    }

    fileprivate var cql: String { name + modifiers.map(\.cql).joined() }
}

extension SearchClause {
    fileprivate var cql: String {
        guard index != .serverChoice || relation != Relation(.equal) else { return quoted(term) }
        let modifiers = relation.modifiers.map(\.cql).joined()
        return "\(index.displayName) \(relation.base.rawValue)\(modifiers) \(quoted(term))"
    }
}

extension Modifier {
    fileprivate var cql: String { "/\(name)" + (comparison ?? "") + (value.map(quoted) ?? "") }
}

extension SortKey {
    fileprivate var cql: String { index.displayName + modifiers.map(\.cql).joined() }
}

/// `text` as a CQL string: bare when nothing in it can be mistaken, else in quotation marks.
func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
        default: "0123456789.*?^-_".utf8.contains(byte)
        }
    }
    let token = CQLToken(.word, text, offset: 0)
    if isPlain, !text.isEmpty, !token.isBoolean, !token.isSortBy, !text.contains(where: \.isWhitespace) { return text }
    var result = "\""
    var characters = text[...]
    while let character = characters.popFirst() {
        switch character {
        case "\\": result += "\\" + String(characters.popFirst() ?? "\\")
        case "\"": result += "\\\""
        default: result.append(character)
        }
    }
    return result + "\""
}
