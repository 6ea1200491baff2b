import Foundation
import Testing

@testable import FederatedQuery

/// The entries and settings that docs/members.md names are read by the gateway, and valid for editors.
@Suite struct MembersDocumentTests {
    private let text: String
    private let schema: JSONSchema

    init() throws {
        text = try String(contentsOf: package("docs/members.md"), encoding: .utf8)
        schema = try JSONSchema(package("docs/targets.schema.json"))
    }

    private func read(_ entry: String) throws -> [MemberProfile] {
        let yaml = "alliance: {name: A, database: all}\nmembers:\n" + entry
        #expect(schema.errors(of: try JSONValue(yaml: yaml)) == [], "\(entry)")
        return try parseAlliance(yaml, file: "members.md", environment: ["NAME": "secret"]).members
    }

    @Test func `every entry is read, and each has an id of its own`() throws {
        let entries = text.matches(of: /(?ms)^```yaml\n(.*?)^```$/).map { String($0.1) }
        #expect(entries.count >= 10)
        let members = try entries.flatMap { try read($0) }
        #expect(Set(members.map(\.id)).count == entries.count)
        for system in ["zebra", "koha", "evergreen", "aleph", "cnmarc-gb", "sru-only"] {
            #expect(members.contains { $0.id == system }, "\(system)")
        }
        #expect(members.first { $0.id == "cnmarc-gb" }?.queryCharset == "gb18030")
    }

    @Test func `every setting in the table of symptoms is read`() throws {
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| what you see") }
        #expect(rows.count >= 15)
        for row in rows {
            let column = row.split(separator: "|")[2]
            let settings = column.matches(of: /`([^`]+)`/).map { String($0.1) }
            #expect(!settings.isEmpty, "\(row)")
            for setting in settings {
                let isSRU = setting.hasPrefix("sru_") || setting.hasPrefix("schema")
                let needsUser = ["group:", "authentication:", "password"].contains(where: setting.hasPrefix)
                let user = needsUser ? "    username: u\n" : ""
                let entry = "  - id: one\n    url: \(isSRU ? "sru+http" : "z3950")://h/d\n    \(setting)\n\(user)"
                #expect(try read(entry).count == 1, "\(setting)")
            }
        }
    }

    @Test func `the links between the documents lead somewhere`() throws {
        for name in ["members.md", "targets.md", "quick-start.md", "../README.md"] {
            let file = package("docs").appending(path: name)
            let document = try String(contentsOf: file, encoding: .utf8)
            for match in document.matches(of: /\]\(([^)#:\s]+)\)/) {
                let target = file.deletingLastPathComponent().appending(path: String(match.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(name): \(match.1)")
            }
        }
    }
}
