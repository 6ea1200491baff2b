import Foundation
import Testing

@testable import DemoRecords

/// The table of editions: how it is read, and what the demo's one must have.
@Suite struct EditionTableTests {
    static let members = [Member(id: "nctc", port: 9901, format: .isbd, charset: "utf-8", name: "Nanchong")]
    static let start = "id: a\nlang: chi\ntitle: 家 | Jia\nplace: 上海\npublisher: 开明书店\nyear: 1933\nclass: I246.5\n"

    @Test func `reads a paragraph`() throws {
        let text = "# a comment\n" + Self.start + "subject: 小说 @ 中国 | Fiction\nat: nctc no-isbn traditional\n\n"
        let editions = try readEditions(text, file: "t", members: Self.members)
        let edition = try #require(editions.first)
        #expect(editions.count == 1)
        #expect(edition.title == Forms("家", romanised: "Jia"))
        #expect(edition.copies == [Copy(member: "nctc", differences: [.noISBN, .traditional])])
    }

    @Test(
        arguments: [
            ("nonsense\n", 8, "expected: key: value"),
            ("colour: red\n", 8, "unknown key colour"),
            ("at: bnf\n", 8, "no such member: bnf"),
            ("at: nctc no-title\n", 8, "no-title is none of"),
            ("isbn: 7-02-000220-1\n", 9, "7-02-000220-1 is not an ISBN"),
            ("issn: 0028-0837\n", 9, "0028-0837 is not an ISSN"),
            ("title: a | b | c | d\n", 8, "expected: printed | romanised | traditional"),
            ("year: \n", 9, "the edition above has no year"),
            ("\n" + start, 16, "a is there twice"),
        ] as [(String, Int, String)])
    func `names the line of a misprint`(more: String, line: Int, what: String) throws {
        let misprint = try #require(throws: Misprint.self) {
            try readEditions(Self.start + more, file: "t", members: Self.members)
        }
        #expect(misprint.line == line)
        #expect(misprint.what.contains(what))
    }

    @Test func `the demo has what it promises`() throws {
        let members = try DemoMembers.list()
        let text = try String(contentsOf: package("Demo/editions.rec"), encoding: .utf8)
        let editions = try readEditions(text, file: "Demo/editions.rec", members: members)
        #expect(editions.count >= 70)
        #expect(editions.count { $0.isChinese } >= 24)
        #expect(editions.count { $0.copies.count > 1 } * 2 >= editions.count)
        for member in members {
            #expect(editions.contains { $0.copies.contains { $0.member == member.id } })
            #expect(try !recordFile(of: member, editions: editions).isEmpty)
        }
    }

    @Test func `targets.yaml names the same members and ports`() throws {
        let targets = try String(contentsOf: package("targets.yaml"), encoding: .utf8)
        let named = targets.matches(
            of: /- id: (\w+)[^\n]*\n    name: ([^\n]+)\n    url: z3950:\/\/127\.0\.0\.1:(\d+)\/Default/)
        let members = try DemoMembers.list()
        #expect(named.map { String($0.1) } == members.map(\.id))
        #expect(named.map { String($0.2) } == members.map(\.name))
        #expect(named.map { Int($0.3) } == members.map(\.port))
    }
}
