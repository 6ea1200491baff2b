import FederatedQuery
import Testing

@testable import SRUGateway

@Suite struct QueryExplanationTests {
    @Test(
        arguments: [
            ("dc.titel = fish", 0, "wrong\n  dc.titel = fish\n  ^"),
            ("红楼 and and", 11, "wrong\n  红楼 and and\n           ^"),
            ("a\nb c", 4, "wrong\n  a b c\n      ^"),
            ("a (", 3, "wrong\n  a (\n     ^"),
            ("a", 99, "wrong"),
            ("a", nil, "wrong"),
        ] as [(String, Int?, String)])
    func `a caret stands under the place`(cql: String, offset: Int?, expected: String) {
        #expect(explanation(of: QueryError(.syntax, offset: offset, message: "wrong"), in: cql) == expected)
    }
}
