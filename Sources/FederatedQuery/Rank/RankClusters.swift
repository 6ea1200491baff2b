/// Orders clusters by how well they answer a query.
///
/// What counts: the words found, in which field, how rare they are in this set and how long the field is; then whether
/// the title is the query, begins with it or has it as a phrase; then how many members hold it. Among equals the better
/// rank at a member decides, then the older cluster: the same input gives the same order. A query without words, as
/// `cql.allRecords = 1`, takes the members' own orders, interleaved.
///
/// - Parameters:
///   - indices: the clusters to order, as indices into the clustering's.
///   - clustering: where they are.
///   - query: what was asked.
/// - Returns: the same indices, best first.
func rankClusters(_ indices: [Int], of clustering: Clustering, for query: Query) -> [Int] {
    let sought = SoughtWords(query)
    let scores = relevance(of: indices, in: clustering, for: sought)
    let standings = indices.enumerated().map { offset, cluster in
        Standing(cluster: cluster, score: scores[offset], rank: bestRank(of: cluster, in: clustering))
    }
    return standings.sorted().map(\.cluster)
}

/// Where a cluster stands in the order.
private struct Standing: Comparable {
    let cluster: Int
    let score: Double
    let rank: Int

    static func < (a: Standing, b: Standing) -> Bool {
        if a.score != b.score { return a.score > b.score }
        return a.rank != b.rank ? a.rank < b.rank : a.cluster < b.cluster
    }
}

/// The best position that a copy of the cluster has at its member, 1-based.
private func bestRank(of cluster: Int, in clustering: Clustering) -> Int {
    clustering.clusters[cluster].copies.reduce(Int.max) { min($0, clustering.copies[$1].position) }
}

/// How well each cluster answers: 0 for a query without words.
private func relevance(of indices: [Int], in clustering: Clustering, for sought: SoughtWords) -> [Double] {
    guard !sought.words.isEmpty else { return [Double](repeating: 0, count: indices.count) }
    var findings: [WordFindings] = []
    findings.reserveCapacity(indices.count)
    for cluster in indices { findings.append(WordFindings(of: cluster, in: clustering, for: sought)) }
    let weights = termWeights(findings, count: sought.words.count)
    return findings.map { $0.score(weights) }
}

/// How much each word tells: much for one that few clusters have.
///
/// Source: Robertson and Spärck Jones's weight as in BM25, never below a fifth, for a word that all have still counts.
private func termWeights(_ findings: [WordFindings], count: Int) -> [Double] {
    (0..<count).map { word in
        let having = Double(findings.count { $0.frequencies[word] > 0 })
        return max(0.2, logarithm(1 + (Double(findings.count) - having + 0.5) / (having + 0.5)))
    }
}
