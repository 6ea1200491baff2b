import Testing

@testable import SRUGateway

@Suite struct TextTableTests {
    private static func books() -> TextTable {
        var table = TextTable([
            .init(title: "#", alignment: .right), .init(title: "Title", minimum: 8), .init(title: "Year"),
            .init(title: "Held by", minimum: 6),
        ])
        table.add(["9", "红楼梦", "1982", "nctc"])
        table.add(["10", "A dream of red mansions", "1978", "nctc, city"])
        return table
    }

    @Test func `columns are as wide as their content, Chinese counting twice`() {
        #expect(
            Self.books().lines(width: 80) == [
                " #  Title                    Year  Held by",
                " 9  红楼梦                   1982  nctc",
                "10  A dream of red mansions  1978  nctc, city",
            ])
    }

    @Test func `the widest columns give way first, and the year never`() {
        let lines = Self.books().lines(width: 32)
        #expect(
            lines == [
                " #  Title       Year  Held by",
                " 9  红楼梦      1982  nctc",
                "10  A dream o…  1978  nctc, city",
            ])
    }

    @Test(arguments: 1...60)
    func `no line is wider than the terminal`(width: Int) {
        for line in Self.books().lines(width: width) { #expect(displayWidth(line) <= width, "\(line)") }
    }

    @Test func `an empty table is its heading`() {
        #expect(TextTable([.init(title: "Member"), .init(title: "Hits")]).lines(width: 80) == ["Member  Hits"])
    }
}

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("红楼梦", 6), ("ＡＢ", 4), ("ｱ", 1), ("한글", 4), ("かな", 4),
            ("，。", 4), ("ไทย", 3), ("ที่", 1), ("שלום", 4), ("😀", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("\u{200B}", 0), ("𠀀", 2),
        ])
    func `counts terminal columns`(text: String, width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test(
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("红楼梦", 6, "红楼梦"), ("红楼梦", 5, "红楼…"), ("红楼梦", 4, "红…"),
            ("红楼梦", 1, "…"), ("abc", 0, ""),
        ])
    func `cuts what does not fit`(text: String, columns: Int, expected: String) {
        #expect(fitted(text, into: columns) == expected)
    }

    @Test(
        arguments: [
            ("a\u{1B}[31mb", "a [31mb"), ("a\r\nb\tc", "a b c"), ("a\u{9B}2Jb", "a 2Jb"),
            ("x\u{202E}cod.exe", "x cod.exe"),
            ("  a  b ", "a b"), ("\u{2028}", ""), ("红\u{200D}楼", "红\u{200D}楼"),
        ])
    func `keeps from the terminal what would drive it`(text: String, expected: String) {
        #expect(displayText(text) == expected)
    }
}

@Suite struct TerminalTests {
    @Test(
        arguments: [
            (nil, nil, 80), ("132", 90, 132), (nil, 90, 90), ("0", nil, 80), ("-5", 100, 100), ("x", nil, 80),
            ("3", nil, 80),
        ] as [(String?, Int?, Int)])
    func `takes COLUMNS, then what the terminal says, then 80`(named: String?, measured: Int?, columns: Int) {
        let environment = named.map { ["COLUMNS": $0] } ?? [:]
        #expect(Terminal(isTerminal: true, measured: measured, environment: environment).columns == columns)
    }

    @Test func `through a pipe nothing is cut, unless COLUMNS says so`() {
        #expect(Terminal(isTerminal: false, measured: nil, environment: [:]).columns == 10_000)
        #expect(Terminal(isTerminal: false, measured: nil, environment: ["COLUMNS": "90"]).columns == 90)
    }

    @Test(
        arguments: [
            (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
            (true, ["TERM": "dumb"], false),
        ] as [(Bool, [String: String], Bool)])
    func `styles only what a person sees who wants it`(isTerminal: Bool, environment: [String: String], styled: Bool) {
        let terminal = Terminal(isTerminal: isTerminal, measured: 80, environment: environment)
        #expect((terminal.heading("x") != "x") == styled)
    }
}
