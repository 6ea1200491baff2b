/// The forms of CQL in XML.
public enum XCQLVersion: Hashable, Sendable {
    /// XCQL 1.1 and 1.2, `http://www.loc.gov/zing/cql/xcql/`.
    ///
    /// Sort keys have no place in it and are left out.
    case v12
    /// XCQL 2.0 (OASIS searchRetrieve 1.0, part 5), `http://docs.oasis-open.org/ns/search-ws/xcql`.
    case v20

    /// Its XML namespace.
    public var namespace: String {
        switch self {
        case .v12: "http://www.loc.gov/zing/cql/xcql/"
        case .v20: "http://docs.oasis-open.org/ns/search-ws/xcql"
        }
    }
}

extension Query {
    /// The query as one XML element without a declaration, for echoed requests.
    ///
    /// - Parameter version: which XCQL.
    /// - Returns: `<searchClause>` or `<triple>` in 1.2, to stand in `xQuery`; `<xcql>` in 2.0.
    public func xcql(_ version: XCQLVersion = .v12) -> String {
        let namespace = " xmlns=\"\(version.namespace)\""
        guard version == .v20 else { return root.xcql(version, namespace: namespace) }
        let body: String
        if case .clause = root {
            body = element("triple", root.xcql(version))
        } else {
            body = root.xcql(version)
        }
        let keys = sortKeys.isEmpty ? "" : element("sortKeys", sortKeys.map(\.xcql).joined())
        return "<xcql\(namespace)>\(body)\(keys)</xcql>"
    }
}

extension Query.Node {
    fileprivate func xcql(_ version: XCQLVersion, namespace: String = "") -> String {
        switch self {
        case .clause(let clause): return "<searchClause\(namespace)>\(clause.xcql)</searchClause>"
        case .boolean(let boolean, let left, let right):
            let tag = version == .v12 ? "boolean" : "Boolean"
            let body =
                element(tag, element("value", boolean.name) + xcqlModifiers(boolean.modifiers))
                + element("leftOperand", left.xcql(version)) + element("rightOperand", right.xcql(version))
            return "<triple\(namespace)>\(body)</triple>"
        }
    }
}

extension SearchClause {
    fileprivate var xcql: String {
        element("index", escaped(index.displayName))
            + element("relation", element("value", escaped(relation.base.rawValue)) + xcqlModifiers(relation.modifiers))
            + element("term", escaped(term))
    }
}

extension SortKey {
    /// The OASIS schema wants modifiers on every key; ascending is what a key without any means.
    fileprivate var xcql: String {
        let modifiers = modifiers.isEmpty ? [Modifier(name: "sort.ascending")] : modifiers
        return element("key", element("index", escaped(index.displayName)) + xcqlModifiers(modifiers))
    }
}

private func xcqlModifiers(_ modifiers: [Modifier]) -> String {
    guard !modifiers.isEmpty else { return "" }
    let bodies = modifiers.map { modifier in
        var body = element("type", escaped(modifier.name))
        if let comparison = modifier.comparison, let value = modifier.value {
            body += element("comparison", escaped(comparison)) + element("value", escaped(value))
        }
        return element("modifier", body)
    }
    return element("modifiers", bodies.joined())
}

private func element(_ name: String, _ body: String) -> String { "<\(name)>\(body)</\(name)>" }

/// `text` as XML character data; what XML 1.0 can't hold becomes U+FFFD.
private func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\r": result += "&#13;"
        case "\t", "\n", "\u{20}"..."\u{FFFD}", "\u{10000}"...: result.unicodeScalars.append(scalar)
        default: result += "\u{FFFD}"
        }
    }
}
