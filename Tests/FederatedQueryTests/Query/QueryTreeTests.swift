import Testing

@testable import FederatedQuery

@Suite struct QueryTreeTests {
    @Test func `keeps modifiers in the order written`() throws {
        let query = try parseQuery(
            "dc.title =/stem/relevant a prox/unit=word/distance<3 b sortby date/descending/ignoreCase")
        guard case .boolean(let boolean, .clause(let clause), _) = query.root else {
            Issue.record("not a boolean: \(query)")
            return
        }
        #expect(clause.relation.modifiers.map(\.name) == ["stem", "relevant"])
        #expect(boolean.modifiers.first == Modifier(name: "unit", comparison: "=", value: "word"))
        #expect(boolean.modifiers.last == Modifier(name: "distance", comparison: "<", value: "3"))
        #expect(query.sortKeys.first?.modifiers.map(\.name) == ["sort.descending", "sort.ignorecase"])
    }

    private static let positive: [(String, [String])] = [
        ("a", ["a"]),
        ("a and b or c", ["a", "b", "c"]),
        ("a not b", ["a"]),
        ("a not (b and c) or d", ["a", "d"]),
        ("a and (b not c)", ["a", "b"]),
    ]

    @Test(arguments: positive)
    func `leaves out what a record must not match`(text: String, terms: [String]) throws {
        #expect(try parseQuery(text).positiveClauses.map(\.term) == terms)
    }

    private static let sets: [(String, String?)] = [
        ("cql.resultSetId = \"a b\"", "a b"), ("cql.resultSetId==x", "x"), ("a", nil), ("title=x", nil),
        (#"cql.resultSetId = "a\"b""#, "a\"b"),
    ]

    @Test(arguments: sets)
    func `knows a lone result set`(text: String, id: String?) throws {
        #expect(try parseQuery(text).resultSetID == id)
    }

    /// A term, and the words it gives as CQL writes them.
    private static let terms: [(String, [String])] = [
        ("red chamber", ["red", "chamber"]),
        ("wom?n fish**", ["wom?n", "fish*"]),
        ("^red chamber^", ["^red", "chamber^"]),
        (#"a\*b \^c d\ e"#, ["a*b", "^c", "d", "e"]),
        ("x^y", ["x^y"]),
        ("^", ["^"]),
        ("红楼梦\u{3000}曹", ["红楼梦", "曹"]),
    ]

    @Test(arguments: terms)
    func `parts a term into words`(term: String, words: [String]) {
        #expect(SearchClause(term: term).words.map(\.cql) == words)
    }

    @Test func `covers what would mask`() {
        let term = escapedTerm("C*? ^\"\\")
        #expect(term == #"C\*\? \^\"\\"#)
        #expect(SearchClause(term: term).literalTerm == "C*? ^\"\\")
        #expect(SearchClause(term: term).words.map(\.isMasked) == [false, false])
        let clause = SearchClause(relation: Relation(.equal, modifiers: [Modifier(name: "unmasked")]), term: "C*")
        #expect(clause.words.map(\.literal) == ["C*"])
    }

    @Test func `lists every index once, and finds it by its name`() throws {
        #expect(Set(searchIndexes.map(\.indexName)).count == searchIndexes.count)
        #expect(contextSets.flatMap { [$0.uri] + $0.otherURIs }.count == contextSetURIs.count)
        for index in searchIndexes where index.name != "identifier" || index.set != "rec" {
            let query = try parseQuery("\(index.set).\(index.name) = a")
            #expect(query.clauses.first?.index == index.indexName)
        }
        for (alias, name) in indexAliases {
            #expect(searchIndexes.contains { $0.indexName.description == name }, "\(alias) means \(name)")
        }
    }
}
