import FederatedQuery

extension Query {
    /// The query that an RPN query asks for.
    ///
    /// - Parameters:
    ///   - rpn: what the client sent.
    ///   - resultSet: the query behind a result set's name, or the diagnostic why it can't stand here.
    /// - Throws: the diagnostic for the first thing that we don't carry out.
    init(_ rpn: RPNQuery, resultSet: (String) throws(Bib1Diagnostic) -> Query.Node) throws(Bib1Diagnostic) {
        let root = try node(rpn.root, rpn.attributeSet, resultSet)
        guard clauseCount(root, upTo: maximumClauses) <= maximumClauses else {
            throw Bib1Diagnostic(.tooManyOperators, String(maximumClauses))
        }
        self.init(root: root)
    }
}

/// As many as a query in CQL may have: also a bound on result sets used in queries, which could grow without end.
private let maximumClauses = 64

private func node(
    _ node: RPNNode, _ defaultSet: String, _ resultSet: (String) throws(Bib1Diagnostic) -> Query.Node
) throws(Bib1Diagnostic) -> Query.Node {
    switch node {
    case .operand(.term(let attributes, let term)):
        return .clause(try clause(Bib1Attributes(attributes, defaultSet: defaultSet), term))
    case .operand(.resultSet(let name)):
        return try resultSet(name)
    case .operand(.restrictedResultSet):
        throw Bib1Diagnostic(.restrictedResultSetUnsupported)
    case .complex(let kind, let left, let right):
        let left = try SRUGateway.node(left, defaultSet, resultSet)
        return .boolean(try boolean(kind), left, try SRUGateway.node(right, defaultSet, resultSet))
    }
}

private func boolean(_ kind: RPNOperator) throws(Bib1Diagnostic) -> BooleanOperator {
    switch kind {
    case .and: return .and
    case .or: return .or
    case .andNot: return .not
    case .prox: throw Bib1Diagnostic(.unsupportedOperator, "prox")
    }
}

/// How many clauses there are, counted no further than just past `limit`: shared branches can make it astronomic.
private func clauseCount(_ node: Query.Node, upTo limit: Int) -> Int {
    guard case .boolean(_, let left, let right) = node else { return 1 }
    let count = clauseCount(left, upTo: limit)
    return count > limit ? count : count + clauseCount(right, upTo: limit - count)
}

private func clause(_ attributes: Bib1Attributes, _ term: RPNTerm) throws(Bib1Diagnostic) -> SearchClause {
    let text = try text(of: term)
    guard attributes.relation != .alwaysMatches else { return try allRecords(attributes) }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else { throw Bib1Diagnostic(.malformedTerm, "the term is empty") }
    let index = try index(attributes.use)
    return SearchClause(
        index: index, relation: Relation(relation(attributes, isOneWord: words.count == 1)),
        term: maskedTerm(words, attributes))
}

private func text(of term: RPNTerm) throws(Bib1Diagnostic) -> String {
    switch term {
    case .octets(let octets): return termText(octets)
    case .number(let number): return String(number)
    case .other: throw Bib1Diagnostic(.unsupportedTermType)
    }
}

private func index(_ use: RPNAttribute.Value?) throws(Bib1Diagnostic) -> IndexName {
    switch use {
    case nil:
        return IndexName(set: "cql", name: "anywhere")
    case .number(let number):
        guard let index = searchIndex(bib1Use: number) else {
            throw Bib1Diagnostic(.unsupportedUse, String(number))
        }
        return index
    case .text(let name):
        guard let index = searchIndex(named: name) else { throw Bib1Diagnostic(.unsupportedUse, name) }
        return index
    case .complex:
        throw Bib1Diagnostic(.unsupportedUse, "a complex value")
    }
}

/// The index that a use attribute names by text, `title` or `dc.title`; the first of several with that name.
private func searchIndex(named name: String) -> IndexName? {
    let name = name.lowercased()
    return searchIndexes.lazy.map(\.indexName).first { $0.name == name || $0.description == name }
}

/// `@attr 1=_ALLRECORDS @attr 2=103 ""`, as Zebra has it, or the same of any field.
private func allRecords(_ attributes: Bib1Attributes) throws(Bib1Diagnostic) -> SearchClause {
    switch attributes.use {
    case nil, .number(1016), .number(1035), .text("_ALLRECORDS"):
        return SearchClause(index: IndexName(set: "cql", name: "allRecords"), term: "1")
    case let use?:
        throw Bib1Diagnostic(.unsupportedRelation, "103 with use \(use)")
    }
}

private func relation(_ attributes: Bib1Attributes, isOneWord: Bool) -> Relation.Base {
    switch attributes.relation {
    case .less: return .less
    case .lessOrEqual: return .lessOrEqual
    case .greaterOrEqual: return .greaterOrEqual
    case .greater: return .greater
    case .notEqual: return .notEqual
    case .within: return .within
    case .equal, .relevance, .alwaysMatches:
        if attributes.isCompleteField { return .exact }
        if isOneWord { return .equal }
        switch attributes.structure {
        case .phrase: return .adj
        case .words: return .all
        case .single: return .equal
        }
    }
}

/// The term in CQL's notation: its own wildcards escaped, those of the attributes put in.
private func maskedTerm(_ words: [String], _ attributes: Bib1Attributes) -> String {
    var words = words.map { escaped($0, attributes.truncation) }
    let cutsEachWord = attributes.structure == .words && !attributes.isCompleteField
    for index in words.indices {
        let truncation = attributes.truncation
        if [.left, .both].contains(truncation), cutsEachWord || index == 0 { words[index] = "*" + words[index] }
        if [.right, .both].contains(truncation), cutsEachWord || index == words.count - 1 { words[index] += "*" }
    }
    return (attributes.isFirstInField && !attributes.isCompleteField ? "^" : "") + words.joined(separator: " ")
}

private func escaped(_ word: String, _ truncation: Bib1Attributes.Truncation) -> String {
    var result = ""
    var skipsDigits = false  // Z39.58 writes `?3` for up to three characters; any run is the nearest we have
    for character in word {
        if skipsDigits, character.isASCII, character.isNumber { continue }
        skipsDigits = false
        switch (truncation, character) {
        case (.hashes, "#"): result.append("*")
        case (.commonCommandLanguage, "#"): result.append("?")
        case (.commonCommandLanguage, "?"):
            result.append("*")
            skipsDigits = true
        case (_, "*"), (_, "?"), (_, "^"), (_, "\\"), (_, "\""):
            result.append("\\")
            result.append(character)
        default: result.append(character)
        }
    }
    return result
}
