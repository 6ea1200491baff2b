import Testing

@testable import FederatedQuery

@Suite struct TokenizerTests {
    @Test(
        arguments: [
            "3", "03", "３", "3rd", "third", "dritter", "troisième", "Ⅲ", "III", "vol. 3", "Bd. 3", "Teil 3", "Pt. 3",
            "第三卷",
            "第3册", "卷三", "第三",
        ])
    func `finds the number however it is written`(text: String) {
        #expect(tokens("诛仙 \(text)") == tokens("诛仙 3"))
    }

    @Test(
        arguments: [
            ("第十二册", 12), ("第二十卷", 20), ("第二十一集", 21), ("第十部", 10), ("第108回", 108),
        ] as [(String, UInt32)])
    func `reads Han numerals up to ninety-nine`(text: String, expected: UInt32) {
        #expect(tokens(text).first == .number(expected))
    }

    @Test(
        arguments: [
            ("国史大纲（上）", "国史大纲 上册"), ("国史大纲(下)", "国史大纲下册"), ("天龙八部（全五册）", "天龙八部（共5册）"),
            ("侠客行（上下）", "侠客行（上、下册）"),
        ])
    func `knows the volumes of a set`(one: String, other: String) {
        #expect(tokens(one) == tokens(other))
    }

    @Test(
        arguments: [
            ("三国演义", 4), ("上海文学", 4), ("中国通史", 4), ("下一站", 3), ("全球通史", 4), ("三", 1), ("第一次世界大战", 6),
        ])
    func `leaves numerals inside Chinese words alone`(title: String, count: Int) {
        #expect(tokens(title).count == count)
        #expect(tokens(title).count { $0.kind == .number } == (title.hasPrefix("第") ? 1 : 0))
    }

    @Test func `drops articles and conjunctions, but not a title made of them`() {
        #expect(tokens("The Origin and the Species") == tokens("origin species"))
        #expect(tokens("The The").count == 2)
    }

    @Test func `keeps C, C++ and C# apart`() {
        #expect(Set([tokens("C"), tokens("C++"), tokens("C#")]).count == 3)
        #expect(tokens("+ C") == tokens("C"))
    }

    @Test func `does not read a number that is too long to be kept`() {
        #expect(tokens("99999999999999999999").map(\.kind) == [.word])
    }
}
