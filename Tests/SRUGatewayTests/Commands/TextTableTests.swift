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

    /// Columns that give way to the title: the holders are counted, the edition leaves first, then the names.
    private static func editions() -> TextTable {
        var table = TextTable([
            .init(title: "#", alignment: .right), .init(title: "Title", minimum: 12, weight: 3),
            .init(title: "By", minimum: 8, leaves: 2), .init(title: "Edition", minimum: 7, leaves: 1),
            .init(title: "Note", leaves: 3), .init(title: "Held by", minimum: 7, shortening: .list),
        ])
        table.add(["1", "The art of computer programming", "Donald E. Knuth", "3rd ed.", "", "nctc, cwnu, nccl"])
        return table
    }

    @Test(
        arguments: [
            (
                90,
                [
                    "#  Title                            By               Edition  Held by",
                    "1  The art of computer programming  Donald E. Knuth  3rd ed.  nctc, cwnu, nccl",
                ]
            ),
            (
                64,
                [
                    "#  Title                          By         Edition  Held by",
                    "1  The art of computer programm…  Donald E…  3rd ed.  nctc +2",
                ]
            ),
            (
                44,
                [
                    "#  Title          By        Edition  Held by",
                    "1  The art of c…  Donald …  3rd ed.  nctc +2",
                ]
            ),
            (
                38,
                [
                    "#  Title             By        Held by",
                    "1  The art of comp…  Donald …  nctc +2",
                ]
            ),
            (
                32,
                [
                    "#  Title                 Held by",
                    "1  The art of computer…  nctc +2",
                ]
            ),
        ] as [(Int, [String])])
    func `columns are shortened by weight, then left out, the empty one always`(width: Int, lines: [String]) {
        #expect(Self.editions().lines(width: width) == lines)
    }

    @Test(arguments: [
        (60, "A very long title indeed. Volume 2, The end"), (30, "A very long title in… Volume 2"),
        (12, "A very long…"),
    ])
    func `what tells a volume from another is not cut off`(width: Int, expected: String) {
        var table = TextTable([.init(title: "Title", minimum: 8)])
        table.add([.init(text: "A very long title indeed. Volume 2, The end", kept: "Volume 2")])
        #expect(table.lines(width: width)[1] == expected)
    }

    @Test func `cells that run from right to left are set apart for a terminal alone`() {
        var table = TextTable([.init(title: "Title"), .init(title: "Year")])
        table.add(["שירים", "1970"])
        #expect(table.lines(width: 80)[1] == "שירים  1970")
        #expect(table.lines(width: 80, isolating: true)[1] == "\u{2068}שירים\u{2069}  1970")
    }

    @Test func `a title as long as a record does not take long`() {
        var table = TextTable([.init(title: "#"), .init(title: "Title", minimum: 8), .init(title: "By", minimum: 8)])
        table.add(["1", String(repeating: "红楼梦 ", count: 30_000), String(repeating: "a ", count: 30_000)])
        let time = ContinuousClock().measure { #expect(displayWidth(table.lines(width: 80)[1]) <= 80) }
        #expect(time < .seconds(5))
    }

    @Test func `an empty table is its heading`() {
        #expect(TextTable([.init(title: "Member"), .init(title: "Hits")]).lines(width: 80) == ["Member  Hits"])
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
