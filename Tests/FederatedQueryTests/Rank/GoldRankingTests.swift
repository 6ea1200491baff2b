import Foundation
import Testing

@testable import FederatedQuery

/// Ranking measured on the known items of `shared/gold`: the members' records that hold all words of a query are its hits.
@Suite struct GoldRankingTests {
    private struct Item: Decodable {
        let query: String
        let cql: String?
        let relevant: [String]
    }

    /// A record and all its words.
    private struct Document {
        let id: String
        let copy: Copy
        let words: Set<Token>
    }

    private static let members = [
        "boston", "british-library", "cornell", "duke", "gwu", "loc", "nlm", "princeton", "stanford", "temple", "unc",
    ]

    private func items(_ path: String) throws -> [Item]? {
        try SharedGold.bytes(path).map { bytes in
            try String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                .map { try JSONDecoder().decode(Item.self, from: Data($0.utf8)) }
        }
    }

    private func words(of record: Record) -> Set<Token> {
        record.fields.filter { !$0.tag.isControl }.reduce(into: []) { words, field in
            for subfield in record.subfields(field) { words.formUnion(tokens(record.text(subfield.range))) }
        }
    }

    /// The members with few records: with all of them a debug build takes too long.
    private func documents() -> [Document]? {
        var documents: [Document] = []
        for member in Self.members {
            let folder = SharedMARC.folder.appending(path: "members/\(member)")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
            guard let name = names.sorted().first(where: { $0.hasSuffix(".mrc") }),
                let bytes = SharedMARC.bytes("members/\(member)/\(name)")
            else { return nil }
            for decoded in decodeFile(bytes) {
                guard let record = try? decoded.result.get() else { continue }
                let id = (record.value("001") ?? "").trimmingCharacters(in: .whitespaces)
                documents.append(
                    Document(
                        id: "\(member):\(id)", copy: Copy(member: member, position: decoded.index + 1, record: record),
                        words: words(of: record)))
            }
        }
        return documents
    }

    @Test func `finds known items at the first place`() throws {
        guard let documents = documents() else { return }
        for (path, floor) in [("known-items.jsonl", 0.97), ("short-titles.jsonl", 0.95)] {
            guard let items = try items("relevance-train/\(path)") else { return }
            let (asked, first) = try firstPlaces(items, in: documents)
            print("\(path): success@1 \(first) of \(asked)")
            #expect(Double(first) >= floor * Double(asked))
        }
    }

    /// How many items have a relevant record among these, and for how many it comes first.
    private func firstPlaces(_ items: [Item], in documents: [Document]) throws -> (asked: Int, first: Int) {
        var (asked, first) = (0, 0)
        for item in items {
            let sought = Set(tokens(item.query))
            let hits = documents.filter { sought.isSubset(of: $0.words) }
            let relevant = Set(item.relevant)
            guard hits.contains(where: { relevant.contains($0.id) }) else { continue }
            var clustering = Clustering()
            clustering.add(hits.map(\.copy))
            let query = Query(root: .clause(SearchClause(relation: Relation(.all), term: item.query)))
            let order = rankClusters(Array(clustering.clusters.indices), of: clustering, for: query)
            asked += 1
            if clustering.clusters[order[0]].copies.contains(where: { relevant.contains(hits[$0].id) }) { first += 1 }
        }
        return (asked, first)
    }
}
