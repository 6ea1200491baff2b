import Glibc
import Testing

@testable import SRUGateway

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("红楼梦", 6), ("ＡＢ", 4), ("ｱ", 1), ("한글", 4), ("かな", 4),
            ("，。", 4), ("ไทย", 3), ("ที่", 1), ("น้ำ", 2), ("שָׁלוֹם", 4), ("كتاب", 4), ("😀", 2), ("👨‍👩‍👧", 2), ("❤️", 2),
            ("❤", 1), ("1️⃣", 2), ("🇨🇳", 2), ("👍🏽", 2), ("\u{200B}", 0), ("\u{2068}", 0), ("𠀀", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("…", 1), ("①", 1), ("–", 1),
        ])
    func `counts terminal columns`(text: String, width: Int) {
        #expect(displayWidth(text) == width)
    }

    /// The C library's `wcwidth` is what terminals' own tables come from.
    ///
    /// Left out: what it does not know (−1), and what newer versions of Unicode have changed since.
    @Test func `agrees with the C library about every character of the scripts that libraries use`() throws {
        // Neither has a name in Swift's module of the C library: the mask of LC_CTYPE, and the function.
        let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        defer { freelocale(locale) }
        let before = uselocale(locale)
        defer { uselocale(before) }
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> CInt).self)
        var wrong: [String] = []
        var compared = 0
        for value in [
            0x20...0x7E, 0xA0...0x2FFF, 0x3000...0xD7FF, 0xF900...0xFFEF, 0x1F300...0x1F64F, 0x20000...0x2A6DF,
        ]
        .joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.generalCategory != .unassigned else {
                continue
            }
            let theirs = Int(wcwidth(wchar_t(value)))
            guard theirs >= 0 else { continue }
            compared += 1
            let ours = displayWidth(String(Character(scalar)))
            if ours != theirs { wrong.append("U+\(String(value, radix: 16)) \(ours) not \(theirs)") }
        }
        #expect(compared > 90_000)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(60))")
    }
}

@Suite struct DisplayTextTests {
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
            (["a", "bb", "ccc"], 10, "a, bb, ccc"), (["a", "bb", "ccc"], 9, "a, bb +1"),
            (["a", "bb", "ccc"], 7, "a +2"),
            (["a", "bb", "ccc"], 3, "3"), (["aaaaaa", "b"], 4, "2"), (["aaaaaa"], 4, "aaa…"), ([], 4, ""),
            ((1...81).map { "m\($0)" }, 12, "m1, m2 +79"),
        ] as [([String], Int, String)])
    func `a list keeps its first and counts the others`(items: [String], columns: Int, expected: String) {
        #expect(fitted(list: items, into: columns) == expected)
    }

    @Test(
        arguments: [
            ("a\u{1B}[31mb", "a [31mb"), ("a\r\nb\tc", "a b c"), ("a\u{9B}2Jb", "a 2Jb"), ("\u{1B}]0;x\u{7}", "]0;x"),
            ("x\u{202E}cod.exe", "x cod.exe"), ("x\u{2067}y\u{2069}", "x y"), ("  a  b ", "a b"), ("\u{2028}", ""),
            ("红\u{200D}楼", "红\u{200D}楼"), ("in\u{AD}formation", "information"), ("\u{FEFF}a", "a"), ("a\u{85}b", "a b"),
            ("a\u{7F}b", "a b"),
        ])
    func `keeps from the terminal what would drive it`(text: String, expected: String) {
        #expect(displayText(text) == expected)
    }

    @Test func `a letter under five hundred marks keeps what a language can need`() {
        let shown = displayText("a" + String(repeating: "\u{316}", count: 500) + "b")
        #expect(shown.unicodeScalars.count == 17 && shown.hasSuffix("b"))
    }

    @Test func `a query keeps its blanks`() {
        #expect(harmlessText("\"a  b\"\u{1B}") == "\"a  b\" ")
    }

    @Test(
        arguments: [
            ("שירים 1970", true), ("الجاحظ", true), ("ܣܘܪܝܝܐ", true), ("红楼梦", false), ("Emma", false), ("Ωμέγα", false),
        ])
    func `what runs from right to left is set apart`(text: String, isolates: Bool) {
        #expect(isolated(text) == (isolates ? "\u{2068}\(text)\u{2069}" : text))
        #expect(displayWidth(isolated(text)) == displayWidth(text))
    }
}

@Suite struct ParagraphTests {
    @Test(
        arguments: [
            ("one two three four five six", 20, ["one two three four", "  five six"]),
            ("short", 20, ["short"]), ("", 20, [""]),
            ("红楼梦红楼梦红楼梦红楼梦", 20, ["红楼梦红楼梦红楼梦", "  红楼梦"]),
            ("nctc: it answered\u{1B}[2J", 40, ["nctc: it answered [2J"]),
        ])
    func `breaks a sentence at blanks`(text: String, columns: Int, lines: [String]) {
        #expect(paragraph(text, into: columns, indent: "  ") == lines)
    }

    @Test(
        arguments: [
            (#"@and @attr 1=4 "fish" @attr 1=4 "a b""#, 24, [#"  @and @attr 1=4 "fish""#, #"  @attr 1=4 "a b""#]),
            (#"@attr 1=4 "a long phrase in a term""#, 20, ["  @attr 1=4", #"  "a long phrase in a term""#]),
            (#"@attr 1=4 "a \" b" x"#, 20, [#"  @attr 1=4 "a \" b""#, "  x"]),
        ])
    func `breaks a query between its words, never in a term`(query: String, columns: Int, lines: [String]) {
        #expect(paragraph(query: query, into: columns, indent: "  ") == lines)
    }

    @Test(arguments: 20...60)
    func `no line of a sentence is too long`(columns: Int) {
        let text = "nccl: not asked: it expects queries in iso-8859-1, which has no code for ‘红楼梦红楼梦红楼梦红楼梦’ (U+7EA2)"
        for line in paragraph(text, into: columns, indent: "    ") { #expect(displayWidth(line) <= columns) }
    }
}
