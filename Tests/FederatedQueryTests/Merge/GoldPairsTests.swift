import Foundation
import Testing

@testable import FederatedQuery

/// Joining measured on the labelled pairs of `shared/gold`, as a search would join them.
///
/// Each set is also counted in two halves: what helps only one half was made for single records.
@Suite struct GoldPairsTests {
    /// Joins the records and counts; the halves are told by the first id.
    private func measure(_ records: [(id: String, record: Record)], _ pairs: [SharedGold.Pair]) -> [PairQuality] {
        var clustering = Clustering()
        clustering.add(records.enumerated().map { Copy(member: "m", position: $0 + 1, record: $1.record) })
        var clusterOfCopy = [Int](repeating: -1, count: records.count)
        for (index, cluster) in clustering.clusters.enumerated() {
            for copy in cluster.copies { clusterOfCopy[copy] = index }
        }
        let cluster = Dictionary(zip(records.map(\.id), clusterOfCopy)) { first, _ in first }
        var qualities = [PairQuality(), PairQuality(), PairQuality()]
        for pair in pairs {
            guard let a = cluster[pair.a], let b = cluster[pair.b] else {
                Issue.record("\(pair.a) or \(pair.b) is missing")
                continue
            }
            let half = pair.a.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 1
            qualities[half].count(isSame: pair.isSame, isJoined: a == b)
            qualities[2].count(isSame: pair.isSame, isJoined: a == b)
        }
        return qualities
    }

    /// The floor for precision is low for a reason.
    ///
    /// Most pairs that are joined against their label say nothing in which they differ: eight have one ISBN, title, year
    /// and extent, and six more are two clusters of one film.
    @Test func `joins what experts joined`() throws {
        guard let pairs = SharedGold.pairs("dedup-train/pairs.csv") else { return }
        var records: [(id: String, record: Record)] = []
        for network in 1...20 {
            SharedGold.records(
                "dedup-train/n\(String(format: "%02d", network)).mrc", wanted: { _ in true }, into: &records)
        }
        let quality = measure(records, pairs)
        print("experts' pairs: \(quality[2]); by halves: \(quality[0]); \(quality[1])")
        #expect(quality[2].precision > 0.87)
        #expect(quality[2].recall > 0.93)
    }

    /// Every fourth pair: in a debug build all of them take too long.
    @Test func `joins Chinese records through re-cataloguing`() throws {
        guard let all = SharedGold.pairs("dedup-train/cjk/pairs.csv") else { return }
        let pairs = all.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        let wanted = Set(pairs.flatMap { [$0.a, $0.b] })
        var records: [(id: String, record: Record)] = []
        for file in ["a-gb18030.iso", "b-utf8.iso", "c-traditional-utf8.iso"] {
            SharedGold.records("dedup-train/cjk/\(file)", wanted: wanted.contains, into: &records)
        }
        let quality = measure(records, pairs)
        print("Chinese pairs: \(quality[2]); by halves: \(quality[0]); \(quality[1])")
        #expect(quality[2].precision > 0.998)
        #expect(quality[2].recall > 0.99)
    }

    @Test func `joins CNMARC records with their MARC 21 form, print apart from online`() throws {
        guard let pairs = SharedGold.pairs("dedup-train/cjk/yearbooks-pairs.csv") else { return }
        var records: [(id: String, record: Record)] = []
        for file in ["yearbooks-gb18030.iso", "yearbooks-marc21-utf8.mrc"] {
            SharedGold.records("dedup-train/cjk/\(file)", wanted: { _ in true }, into: &records)
        }
        let quality = measure(records, pairs)[2]
        print("yearbooks: \(quality)")
        #expect(quality.precision == 1)
        #expect(quality.recall == 1)
    }
}
