/// Why a copy is in its cluster: the other copy that holds it there, and what the comparison of the two said.
public struct Join: Hashable, Sendable {
    /// The copy, as an index into the clustering's copies.
    public let copy: Int
    /// The copy that it was joined with, likewise.
    public let with: Int
    /// Their cluster.
    public let cluster: Int
    /// How sure the comparison is: 38 or more, in its own points.
    public let score: Int
    /// What speaks for and against their being one edition, in the order of `MatchRule`.
    public let evidence: Evidence
}

extension Clustering {
    /// For each copy but the first of its cluster, the pair that holds it there; cluster by cluster.
    ///
    /// Worked out when it is asked for: the surest pairs that connect all copies of a cluster.
    public var joins: [Join] { clusters.indices.flatMap(joins) }

    /// The pairs that hold one cluster together.
    ///
    /// Copies with one description are joined with the first that has it; the descriptions by Prim's algorithm, the
    /// surest pair first.
    func joins(of cluster: Int) -> [Join] {
        var joins: [Join] = []
        var firstCopy: [Int32: Int] = [:]
        var waiting: [(copy: Int, best: Join?)] = []
        for copy in clusters[cluster].copies {
            if let twin = firstCopy[descriptionOfCopy[copy]] {
                var evidence = Evidence()
                evidence.insert(.identical)
                joins.append(
                    Join(copy: copy, with: twin, cluster: cluster, score: score(copy, twin), evidence: evidence))
            } else {
                firstCopy[descriptionOfCopy[copy]] = copy
                waiting.append((copy, nil))
            }
        }
        var latest = waiting.removeFirst().copy
        while !waiting.isEmpty {
            for index in waiting.indices {
                guard case .same(let score, let evidence) = comparison(waiting[index].copy, latest),
                    score > waiting[index].best?.score ?? 0
                else { continue }
                waiting[index].best = Join(
                    copy: waiting[index].copy, with: latest, cluster: cluster, score: score, evidence: evidence)
            }
            let surest = waiting.indices.max { waiting[$0].best?.score ?? 0 < waiting[$1].best?.score ?? 0 }
            guard let surest, let join = waiting.remove(at: surest).best else { break }
            joins.append(join)
            latest = join.copy
        }
        return joins.sorted { $0.copy < $1.copy }
    }

    private func score(_ a: Int, _ b: Int) -> Int {
        guard case .same(let score, _) = comparison(a, b) else { return 0 }
        return score
    }

    /// What the comparison says of two copies.
    func comparison(_ a: Int, _ b: Int) -> Comparison {
        compareCopies(
            descriptions[Int(descriptionOfCopy[a])], descriptions[Int(descriptionOfCopy[b])], in: pool)
    }
}
