/// Copies joined into clusters as they come.
///
/// What was found stays: a cluster's index never changes its meaning, later copies join clusters or found new ones, and
/// two clusters that stood before an `add` are never joined, because their positions may have been served already.
/// The same copies in the same order give the same clusters.
///
/// Joining can't chain strangers together: the surest pairs are joined first, and no two members of a cluster may be
/// of those that the comparison calls different.
public struct Clustering: Sendable {
    /// All copies, in the order in which they were added.
    public private(set) var copies: [Copy] = []
    /// The clusters, in the order in which they were founded.
    public private(set) var clusters: [Cluster] = []

    /// What is known of the copies; those with equal features share one.
    private(set) var descriptions: [MatchFeatures] = []
    /// The descriptions' tokens and identifiers.
    private(set) var pool = FeaturePool()
    /// The description of each copy.
    private(set) var descriptionOfCopy: [Int32] = []

    private var index = CandidateIndex()
    private var groups = JoinedGroups()

    /// A clustering without copies.
    public init() {}

    /// Builds the tables that folding needs, so that the first search does not wait the tens of milliseconds it takes.
    public static func prepare() { _ = TextFolding.shared }

    /// Joins new copies to the clusters that there are, and to each other.
    public mutating func add(_ new: [Copy]) {
        // A few at a time, so that what is read of a million copies is not held twice.
        let starts = stride(from: 0, to: new.count, by: 1024)
        add(starts.lazy.map { DescribedCopies(Array(new[$0..<min($0 + 1024, new.count)])) })
    }

    /// Joins new copies, whose features are known, to the clusters that there are, and to each other.
    mutating func add(_ new: some Sequence<DescribedCopies>) {
        let firstCopy = copies.count
        var search = CandidateSearch()
        for described in new {
            copies.append(contentsOf: described.copies)
            index.reserve(described.copies.count * 6)
            for features in described.features {
                descriptionOfCopy.append(enter(features, of: described.pool, search: &search))
            }
        }
        search.pairs.sort()
        for pair in search.pairs { join(pair) }
        for copy in firstCopy..<copies.count { place(copy) }
    }

    /// The description with these features: one that there is, if no rule could tell them apart, or a new one.
    ///
    /// A new one is compared with those that share a key with it; pairs that are the same edition are left in `search`.
    private mutating func enter(
        _ features: MatchFeatures, of source: FeaturePool, search: inout CandidateSearch
    ) -> Int32 {
        search.candidates.removeAll(keepingCapacity: true)
        index.find(features.fingerprint, into: &search.candidates)
        for known in search.candidates where descriptions[Int(known)].fingerprint == features.fingerprint {
            return known
        }
        let description = Int32(descriptions.count)
        let features = pool.take(features, from: source)
        descriptions.append(features)
        groups.append()
        // A record that says too little to be joined with its own twin shares its description with none.
        if case .same = compareCopies(features, features, in: pool) { index.insert(features.fingerprint, description) }
        findPairs(of: description, search: &search)
        return description
    }

    private mutating func findPairs(of description: Int32, search: inout CandidateSearch) {
        let features = descriptions[Int(description)]
        candidateKeys(of: features, in: pool, into: &search.keys)
        search.candidates.removeAll(keepingCapacity: true)
        for key in search.keys { index.find(key, into: &search.candidates) }
        search.candidates.sort()
        var previous: Int32 = -1
        for candidate in search.candidates where candidate != previous {
            previous = candidate
            if case .same(let score, _) = compareCopies(descriptions[Int(candidate)], features, in: pool) {
                search.pairs.append(CandidatePair(score: Int32(score), a: candidate, b: description))
            }
        }
        for key in search.keys { index.insert(key, description) }
    }

    /// Joins the groups of a pair, unless both are clusters already or some members of them differ.
    private mutating func join(_ pair: CandidatePair) {
        let (a, b) = (groups.root(of: pair.a), groups.root(of: pair.b))
        guard a != b, groups.canJoin(a, b) else { return }
        var x = a
        repeat {
            var y = b
            repeat {
                if case .different = compareCopies(descriptions[Int(x)], descriptions[Int(y)], in: pool) { return }
                y = groups.next(after: y)
            } while y != b
            x = groups.next(after: x)
        } while x != a
        groups.join(a, b)
    }

    /// Puts a copy into its description's cluster, which it founds if there is none.
    private mutating func place(_ copy: Int) {
        let root = groups.root(of: descriptionOfCopy[copy])
        if let cluster = groups.cluster(of: root) {
            clusters[cluster].copies.append(copy)
        } else {
            groups.setCluster(clusters.count, of: root)
            clusters.append(Cluster(copies: [copy]))
        }
    }
}

/// What the search for pairs needs over and over.
struct CandidateSearch {
    var keys: [UInt64] = []
    var candidates: [Int32] = []
    var pairs: [CandidatePair] = []
}

/// Two descriptions of one edition, ordered so that the surest come first and the order is always the same.
struct CandidatePair: Comparable {
    let score: Int32
    let a: Int32
    let b: Int32

    static func < (x: CandidatePair, y: CandidatePair) -> Bool {
        if x.score != y.score { return x.score > y.score }
        return x.b != y.b ? x.b < y.b : x.a < y.a
    }
}
