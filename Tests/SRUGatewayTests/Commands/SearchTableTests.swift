import Testing

@testable import FederatedQuery
@testable import SRUGateway

/// The page of a search as a terminal shows it.
@Suite struct SearchTableTests {
    private static func entry(
        _ members: [String], title: KeyValuePairs<Character, String>, original: KeyValuePairs<Character, String>? = nil,
        edition: String? = nil, year: String = "1982"
    ) -> PageEntry {
        var builder = RecordBuilder()
        builder.append("008", "850101s\(year)    cc            000 0 chi d")
        builder.append("245", "1", "0", title)
        if let edition { builder.append("250", ["a": edition]) }
        if let original { builder.append("880", "1", "0", original) }
        let record = builder.record()
        let copies = members.map { Copy(member: $0, position: 1, record: record) }
        return .joined(JoinedRecord(copies: copies, record: record))
    }

    private static let entries: [PageEntry] = [
        entry(["nctc", "cwnu", "nccl"], title: ["a": "红楼梦 /", "c": "曹雪芹, 高鹗著 ; 中国艺术研究院红楼梦研究所校注."], edition: "第1版."),
        entry(
            ["nctc"], title: ["6": "880-01", "a": "Kolot ha-yam /", "c": "Mosheh Kohen."],
            original: ["6": "245-01/(2/r", "a": "קולות הים :", "b": "שירים 1970-1980 /", "c": "משה כהן."], year: "1984"),
        entry(["cwnu"], title: ["a": "كتاب الحيوان /", "c": "الجاحظ ؛ تحقيق عبد السلام محمد هارون."], year: "1938"),
        entry(
            ["nctc", "cwnu"],
            title: [
                "a": "The art of computer programming.", "n": "Volume 2,", "p": "Seminumerical algorithms /",
                "c": "Knuth.",
            ],
            edition: "3rd ed.", year: "1998"),
        entry(["evil"], title: ["a": "\u{1B}[2J\u{1B}]0;x\u{7}Emma\u{9B}31m\u{202E} /", "c": "Austen\r\n."]),
        .unreadable(member: "nccl", position: 7, why: "Record not available in requested syntax \u{1B}[31m"),
        entry((1...81).map { "library-\($0)" }, title: ["a": String(repeating: "Very long ", count: 90)]),
    ]

    private static func answer(next: Int? = 18, precision: HitCount.Precision = .maximum) -> SearchAnswer {
        SearchAnswer(
            Page(
                resultSetID: "x", lifetime: .seconds(300), hitCount: HitCount(value: 107, precision: precision),
                start: 11,
                entries: entries, nextPosition: next, members: [], approximations: []))
    }

    private static func terminal(_ columns: Int, _ environment: [String: String] = ["NO_COLOR": "1"]) -> Terminal {
        Terminal(isTerminal: true, measured: columns, environment: environment)
    }

    @Test(arguments: [20, 24, 30, 40, 60, 80, 100, 120, 200, 500])
    func `no line is wider than the terminal, and the years stand in one column`(width: Int) {
        let lines = Self.answer().recordLines(on: Self.terminal(width))
        var columns: Set<Int> = []
        for line in lines {
            #expect(displayWidth(line) <= width, "\(line)")
            #expect(!line.hasSuffix(" "))
            for year in ["  1982", "  1984", "  1938", "  1998"] {
                guard let place = line.firstRange(of: year) else { continue }
                columns.insert(displayWidth(line[..<place.lowerBound]))
            }
        }
        #expect(columns.count == (width >= 30 ? 1 : 0))
    }

    @Test(
        arguments: [
            (40, "#Title Year Held by"), (60, "#Title By Edition Year Held by"), (80, "#Title By Edition Year Held by"),
            (30, "#Title Year"), (20, "#Title"),
        ])
    func `a narrow terminal loses the edition first, then the names, the holders, the year`(
        width: Int, headings: String
    ) throws {
        let heading = try #require(Self.answer().recordLines(on: Self.terminal(width)).first)
        let words = heading.split(separator: " ").joined(separator: " ")
        #expect(words == headings.replacing("#", with: "# "))
    }

    @Test func `shows what each kind of record needs`() {
        let lines = Self.answer().recordLines(on: Self.terminal(100))
        #expect(lines[1].hasPrefix("11  红楼梦  "))
        #expect(lines[1].hasSuffix("nctc, cwnu, nccl"))
        #expect(lines[2].contains("\u{2068}קולות הים : שירים 1970-1980\u{2069}"))
        #expect(lines[3].contains("\u{2068}كتاب الحيوان\u{2069}"))
        #expect(lines[4].contains("The art of computer programmi… Volume 2"))
        #expect(lines[6].hasPrefix("16  [record 7 can't be read]") && lines[6].hasSuffix("nccl"))
        #expect(lines[7].contains("… ") && lines[7].contains(" +"))
        #expect(lines.contains("nccl, record 7: can't be read: Record not available in requested syntax [31m"))
    }

    @Test(arguments: [40, 80, 10_000])
    func `nothing of a record drives the terminal`(width: Int) {
        let text = Self.answer().recordLines(on: Self.terminal(width)).joined()
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(text.contains("Emma"))
    }

    @Test func `colours come from us alone, and only where they may`() {
        let styled = Self.answer().recordLines(on: Self.terminal(80, [:]))
        #expect(styled[0].hasPrefix("\u{1B}[1m") && styled[0].hasSuffix("\u{1B}[0m"))
        #expect(styled[6].hasPrefix("\u{1B}[31m") && styled[6].hasSuffix("\u{1B}[0m"))
        #expect(!styled[5].contains("\u{1B}"))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            #expect(!Self.answer().recordLines(on: Self.terminal(80, environment)).joined().contains("\u{1B}"))
        }
    }

    @Test func `through a pipe nothing is cut or set apart`() {
        let pipe = Terminal(isTerminal: false, measured: nil, environment: [:])
        let text = Self.answer().recordLines(on: pipe).joined()
        #expect(!text.contains("…") && !text.contains("\u{2068}") && text.contains("library-81"))
    }

    @Test(
        arguments: [
            (
                18, .maximum,
                ["at most 107 records (copies not fetched yet may join); 11 to 17 shown", "more: --start 18"]
            ),
            (nil, .exact, ["107 records; 11 to 17 shown"]),
            (nil, .minimum, ["at least 107 records (not every member has answered); 11 to 17 shown"]),
        ] as [(Int?, HitCount.Precision, [String])])
    func `says in words how many there are and where to go on`(
        next: Int?, precision: HitCount.Precision, expected: [String]
    ) {
        let lines = Self.answer(next: next, precision: precision).recordLines(on: Self.terminal(100))
        #expect(Array(lines[(Self.entries.count + 2)...].prefix(expected.count)) == expected)
    }

    @Test func `what was approximated for several members is told once`() {
        let page = Page(
            resultSetID: "x", lifetime: .seconds(1), hitCount: HitCount(value: 0, precision: .exact), start: 1,
            entries: [], nextPosition: nil, members: [], approximations: ["a: s: t", "b: u", "c: s: t"])
        #expect(SearchAnswer(page).approximationsTogether == ["a, c: s: t", "b: u"])
    }
}
