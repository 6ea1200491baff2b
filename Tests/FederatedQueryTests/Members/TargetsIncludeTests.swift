import Foundation
import Testing

@testable import FederatedQuery

/// An alliance in several files.
@Suite struct TargetsIncludeTests {
    private static let head = "alliance: {name: A, database: all}\n"

    /// Writes files in a new folder, and gives what the first one describes.
    private func load(_ files: [(name: String, text: String)]) throws -> Alliance {
        try inTargetsFolder { folder in
            for file in files {
                let url = URL(filePath: "\(folder)/\(file.name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.replacing("FOLDER", with: folder).utf8).write(to: url)
            }
            do {
                return try loadAlliance(path: "\(folder)/\(files[0].name)")
            } catch let error as ConfigurationError {
                // Without the folder, whose name is another each time.
                throw Refused(text: error.description.replacing("\(folder)/", with: ""))
            }
        }
    }

    private struct Refused: Error { let text: String }

    private static func members(_ ids: String...) -> String {
        "members:\n" + ids.map { "  - id: \($0)\n    url: z3950://h/\($0)\n" }.joined()
    }

    @Test func `eighty-one members stand in several files`() throws {
        let cities = ["chengdu", "mianyang", "nanchong", "yibin"]
        let files = cities.enumerated().map { index, city in
            let ids = (1...20).map { "\(city)-\($0)" }
            let members = ids.map { "  - id: \($0)\n    name: 图书馆 \($0)\n    url: z3950://h\(index)/\($0)\n" }
            return (
                name: "members/\(city).yaml",
                text: "defaults: {syntax: cnmarc}\nmembers:\n\(members.joined())"
                    + "groups:\n  - {id: \(city), members: [\(ids.joined(separator: ", "))]}\n"
            )
        }
        let main = """
            include: [members/*.yaml]
            defaults: {deadline: 2s}
            groups:
              - {id: capitals, members: [own, chengdu-1, yibin-20]}
            """
        let alliance = try load(
            [("targets.yaml", Self.head + main + "\n" + Self.members("own"))] + files.shuffled())
        #expect(alliance.members.count == 81)
        // The file's own come first, then those of the files, sorted by name.
        #expect(alliance.members.map(\.id).prefix(2) == ["own", "chengdu-1"])
        #expect(alliance.members.last?.id == "yibin-20")
        #expect(alliance.members.filter { $0.syntax == .cnmarc }.count == 80)
        #expect(alliance.members.allSatisfy { $0.deadline == .seconds(2) })
        #expect(alliance.groups.map(\.id) == ["capitals"] + cities)
        #expect(alliance.members(ofDatabase: "nanchong")?.count == 20)
    }

    @Test func `defaults go down, and the nearest goes first`() throws {
        let alliance = try load([
            (
                "targets.yaml",
                Self.head + "include: [one/a.yaml, b.yaml]\n"
                    + "defaults: {window: 20, charset: gb18030, indexes: {dc.type: false, dc.date: '@attr 1=30'}}\n"
                    + Self.members("main")
            ),
            (
                "one/a.yaml",
                "defaults: {window: 30, indexes: {dc.date: '@attr 1=31'}}\ninclude: [two/c.yaml]\n" + Self.members("a")
            ),
            ("one/two/c.yaml", "defaults: {charset: auto}\n" + Self.members("c") + "    window: 5\n"),
            ("b.yaml", Self.members("b")),
        ])
        #expect(alliance.members.map(\.id) == ["main", "a", "c", "b"])
        #expect(alliance.members.map(\.window) == [20, 30, 5, 20])
        #expect(alliance.members.map(\.charset) == ["gb18030", "gb18030", "auto", "gb18030"])
        #expect(
            alliance.members.map { $0.indexes["dc.date"] } == ["@attr 1=30", "@attr 1=31", "@attr 1=31", "@attr 1=30"])
        #expect(alliance.members.allSatisfy { $0.indexes["dc.type"] == .some(nil) })
    }

