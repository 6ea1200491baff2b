import Testing

@testable import DemoRecords
@testable import FederatedQuery

/// The decisions of a check, each by itself.
@Suite struct CheckJudgementTests {
    @Test(
        arguments: [
            ("compared", 3, 10, 7, .compared), ("all are later", 3, 10, 0, .compared),
            ("the only year", 3, 3, 0, .compared), ("relations not looked at", 3, 3, 3, .ignored),
            ("fewer from then on than then", 3, 2, 7, .contradictory), ("comparisons find nothing", 3, 0, 0, .refused),
            ("the year itself is not found", 0, 10, 7, .refused), ("comparisons are refused", 3, nil, nil, .refused),
            ("refused altogether", nil, nil, nil, .refused),
        ] as [(String, Int?, Int?, Int?, DateAnswers.Judgement)])
    func `dates are`(what: String, equal: Int?, from: Int?, before: Int?, expected: DateAnswers.Judgement) {
        #expect(DateAnswers(equal: equal, from: from, before: before).judgement == expected, "\(what)")
    }

    @Test(
        arguments: [
            ("现代汉语", "big5", false), ("臺灣經濟發展與人口問題", "big5", true),
            ("中国经济发展报告", "gb18030", false), ("红楼梦", "utf-8", false),
            ("économie é à è ù ê ü", "marc-8", false), ("économie é à è ù ê ü", "iso-8859-1", false),
            ("紅樓夢研究論集", "marc-8", false),
        ] as [(String, String, Bool)])
    func `Big5 is told from other sets`(text: String, charset: String, expected: Bool) throws {
        // What Big5 has no code for can't be in it.
        guard let bytes = try? Encoder(charset: charset).encode(text) else { return #expect(!expected) }
        #expect(isLikelyBig5(bytes) == expected)
    }

    @Test(
        arguments: [
            ("The C programming language", "programming"), ("红楼梦", "红楼梦"), ("中国农业统计年鉴", "中国农业"),
            ("三体 = The three-body problem", "problem"), ("É à", "É"), ("…", nil), ("", nil),
        ] as [(String, String?)])
    func `the word to search for`(text: String, expected: String?) {
        #expect(searchWord(in: text) == expected)
    }

    static let marc = RawRecord.octets(smallRecord, syntax: "usmarc")
    static let dublinCore = RawRecord.octets(Array("<dc><title>x</title></dc>".utf8), syntax: "xml")

    @Test(
        arguments: [
            ("the current one is served", [("usmarc", .served(marc)), ("xml", .served(dublinCore))], .usmarc, .usmarc),
            (
                "it is refused, another served", [("usmarc", .refused("")), ("unimarc", .served(marc))], .usmarc,
                .unimarc
            ),
            ("the current one is not the first", [("usmarc", .served(marc)), ("opac", .served(marc))], .opac, .opac),
            ("CNMARC is UNIMARC on the wire", [("unimarc", .served(marc))], .cnmarc, .cnmarc),
            (
                "what is sent instead can be read", [("usmarc", .other(marc, syntax: "unimarc"))], .usmarc, .usmarc
            ),
            ("no MARC in the XML", [("usmarc", .nothing), ("xml", .served(dublinCore))], .usmarc, nil),
            ("nothing at all", [], .usmarc, nil),
        ] as [(String, [(String, SyntaxAnswer)], MemberProfile.Syntax, MemberProfile.Syntax?)])
    func `the best syntax`(
        what: String, answers: [(String, SyntaxAnswer)], current: MemberProfile.Syntax,
        expected: MemberProfile.Syntax?
    ) {
        #expect(bestSyntax(of: answers.map { (syntax: $0.0, answer: $0.1) }, current: current) == expected, "\(what)")
    }

    @Test(
        arguments: [
            (
                "the configured one when it finds it", ["utf-8": .again(hits: 1), "gb18030": .again(hits: 1)],
                "gb18030", "gb18030"
            ),
            ("else the one that does", ["utf-8": .nothing, "gb18030": .again(hits: 2)], "utf-8", "gb18030"),
            ("others are better than nothing", ["utf-8": .nothing, "gb18030": .others(hits: 2)], "utf-8", "gb18030"),
            ("none", ["utf-8": .nothing, "gb18030": .failed("x")], "utf-8", nil),
        ] as [(String, [String: CharsetTrial.Result], String, String?)])
    func `the best character set of queries`(
        what: String, results: [String: CharsetTrial.Result], configured: String, expected: String?
    ) {
        let trials = results.sorted { $0.key < $1.key }.map { CharsetTrial(charset: $0.key, result: $0.value) }
        #expect(bestCharset(of: trials, configured: configured)?.charset == expected, "\(what)")
    }

    @Test(
        arguments: [
            ("红楼梦", true, "utf-8", "gb18030", ["utf-8", "gb18030", "marc-8"]),
            ("紅樓夢", true, "gb18030", "auto", ["gb18030", "utf-8", "big5", "marc-8"]),
            ("économie", false, "utf-8", "marc-8", ["utf-8", "marc-8", "iso-8859-1"]),
        ] as [(String, Bool, String, String, [String])])
    func `character sets to try`(
        word: String, isChinese: Bool, configured: String, records: String, expected: [String]
    ) {
        let word = TellingWord(text: word, isChinese: isChinese, source: .octets([], syntax: "usmarc"))
        #expect(candidateCharsets(for: word, configured: configured, records: records) == expected)
    }

    @Test(
        arguments: [
            (114, true), (123, true), (3, true), (1, true), (2, false), (109, false), (126, false), (238, false),
        ] as [(Int, Bool)])
    func `the diagnostics that speak against an index`(code: Int, isUnsupported: Bool) {
        let failure = MemberFailure(member: "m", reason: .refused(bib1: code), detail: "a: x", elapsed: .zero)
        let words = "diagnostic \(code): x"
        #expect(IndexAnswer(.failure(failure)) == (isUnsupported ? .unsupported(words) : .failed(words)))
    }

    @Test func `every use attribute of the map is tried once, under all its names`() {
        #expect(Set(indexTrials.flatMap(\.names)).count == bib1Uses.count)
        #expect(indexTrials.count == Set(bib1Uses.values).count)
        #expect(indexTrials.first?.name == "dc.title" && indexTrials.filter(\.isCommon).count == 11)
        #expect(indexTrials.flatMap(\.alternatives).allSatisfy(isAttributeList))
    }

    @Test(
        arguments: [
            ("a\u{1B}[31mb\u{7}c", "a [31mb c"), ("a\u{202E}b\u{2028}c\nd", "a b c d"), ("红楼梦", "红楼梦"),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 199) + "…"),
        ])
    func `words from outside are one harmless line`(text: String, expected: String) {
        #expect(oneLine(text) == expected)
    }
}
