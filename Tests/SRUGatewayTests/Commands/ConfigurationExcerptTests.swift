import FederatedQuery
import Testing

@testable import SRUGateway

@Suite struct ConfigurationExcerptTests {
    /// A line, the column of the mistake, the terminal's columns, and what is shown below the sentence.
    private static let rows: [(String, Int, Int, String)] = [
        ("  windov: 3", 3, 80, "    windov: 3\n    ^"),
        ("name: 南充市图书馆: x\r", 15, 80, "  name: 南充市图书馆: x\n                      ^"),
        ("\tname: x", 1, 80, "   name: x\n  ^"),
        ("end", 4, 80, "  end\n     ^"),
        ("a\u{1B}[31mb", 6, 80, "  a [31mb\n       ^"),
        (
            "members: [{id: one, url: 'z3950://h', windov: 3, charset: auto, syntax: usmarc}]", 39, 40,
            "  …: one, url: 'z3950://h', windov: 3, …\n                            ^"
        ),
    ]

    @Test(arguments: rows)
    func `a caret stands under the place`(line: String, column: Int, columns: Int, shown: String) {
        let problem = ConfigurationError.Problem(.init(line: 7, column: column), "wrong", line: line)
        let error = ConfigurationError(file: "t.yaml", problems: [problem])
        #expect(excerpts(of: error, columns: columns) == "t.yaml:7:\(column): wrong\n" + shown)
    }

    @Test func `a line that may not be shown, and a file as a whole, have none`() {
        let error = ConfigurationError(
            file: "t.yaml",
            problems: [.init(nil, "is empty"), .init(.init(line: 1, column: 2), "wrong", file: "members/a.yaml")])
        #expect(excerpts(of: error, columns: 80) == "t.yaml: is empty\nmembers/a.yaml:1:2: wrong")
    }
}