    @Test func `a path is relative to the file that names it, a password file too; it may be absolute`() throws {
        let alliance = try load([
            ("etc/targets.yaml", Self.head + "include: [../parts/a.yaml, FOLDER/far/*.yaml]\n"),
            ("parts/a.yaml", Self.members("a") + "    username: u\n    password_file: a.secret\n"),
            ("parts/a.secret", "s3cret\n"), ("far/z.yaml", Self.members("z")), ("far/m.yaml", Self.members("m")),
            ("far/.m.yaml.swp", "x"), ("far/m.yaml~", "x"),
        ])
        #expect(alliance.members.map(\.id) == ["a", "m", "z"])
        #expect(alliance.members[0].credentials?.password == "s3cret")
    }

    @Test func `a folder's own name is no pattern`() throws {
        let alliance = try load([
            ("a [b]*/targets.yaml", Self.head + "include: ['m?.yaml']\n"), ("a [b]*/m1.yaml", Self.members("a")),
        ])
        #expect(alliance.members.map(\.id) == ["a"])
    }

    /// The files, the first included by the main one in line 2, and the error.
    private static let refusals: [([(name: String, text: String)], String)] = [
        ([], "targets.yaml:2:11: the included file 'a.yaml' is not there"),
        (
            [("a.yaml/x", "")],
            "targets.yaml:2:11: the included file 'a.yaml' is a directory; for the files in it write 'a.yaml/*.yaml'"
        ),
        (
            [("a.yaml", "members:\n  - id: x\n    url: z3950://h\n    windov: 3\n")],
            "a.yaml:4:5: unknown key 'windov'; did you mean 'window'?"
        ),
        ([("a.yaml", "members:\n\t- id: x\n")], "a.yaml:2:1: YAML can't be indented with tabs; use spaces"),
        ([("a.yaml", "\n")], "a.yaml: is empty; it needs 'members'"),
        (
            [("a.yaml", head + members("a"))],
            "a.yaml:1:11: 'alliance' stands in the main file only, targets.yaml; take it out here"
        ),
        (
            [("a.yaml", "defaults: {window: 3}\n")],
            "a.yaml:1:1: no 'members', 'groups' or 'include' here; 'defaults' are for the members of this file and of "
                + "those it includes"
        ),
        (
            [("a.yaml", members("x", "main"))],
            "a.yaml:4:9: the name 'main' is taken by a member in targets.yaml:4:9; names differ by more than capitals"
        ),
        (
            [("a.yaml", "include: [b.yaml]\n" + members("x")), ("b.yaml", members("y", "x"))],
            "b.yaml:4:9: the name 'x' is taken by a member in a.yaml:3:9; names differ by more than capitals"
        ),
        (
            [("a.yaml", "include: [b.yaml]\n"), ("b.yaml", "include: [a.yaml]\n")],
            "b.yaml:1:11: the included file 'a.yaml' includes this one in turn; take one of the two lines out"
        ),
        (
            [("a.yaml", "include: ['a*.yaml']\n")],
            "a.yaml:1:11: the included file 'a.yaml' is this file itself; keep members in a folder of their own: "
                + "members/*.yaml"
        ),
        (
            [("a.yaml", "include: [b.yaml, ./b.yaml]\n"), ("b.yaml", members("b"))],
            "a.yaml:1:19: the included file './b.yaml' is included already, as 'b.yaml'; name each file once"
        ),
        (
            [("a.yaml", "include: ['members/*.yaml']\n")],
            "a.yaml:1:11: no file matches 'members/*.yaml'; the path is relative to the folder of the file that names it"
        ),
        (
            [("a.yaml", "include: b.yaml\n")],
            "a.yaml:1:10: 'include' should be a list, each item after '- '; found 'b.yaml'"
        ),
        ([("a.yaml", "include: [[b.yaml]]\n")], "a.yaml:1:11: a path under 'include' should be a text; found a list"),
        ([("a.yaml", "include: []\n")], "a.yaml:1:10: 'include' is empty; list at least one path, or take it out"),
        (
            [("a.yaml", "groups: [{id: g, members: [mian]}]\n")],
            "a.yaml:1:28: no member has the id 'mian'; did you mean 'main'?"
        ),
        (
            [("a.yaml", "includ: [b.yaml]\n" + members("b"))],
            "a.yaml:1:1: unknown key 'includ'; did you mean 'include'?"
        ),
    ]

