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
        let error = QueryError(.syntax, offset: offset, message: "wrong")
        #expect(explanation(of: error, in: cql, columns: 80) == expected)
    }

    @Test(
        arguments: [
            ("dc.titel = fish", ["  dc.titel = fish", "  ^", "Did you mean dc.title or bath.title?"]),
            ("红楼 and titel = fish", ["  红楼 and titel = fish", "           ^", "Did you mean dc.title or bath.title?"]),
            ("dv.creator = 曹", ["  dv.creator = 曹", "  ^", "Did you mean dc.creator?"]),
            ("xx.yyyyy = a", ["  xx.yyyyy = a", "  ^", "There are the sets cql, dc, bath, rec, bib, sort, net."]),
            ("local.shelv = a", ["  local.shelv = a", "  ^", "Did you mean local.shelf?"]),
            ("ｅ\u{301} (", ["  ｅ\u{301} (", "     ^"]),
            (
                "dc.title frob x",
                [
                    "  dc.title frob x", "           ^",
                    "There are =, ==, <>, any, all, adj, and for dates <, <=, >, >=, within and", "  encloses.",
                ]
            ),
        ] as [(String, [String])])
    func `an error helps`(cql: String, lines: [String]) {
        let added: Set = ["local.shelf"]
        let error = #expect(throws: QueryError.self) { try parseQuery(cql, added: added) }
        guard let error else { return }
        let text = explanation(of: error, in: cql, added: added, columns: 80)
        #expect(text.split(separator: "\n").dropFirst().map(String.init) == lines)
    }

    @Test(arguments: [20, 40, 80, 120, 10_000])
    func `a long query is shown around the caret`(columns: Int) throws {
        for count in [0, 1, 7, 50, 300] {
            let before = String(repeating: "红楼梦 or ", count: count)
            for after in ["", " = x", " = x or " + String(repeating: "红 or ", count: 40) + "y"] {
                let error = QueryError(.syntax, offset: before.utf8.count, message: "wrong")
                let text = explanation(of: error, in: "\(before)#\(after)", columns: columns)
                let lines = text.split(separator: "\n").map(String.init)
                #expect(lines.count == 3)
                for line in lines { #expect(displayWidth(line) <= min(columns, 120)) }
                let caret = lines[2].prefix { $0 == " " }.count
                var column = 0
                let marked = lines[1].first { character in
                    defer { column += displayWidth(character) }
                    return column == caret
                }
                #expect(marked == "#", "\(text)")
            }
        }
    }

    @Test func `nothing of a query drives the terminal, and no name makes the message endless`() {
        let name = String(repeating: "x", count: 4_000) + "\u{9B}2J"
        let error = QueryError(.unknownIndex(name), offset: 0, message: "no index ‘\(name)’")
        let text = explanation(of: error, in: name + " = \u{1B}[31m", columns: 80)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(text.count < 600)
    }
}
