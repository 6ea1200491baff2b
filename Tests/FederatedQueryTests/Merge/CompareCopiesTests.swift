import Testing

@testable import FederatedQuery

@Suite struct CompareCopiesTests {
    static let emma = Book(
        title: "Emma", author: "Austen, Jane", publisher: "Penguin Books", year: "1996", extent: "474 p.")
    static let dream = Book(
        title: "红楼梦", author: "曹雪芹", responsibility: "曹雪芹著", publisher: "人民文学出版社", year: "1982")

    static func changed(_ book: Book, _ change: (inout Book) -> Void) -> Book {
        var book = book
        change(&book)
        return book
    }

    @Test(
        arguments: [
            ("the same", emma, emma),
            (
                "Jane Austen in either order", emma,
                changed(emma) { ($0.author, $0.responsibility, $0.title) = ("", "by Jane Austen", "EMMA /") }
            ),
            ("traditional characters", dream, changed(dream) { $0.title = "紅樓夢" }.cnmarc),
            (
                "roles and nationality left out",
                changed(dream) { ($0.author, $0.responsibility) = ("", "[清]曹雪芹 编著") }.cnmarc,
                changed(dream) { ($0.author, $0.responsibility) = ("", "(清) 曹雪芹[著]") }.cnmarc
            ),
            (
                "another dot in a foreign name",
                changed(dream) { ($0.author, $0.responsibility) = ("", "托马斯·潘恩") }.cnmarc,
                changed(dream) { ($0.author, $0.responsibility) = ("", "托马斯•潘恩著") }.cnmarc
            ),
            (
                "edition in the title and in its field", changed(dream) { $0.title = "红楼梦（第2版）" }.cnmarc,
                changed(dream) { $0.edition = "2版" }.cnmarc
            ),
            (
                "volume in the title and in its subfield", changed(dream) { $0.title = "红楼梦（上）" }.cnmarc,
                changed(dream) { $0.part = "上册" }.cnmarc
            ),
            (
                "romanised title with the original in 880",
                changed(dream) { ($0.title, $0.vernacular) = ("Hong lou meng", "紅樓夢") }, dream.cnmarc
            ),
            (
                "a romanised title, by ISBN, year and pages",
                changed(dream) { ($0.isbn, $0.extent) = ("7-5037-1744-0", "1202页") }.cnmarc,
                Book(title: "Hong lou meng", author: "Cao, Xueqin", year: "1982", extent: "1202 p.", isbn: "7503717440")
            ),
            (
                "ten and thirteen digits of one ISBN", changed(emma) { ($0.isbn, $0.extent) = ("0-14-043415-1", "") },
                changed(emma) { ($0.isbn, $0.publisher) = ("9780140434156 (pbk.)", "") }
            ),
        ] as [(String, Book, Book)])
    func `knows one edition in two descriptions`(why: String, a: Book, b: Book) {
        guard case .same = compare(a, b) else {
            Issue.record("\(why): \(compare(a, b))")
            return
        }
        #expect(compare(a, b) == compare(b, a), "\(why)")
    }

    @Test(
        arguments: [
            (MatchRule.yearDiffers, emma, changed(emma) { $0.year = "2003" }),
            (.editionDiffers, changed(emma) { $0.edition = "2nd ed." }, changed(emma) { $0.edition = "Third edition" }),
            (.editionDiffers, changed(dream) { $0.title = "红楼梦（第4版）" }, changed(dream) { $0.edition = "第6版" }),
            (.volumeDiffers, changed(dream) { $0.title = "诛仙1" }, changed(dream) { $0.title = "诛仙7" }),
            (.volumeDiffers, changed(dream) { $0.title = "红楼梦（上）" }, changed(dream) { $0.title = "红楼梦（下）" }),
            (.volumeDiffers, changed(dream) { $0.title = "不可抗力上" }, changed(dream) { $0.title = "不可抗力下" }),
            (.volumeDiffers, changed(dream) { $0.title = "洛阳女儿行·卷三" }, changed(dream) { $0.title = "洛阳女儿行·卷一" }),
            (.volumeDiffers, changed(emma) { $0.part = "Bd. 2" }, changed(emma) { $0.part = "Teil 3" }),
            (.volumeDiffers, changed(dream) { $0.title = "朝5晚9 5" }, changed(dream) { $0.title = "朝5晚9 6" }),
            (.extentDiffers, emma, changed(emma) { $0.extent = "64 S." }),
            (.formDiffers, emma, changed(emma) { $0.extent = "1 online resource (474 p.)" }),
            (.materialDiffers, emma, changed(emma) { $0.leader = "     nim a22      i 4500" }),
            (.levelDiffers, emma, changed(emma) { $0.leader = "     nas a22      i 4500" }),
            (.authorDiffers, emma, changed(emma) { $0.author = "McCall Smith, Alexander" }),
            (
                .authorDiffers, changed(dream) { $0.title = "常识" }.cnmarc,
                changed(dream) { ($0.title, $0.author, $0.responsibility) = ("常识", "潘恩", "潘恩著") }.cnmarc
            ),
            (.titleDiffers, emma, changed(emma) { $0.title = "Persuasion" }),
            (  // a re-used ISBN
                .titleDiffers, changed(emma) { $0.isbn = "9780140434156" },
                Book(title: "Emma and her garden", year: "1996", isbn: "9780140434156")
            ),
        ] as [(MatchRule, Book, Book)])
    func `keeps two books apart, and says by which rule`(rule: MatchRule, a: Book, b: Book) {
        #expect(compare(a, b) == .different(rule))
        #expect(compare(b, a) == .different(rule))
    }

    @Test(
        arguments: [
            ("a short title alone", Book(title: "Physics"), Book(title: "Physics")),
            ("title and year alone", Book(title: "Physics", year: "1999"), Book(title: "Physics", year: "1999")),
            ("nothing", Book(title: ""), Book(title: "")),
            (
                "one ISBN for a title and its romanisation, and nothing else",
                changed(dream) { ($0.isbn, $0.year, $0.publisher) = ("7-5037-1744-0", "", "") },
                Book(title: "Hong lou meng", author: "Cao, Xueqin", isbn: "7-5037-1744-0")
            ),
        ] as [(String, Book, Book)])
    func `does not join on too little`(why: String, a: Book, b: Book) {
        guard case .unsure = compare(a, b) else {
            Issue.record("\(why): \(compare(a, b))")
            return
        }
    }

    @Test func `an ISBN with a wrong check digit proves nothing`() {
        let a = Book(title: "Poems", isbn: "9780140434156")
        let b = Book(title: "Poems", isbn: "9780140434157")
        guard case .unsure(_, let evidence) = compare(a, b) else {
            Issue.record("\(compare(a, b))")
            return
        }
        #expect(!evidence.rules.contains(.sameISBN))
    }

    @Test func `every rule has a name of its own`() {
        #expect(Set(MatchRule.allCases.map(\.name)).count == MatchRule.allCases.count)
        #expect(MatchRule.allCases.count <= 64)  // one bit each in Evidence
    }
}