    @Test(arguments: refusals)
    func `an error names the file, and the place in it`(files: [(name: String, text: String)], message: String) {
        let main = (name: "targets.yaml", text: Self.head + "include: [a.yaml]\n" + Self.members("main"))
        let error = #expect(throws: Refused.self) { try load([main] + files) }
        // Only what follows from it: nobody is told that members are missing when a file is.
        #expect(error?.text == message)
    }

    @Test func `one run shows the mistakes of all files, each file's together`() {
        let error = #expect(throws: Refused.self) {
            try load([
                (
                    "targets.yaml",
                    Self.head + "include: [a.yaml, gone.yaml, b.yaml]\ngroups: [{id: g, members: [x]}, {}]\n"
                ),
                ("a.yaml", Self.members("A")),
                ("b.yaml", "members: [{id: b, url: z3950://h, window: 0}]\nmember: []\n"),
            ])
        }
        #expect(
            error?.text == """
                targets.yaml:2:19: the included file 'gone.yaml' is not there
                targets.yaml:3:33: group 2 has no 'members'; add it
                targets.yaml:3:33: group 2 has no 'id'; add it
                a.yaml:2:9: bad id 'A'; it takes a-z, 0-9 and '-', at most 64 characters
                b.yaml:1:43: 'window' should be a whole number from 1 to 1000; found '0'
                b.yaml:2:1: unknown key 'member'; did you mean 'members'?
                """)
    }

    @Test func `nesting, files and members are bounded`() {
        let chain = (1...8).map { (name: "\($0).yaml", text: "include: [\($0 + 1).yaml]\n") }
        let deep = #expect(throws: Refused.self) {
            try load([("targets.yaml", Self.head + "include: [1.yaml]\n")] + chain)
        }
        #expect(deep?.text == "7.yaml:1:11: the included file '8.yaml' is too deep: files include one another 7 deep")
        let many = (1...201).map { (name: "m/\($0).yaml", text: Self.members("m\($0)")) }
        let files = #expect(throws: Refused.self) {
            try load([("targets.yaml", Self.head + "include: [m/*]\n")] + many)
        }
        #expect(files?.text.contains("is one too many: 200 are read; put members together") == true, "\(files as Any)")
        let ids = (1...1_001).map { "{id: m\($0), url: 'z3950://h'}" }
        let members = #expect(throws: Refused.self) {
            try load([("targets.yaml", Self.head + "members:\n  - \(ids.joined(separator: "\n  - "))\n")])
        }
        #expect(members?.text == "targets.yaml:1003:5: an alliance has at most 1000 members; this is one more")
        let long = String(repeating: "#", count: 1 << 20)
        let large = (1...9).map { (name: "l/\($0).yaml", text: Self.members("m\($0)") + long.dropLast(100)) }
        let octets = #expect(throws: Refused.self) {
            try load([("targets.yaml", Self.head + "include: [l/*]\n")] + large)
        }
        #expect(octets?.text.contains("is too much: all files together have 8388608 bytes at most") == true)
    }

    @Test func `after fifty mistakes only their number is told`() {
        let lines = (1...60).map { "x\($0)x: 1\n" }.joined()
        let error = #expect(throws: Refused.self) {
            try load([("targets.yaml", Self.head + Self.members("a") + lines)])
        }
        let told = error?.text.split(separator: "\n") ?? []
        #expect(told.count == 51)
        #expect(told.last == "targets.yaml: … and 10 more mistakes")
    }
}
