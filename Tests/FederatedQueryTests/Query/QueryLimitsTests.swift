import Testing

@testable import FederatedQuery

@Suite struct QueryLimitsTests {
    private static func nested(_ depth: Int) -> String {
        String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }

    private static let refused: [(String, QueryError.Reason)] = [
        (String(repeating: "a", count: 8193), .tooLong(limit: 8192)),
        (String(repeating: "红", count: 2731), .tooLong(limit: 8192)),
        (nested(33), .tooComplex(limit: 32)),
        (nested(4000), .tooComplex(limit: 32)),
        (Array(repeating: "a", count: 65).joined(separator: " and "), .tooComplex(limit: 64)),
        (Array(repeating: "a", count: 129).joined(separator: " "), .tooComplex(limit: 128)),
        ("\"" + Array(repeating: "a*", count: 129).joined(separator: " ") + "\"", .tooComplex(limit: 128)),
        (Array(repeating: "a", count: 1025).joined(separator: " "), .tooComplex(limit: 1024)),
        // Recursion over prefix maps, modifiers and relations instead of brackets.
        (String(repeating: ">a ", count: 2700), .tooComplex(limit: 1024)),
        ("a =" + String(repeating: "/b", count: 4000) + " c", .tooComplex(limit: 1024)),
        (String(repeating: "a=", count: 4000), .tooComplex(limit: 1024)),
    ]

    @Test(arguments: refused)
    func `refuses what is too long, too deep or too much`(text: String, reason: QueryError.Reason) {
        #expect { try parseQuery(text) } throws: { ($0 as? QueryError)?.reason == reason }
    }

    @Test(arguments: [
        String(repeating: "a", count: 8192), nested(32),
        Array(repeating: "a", count: 64).joined(separator: " and "),
        Array(repeating: "a", count: 128).joined(separator: " "),
        "\"" + Array(repeating: "a", count: 2000).joined(separator: " ") + "\"",
    ])
    func `reads up to the limits`(text: String) throws {
        _ = try parseQuery(text)
    }
}
