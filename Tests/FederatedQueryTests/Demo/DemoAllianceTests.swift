import FederatedQuery
import Foundation
import Testing

@testable import DemoRecords

/// One search over all members of the demo: the table says which of their records are one edition.
@Suite struct DemoAllianceTests {
    @Test func `joins the copies of each edition and nothing else`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let truth = try editions()
        let page = try await everything(of: servers)
        #expect(page.members.allSatisfy { $0.outcome == .answered })

        var entries: [String: Int] = [:]
        var strangers: [[String]] = []
        for entry in page.entries {
            guard case .joined(let joined) = entry else {
                Issue.record("unreadable: \(entry)")
                continue
            }
            // Records that are not in the table are Debian's examples.
            let found = Set(joined.copies.compactMap { truth[identifier(of: $0.record)] })
            for edition in found { entries[edition, default: 0] += 1 }
            if found.count > 1 { strangers.append(found.sorted()) }
        }
        #expect(Set(entries.keys) == Set(truth.values))
        let apart = entries.filter { $0.value > 1 }
        #expect(apart.isEmpty, "copies of one edition that were not joined: \(apart.keys.sorted())")
        #expect(strangers.isEmpty, "editions that were joined: \(strangers)")
    }

    /// All records of all members, in one page.
    private func everything(of servers: TestServers) async throws -> Page {
        var members = servers.profiles
        for index in members.indices { members[index].window = 200 }
        let search = try FederatedSearch(alliance: Alliance(name: "Demo", database: "alliance", members: members))
        let request = SearchRequest(query: try parseQuery("cql.allRecords = 1"), database: "alliance", count: 400)
        let page = try await search.page(request)
        search.shutDown()
        return page
    }

    private func identifier(of record: Record) -> String {
        record.fields("001").first.map { record.text($0.range) } ?? ""
    }

    /// Which edition each record is of, by the record's local identifier.
    private func editions() throws -> [String: String] {
        let text = try String(contentsOf: package("Demo/editions.rec"), encoding: .utf8)
        let members = try DemoMembers.list()
        let editions = try readEditions(text, file: "Demo/editions.rec", members: members)
        var truth: [String: String] = [:]
        for member in members {
            let held = editions.filter { $0.copies.contains { $0.member == member.id } }
            for (index, edition) in held.enumerated() { truth[member.id + (index + 1).padded(to: 6)] = edition.id }
        }
        return truth
    }
}
