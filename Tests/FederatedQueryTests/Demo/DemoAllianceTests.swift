import FederatedQuery
import Foundation
import Testing

@testable import DemoRecords

/// One search over all members of the demo: the table says which of their records are one edition.
@Suite struct DemoAllianceTests {
    @Test func `joins the copies of each edition and nothing else`() async throws {
        let servers = try await DemoMembers.start()
        defer { servers.stop() }
        let page = try await everything(of: servers)
        let asked = Set(page.members.filter { $0.outcome == .answered }.map(\.id))
        #expect(asked.isSuperset(of: ["nctc", "cwnu", "nccl", "swpu", "nsmc"]), "\(page.members)")
        let truth = try editions(of: asked)

        var entries: [String: Int] = [:]
        var strangers: [[String]] = []
        var copies = 0
        for entry in page.entries {
            guard case .joined(let joined) = entry else {
                Issue.record("unreadable: \(entry)")
                continue
            }
            copies += joined.copies.count
            let found = Set(joined.copies.map { truth[identifier(of: $0.record)] ?? "unknown" })
            for edition in found { entries[edition, default: 0] += 1 }
            if found.count > 1 { strangers.append(found.sorted()) }
        }
        #expect(copies == truth.count)
        #expect(Set(entries.keys) == Set(truth.values))
        let apart = entries.filter { $0.value > 1 }
        #expect(apart.isEmpty, "copies of one edition that were not joined: \(apart.keys.sorted())")
        #expect(strangers.isEmpty, "editions that were joined: \(strangers)")
    }

    /// All records of all members, in one page.
    private func everything(of servers: TestServers) async throws -> Page {
        var members = servers.profiles
        for index in members.indices {
            members[index].window = 1_000
            members[index].deadline = .seconds(30)
        }
        let search = try FederatedSearch(alliance: Alliance(name: "Demo", database: "alliance", members: members))
        let request = SearchRequest(query: try parseQuery("cql.allRecords = 1"), database: "alliance", count: 2_000)
        let page = try await search.page(request)
        search.shutDown()
        return page
    }

    private func identifier(of record: Record) -> String {
        record.fields("001").first.map { record.text($0.range) } ?? ""
    }

    /// Which edition each record of these members is of, by the record's local identifier.
    private func editions(of members: Set<String>) throws -> [String: String] {
        let editions = try DemoMembers.editions()
        var truth: [String: String] = [:]
        for member in try DemoMembers.list() where members.contains(member.id) {
            for copy in shelve(editions, of: member) { truth[copy.identifier] = copy.edition.id }
        }
        return truth
    }
}
