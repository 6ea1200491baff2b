import CYaz

/// The query that strict CQL text means, by libyaz's parser.
///
/// - Parameters:
///   - text: strict CQL, bounded in size and depth: libyaz walks its tree by recursion.
///   - names: what the names in it mean.
/// - Returns: the query; `nil` when libyaz finds no CQL in the text. libyaz does not say where it stopped.
/// - Throws: diagnostics 15, 16, 19, 20, 37 and 46, for names that mean nothing here.
func parseStrictCQL(_ text: String, names: IndexNames) throws(QueryError) -> Query? {
    let parser = CQLParser()
    guard let root = parser.parse(text) else { return nil }
    return try CQLTree(names: names).query(root)
}

/// A CQL parser of libyaz and the tree of the text that it parsed last.
private struct CQLParser: ~Copyable {
    private let raw: CQL_parser?

    init() {
        raw = cql_parser_create()
        cql_parser_strict(raw, 1)
    }

    deinit { cql_parser_destroy(raw) }

    /// The tree of `text`, the parser's own: it lives until the next parse.
    func parse(_ text: String) -> UnsafePointer<cql_node>? {
        guard cql_parser_string(raw, text) == 0 else { return nil }
        return UnsafePointer(cql_parser_result(raw))
    }
}

/// Copies a tree of libyaz's into ours; names become what they mean.
private struct CQLTree {
    let names: IndexNames

    func query(_ root: UnsafePointer<cql_node>) throws(QueryError) -> Query? {
        var keys: [SortKey] = []
        var next: UnsafePointer<cql_node>? = root
        var tree: UnsafePointer<cql_node>? = root
        while let key = next, key.pointee.which == CQL_NODE_SORT {
            keys.append(try sortKey(key.pointee))
            if keys.count == 1 { tree = UnsafePointer(key.pointee.u.sort.search) }
            next = UnsafePointer(key.pointee.u.sort.next)
        }
        guard let tree, let root = try node(tree) else { return nil }
        return Query(root: root, sortKeys: keys)
    }

    private func node(_ pointer: UnsafePointer<cql_node>) throws(QueryError) -> Query.Node? {
        let node = pointer.pointee
        guard node.which == CQL_NODE_BOOL else { return node.which == CQL_NODE_ST ? .clause(try clause(node)) : nil }
        let boolean = node.u.boolean
        guard let left = boolean.left, let right = boolean.right, let name = text(boolean.value),
            let first = try self.node(left), let second = try self.node(right)
        else { return nil }
        return .boolean(try booleanOperator(name, modifiers(boolean.modifiers)), first, second)
    }

    private func clause(_ node: cql_node) throws(QueryError) -> SearchClause {
        let parts = node.u.st
        let name = text(parts.relation) ?? "="
        guard let base = Relation.Base(name: name, uri: text(parts.relation_uri)) else {
            throw .unknown(relation: name)
        }
        let modifiers = modifiers(parts.modifiers)
        for modifier in modifiers where !relationModifiers.contains(modifier.name) {
            throw QueryError(
                .unknownModifier(modifier.name), message: "the relation modifier ‘\(modifier.name)’ is not known here")
        }
        let index = try names.resolve(text(parts.index) ?? "cql.serverChoice", uri: text(parts.index_uri))
        return SearchClause(index: index, relation: Relation(base, modifiers: modifiers), term: text(parts.term) ?? "")
    }

    private func booleanOperator(_ name: String, _ modifiers: [Modifier]) throws(QueryError) -> BooleanOperator {
        let wrong = name == "prox" ? modifiers.first { !$0.isProximity } : modifiers.first
        if let wrong {
            throw QueryError(
                .unsupportedBooleanModifier(wrong.name), message: "‘\(name)’ can't be modified by ‘\(wrong.name)’ here")
        }
        switch name {
        case "and": return .and
        case "or": return .or
        case "not": return .not
        case "prox": return .prox(modifiers)
        default: throw QueryError(.unsupportedBoolean(name), message: "the boolean ‘\(name)’ is not known here")
        }
    }

    private func sortKey(_ node: cql_node) throws(QueryError) -> SortKey {
        let index = try names.resolveSortKey(text(node.u.sort.index) ?? "")
        var modifiers = modifiers(node.u.sort.modifiers)
        for place in modifiers.indices {
            let name = modifiers[place].name
            let bare = name.hasPrefix("sort.") ? String(name.dropFirst(5)) : name
            guard sortModifiers.contains(bare) else {
                throw QueryError(.unknownModifier(name), message: "the sort modifier ‘\(name)’ is not known here")
            }
            modifiers[place].name = "sort.\(bare)"
        }
        return SortKey(index: index, modifiers: modifiers)
    }

    /// The modifiers in the order written; libyaz chains them last first.
    private func modifiers(_ first: UnsafeMutablePointer<cql_node>?) -> [Modifier] {
        var modifiers: [Modifier] = []
        var next = first
        while let pointer = next {
            let parts = pointer.pointee.u.st
            var name = (text(parts.index) ?? "").lowercased()
            if let set = text(parts.index_uri).map({ contextSetURIs[$0] ?? $0 }) { name = "\(set).\(name)" }
            for prefix in ["cql.", "srw."] where name.hasPrefix(prefix) { name = String(name.dropFirst(4)) }
            modifiers.append(Modifier(name: name, comparison: text(parts.relation), value: text(parts.term)))
            next = parts.modifiers
        }
        return modifiers.reversed()
    }

    private func text(_ characters: UnsafeMutablePointer<CChar>?) -> String? {
        characters.map { String(cString: $0) }
    }
}
