import Testing

@testable import FederatedQuery

@Suite struct RandomQueryTests {
    /// Numbers that are the same in every run (SplitMix64).
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces = [
        "a", "fish", "红楼梦", "title", "dc.title", "author", "isbn", "7-02-000220-7", "dc.date", "1990", "x.y", "and",
        "or", "not", "prox", "sortby", "any", "all", "exact", "within", "adj", "=", "==", "<", ">", "<=", ">=", "<>",
        "/",
        "/stem", "/distance<3", "(", ")", "\"", "\"a b\"", "\"@and @attr 1=4 \"", "\\", "\\\"", "*", "?", "^", "fi*h",
        "@1=4",
        ">x=\"info:srw/cql-context-set/1/dc-v1.1\"", "\u{0}", "\u{7}", "\u{301}", "\u{3000}", "{", "}", "&", "é",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        let count = Int.random(in: 1...12, using: &random)
        if Int.random(in: 0..<6, using: &random) == 0 {
            let bytes = (0..<count * 3).map { _ in UInt8.random(in: 0...255, using: &random) }
            return String(decoding: bytes, as: UTF8.self)
        }
        let blank = Bool.random(using: &random) ? " " : ""
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: blank)
    }

    @Test func `reads or refuses anything, and what it asks is sound PQF`() {
        var random = SplitMix(state: 2108)
        let members = ["utf-8", "gb18030", "marc-8", "iso-8859-1"].map {
            MemberProfile(id: $0, host: "h", queryCharset: $0)
        }
        var (read, asked) = (0, 0)
        for _ in 0..<6000 {
            let text = Self.text(&random)
            guard let query = try? parseQuery(text) else { continue }
            read += 1
            #expect((try? parseQuery(query.cql)) == query, "\(text) gave \(query.cql)")
            // libyaz finds the very terms that were planned: none got out of its quotation marks.
            var planner = QueryPlanner(member: members[0])
            if let pqf = try? planner.plan(query.root) { #expect(pqfTerms(of: pqf.text) == pqf.terms, "\(text)") }
            for member in members {
                guard case .ask(.pqf(let pqf), _) = planQuery(query, for: member) else { continue }
                asked += 1
                #expect(pqfTerms(of: pqf)?.isEmpty == false, "\(text) gave \(pqf)")
            }
        }
        #expect(read > 500 && asked > 1500, "\(read) read, \(asked) asked: the texts are too wild to test anything")
    }

    @Test(arguments: MemberProfile.SRU.Version.allCases)
    func `what it asks over SRU is sound CQL`(version: MemberProfile.SRU.Version) {
        var random = SplitMix(state: 2108)
        let member = MemberProfile(id: "a", access: .sru, host: "h", sru: .init(version: version))
        var asked = 0
        for _ in 0..<3000 {
            let text = Self.text(&random)
            guard let query = try? parseQuery(text), case .ask(.cql(let cql, _), _) = planQuery(query, for: member)
            else { continue }
            asked += 1
            do throws(QueryError) {
                _ = try parseQuery(cql)
            } catch {
                // Words written out one by one can be more than we would take ourselves.
                guard case .tooComplex = error.reason else {
                    Issue.record("\(text) gave \(cql): \(error.message)")
                    continue
                }
            }
        }
        #expect(asked > 200, "\(asked) asked: the texts are too wild to test anything")
    }

    @Test(arguments: [
        "@1=4", "@and", "\"", "\\", "\\\"", "\\x41\\n\\033", "{a}", "a\" @attr 1=5 \"b", "@", "\\@1=4", " a",
    ])
    func `keeps a term in its quotation marks`(term: String) {
        let pqf = PQF.term(BibAttributes(use: "4"), term)
        #expect(pqfTerms(of: pqf.text) == [term])
    }
}
