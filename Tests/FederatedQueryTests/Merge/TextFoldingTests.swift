import Testing

@testable import FederatedQuery

@Suite struct TextFoldingTests {
    @Test(
        arguments: [
            ("Die Zauberflöte", "die zauberflote"),
            ("e\u{301}te\u{301}", "ete"),  // decomposed marks
            ("Straße, Ærø, ﬁn, Łódź", "strasse, aero, fin, lodz"),
            ("Ｐｙｔｈｏｎ学习手册（第４版）", "python学习手册(第4版)"),  // full width
            ("ｶﾀｶﾅ", "カタカナ"),  // half width
            ("餘華，後來：裏面", "余华,后来:里面"),
            ("羅傑•道森", "罗杰·道森"), ("罗杰・道森", "罗杰·道森"),  // the dots of foreign names
            ("実録 東京", "实录 东京"),  // forms used in Japan
            ("新宋Ⅲ", "新宋iii"),
            ("\u{98}The \u{9C}end", "the end"),  // non-sorting marks of UNIMARC
            ("C++ & C#", "c++ c#"),
            ("«Война и мир»", "воина и мир "),
            ("한국어", "한국어"),
            ("小顾聊绘画·贰", "小顾聊绘画·二"),
            ("𠀀𠀁", "𠀀𠀁"),  // beyond the plane that the table covers
        ])
    func `folds spellings of one text together`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test func `keeps what tells Chinese words apart`() {
        #expect(folded("上册") != folded("下册"))
        #expect(folded("红楼梦") != folded("红楼"))
    }

    @Test(
        arguments: [
            ([0x61, 0xC3], "a"), ([0xFF, 0x62], "b"), ([0xE4, 0xB8, 0x61], "a"), ([0xC3, 0xC3, 0xA9], "e"),
            ([0xF8, 0x88, 0x80, 0x80, 0x63], "c"), ([0xED, 0xA0], ""),
        ] as [([UInt8], String)])
    func `skips bytes that are no text`(bytes: [UInt8], expected: String) {
        var text = FoldedText()
        TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &text)
        #expect(String(String.UnicodeScalarView(text.all.compactMap(Unicode.Scalar.init))) == expected)
    }

    @Test func `cuts endless text, also where one character becomes many`() {
        let bytes = Array(String(repeating: "\u{FDFA}", count: 5_000).utf8)  // eighteen characters each
        var text = FoldedText()
        TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &text)
        #expect(text.count == FoldedText.capacity)
    }
}
