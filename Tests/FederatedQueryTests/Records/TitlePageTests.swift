import Testing

@testable import FederatedQuery

@Suite struct TitlePageTests {
    private static func record(_ fields: [(Record.Tag, KeyValuePairs<Character, String>)]) -> Record {
        var builder = RecordBuilder()
        for (tag, subfields) in fields { builder.append(tag, "1", "0", subfields) }
        return builder.record()
    }

    @Test func `is in the original script where the record gives it`() {
        let page = Bibliographic(BibliographicTests.marc21).titlePage
        #expect(page.title == "中国发展报告")
        #expect(page.responsibility == "叶震编")
        #expect(page.subtitle == nil, "a romanised subtitle does not stand beside a title in characters")
        #expect(page.edition == "2nd ed.", "what is there in one script alone is given in that")
    }

    @Test func `is the same for CNMARC`() {
        let page = Bibliographic(BibliographicTests.unimarc).titlePage
        #expect(page.title == "中国发展报告")
        #expect(page.partNumber == "第3册" && page.partName == "附录")
        #expect(page.subtitle == "一九九四")
        #expect(page.responsibility == "叶震 ; 李强主编")
        #expect(page.edition == "第2版")
    }

    @Test func `takes the heading where the record has no statement of responsibility`() {
        let romanised = Self.record([
            ("100", ["a": "Lu, Xun,"]), ("245", ["6": "880-01", "a": "Na han"]),
            ("880", ["6": "245-01/$1", "a": "呐喊"]), ("880", ["6": "100-02/$1", "a": "鲁迅"]),
        ])
        #expect(Bibliographic(romanised).titlePage.responsibility == "鲁迅")
        let plain = Self.record([("100", ["a": "Austen, Jane,"]), ("245", ["a": "Emma."])])
        #expect(Bibliographic(plain).titlePage.responsibility == "Austen, Jane")
    }

    @Test func `a volume keeps its number, in whatever script`() {
        let volume = Self.record([
            ("245", ["6": "880-01", "a": "Na han.", "n": "2,", "p": "Xia"]), ("880", ["6": "245-01/$1", "a": "呐喊"]),
        ])
        let page = Bibliographic(volume).titlePage
        #expect(page.title == "呐喊" && page.partNumber == "2" && page.partName == nil)
    }

    @Test func `an empty record has an empty one`() {
        #expect(Bibliographic(Self.record([])).titlePage == .init())
    }
}
