import FederatedQuery
import Foundation
import Testing

@testable import DemoRecords

/// The table of editions: how it is read, and what the demo's one must have.
@Suite struct EditionTableTests {
    static let member = "nctc z3950 9901 romanised utf-8 utf-8 580000 Nanchong"
    static let start = "id: a\nlang: chi\ntitle: 家 | Jia\npublisher: 开明书店\nyear: 1933\nclass: I246.5\nat: nctc\n"

    @Test func `reads a paragraph`() throws {
        let text = "# a comment\n" + Self.start + "subject: 小说 @ 中国 | Fiction\nplace: 上海\n\n"
        let editions = try read(text)
        let edition = try #require(editions.first)
        #expect(editions.count == 1)
        #expect(edition.title == Forms("家", romanised: "Jia"))
        #expect(edition.place == Forms("上海"))
        #expect(edition.copies == [Copy(member: "nctc", differences: [])])
    }

    @Test func `reads who holds it and how each copy differs`() throws {
        let members = try readMembers(Self.member + "\n" + Self.member.replacing("nctc", with: "swpu"), file: "m")
        var table = EditionTable(members: members)
        try table.read(Self.start.replacing("at: nctc", with: "at: nctc, swpu no-isbn traditional"), file: "t")
        #expect(
            table.editions.first?.copies == [
                Copy(member: "nctc", differences: []), Copy(member: "swpu", differences: [.noISBN, .traditional]),
            ])
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
            ("\n" + start.replacing("at: nctc\n", with: ""), 15, "nobody has the edition above"),
        ] as [(String, Int, String)])
    func `names the line of a misprint`(more: String, line: Int, what: String) throws {
        let misprint = try #require(throws: Misprint.self) {
            try read(Self.start + more)
        }
        #expect(misprint.line == line)
        #expect(misprint.what.contains(what))
    }

    @Test func `names the line of a member that is not described`() throws {
        let misprint = try #require(throws: Misprint.self) { try readMembers("# list\nnctc z3950 9901\n", file: "m") }
        #expect(misprint.line == 2)
    }

    @Test func `the demo has what it promises`() throws {
        let members = try DemoMembers.list()
        let editions = try DemoMembers.editions()
        #expect(editions.count >= 400)
        #expect(editions.count { $0.isChinese } >= 60)
        #expect(editions.count { libraries($0, members) > 1 } >= 250)
        #expect(editions.count { libraries($0, members) == 5 } >= 20)
        #expect(editions.allSatisfy { edition in Set(edition.copies.map(\.member)).count == edition.copies.count })
    }

    /// A scale of one to 5,000 divides what every library holds.
    @Test func `the libraries' collections are in the proportions of their real ones`() throws {
        let editions = try DemoMembers.editions()
        for member in try DemoMembers.list() {
            let copies = shelve(editions, of: member).count
            if let volumes = member.volumes { #expect(copies == volumes / 5_000, "\(member.id)") }
        }
    }

    @Test func `the union list has what is online or a periodical`() throws {
        for edition in try DemoMembers.editions() {
            let isListed = edition.copies.contains { $0.member == "union" }
            #expect(isListed == (edition.isOnline || edition.isSerial), "\(edition.id)")
        }
    }

    @Test func `the record files are the same bytes every time`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "records-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let runs = [folder.appending(path: "1"), folder.appending(path: "2")]
        for run in runs {
            let command = [
                besideTheTests("demo-records"), package("Demo/editions").path, package("Demo/members.txt").path,
                run.path,
            ]
            _ = try await onItsOwnThread { Result { () throws(ServerFailure) in try FederatedQueryTests.run(command) } }
                .get()
        }
        for member in try DemoMembers.list() {
            let files = try runs.map { try Data(contentsOf: $0.appending(path: "\(member.id)/records/editions.mrc")) }
            #expect(files[0] == files[1], "\(member.id)")
            #expect(files[0].count { $0 == 0x1D } == shelve(try DemoMembers.editions(), of: member).count)
        }
    }

    @Test func `targets.yaml names the same members and ports`() throws {
        let alliance = try loadAlliance(path: package("targets.yaml").path)
        let members = try DemoMembers.list()
        #expect(alliance.members.map(\.id) == members.map(\.id))
        for (profile, member) in zip(alliance.members, members) {
            #expect(profile.name == member.name)
            #expect(profile.port == member.port)
            #expect(profile.access.rawValue == member.access.rawValue)
            #expect(profile.queryCharset == member.queryCharset)
        }
    }

    private func read(_ text: String) throws(Misprint) -> [Edition] {
        var table = EditionTable(members: try readMembers(Self.member, file: "m"))
        try table.read(text, file: "t")
        return table.editions
    }

    /// How many of the five libraries hold an edition.
    private func libraries(_ edition: Edition, _ members: [Member]) -> Int {
        edition.copies.count { copy in members.contains { $0.id == copy.member && $0.volumes != nil } }
    }
}
