/// Which descriptions have been joined: disjoint sets, each with its members in a ring.
///
/// Source: Tarjan, Efficiency of a Good But Not Linear Set Union Algorithm, 1975. The ring lets all members be visited
/// without a list for each group.
struct JoinedGroups: Sendable {
    /// How many different descriptions one group may have.
    ///
    /// Every newcomer is compared with all of them; without a bound, a member that sends endless variants of one record
    /// would make that quadratic.
    static let largestGroup: Int32 = 256

    private var parent: [Int32] = []
    private var ring: [Int32] = []
    /// For a root: its cluster; -1 while it has none.
    private var clusterOfRoot: [Int32] = []
    /// For a root: how many members its group has.
    private var size: [Int32] = []

    /// A new group of one; its number is the count of those before.
    mutating func append() {
        parent.append(Int32(parent.count))
        ring.append(Int32(ring.count))
        clusterOfRoot.append(-1)
        size.append(1)
    }

    /// The description that stands for the group of this one.
    mutating func root(of description: Int32) -> Int32 {
        var root = description
        while parent[Int(root)] != root {
            parent[Int(root)] = parent[Int(parent[Int(root)])]
            root = parent[Int(root)]
        }
        return root
    }

    /// The next member of the same group, round and round.
    func next(after description: Int32) -> Int32 { ring[Int(description)] }

    /// The cluster of the group with this root; `nil` while it has none.
    func cluster(of root: Int32) -> Int? {
        let cluster = clusterOfRoot[Int(root)]
        return cluster < 0 ? nil : Int(cluster)
    }

    mutating func setCluster(_ cluster: Int, of root: Int32) { clusterOfRoot[Int(root)] = Int32(cluster) }

    /// Whether the groups of two roots may become one: not if both are clusters, nor if they are too large.
    func canJoin(_ a: Int32, _ b: Int32) -> Bool {
        (clusterOfRoot[Int(a)] < 0 || clusterOfRoot[Int(b)] < 0) && size[Int(a)] + size[Int(b)] <= Self.largestGroup
    }

    /// Makes the groups of two roots one; the root of a cluster stays, otherwise the older one.
    mutating func join(_ a: Int32, _ b: Int32) {
        let keepsA = clusterOfRoot[Int(a)] >= 0 || (clusterOfRoot[Int(b)] < 0 && a < b)
        let (root, other) = keepsA ? (a, b) : (b, a)
        parent[Int(other)] = root
        ring.swapAt(Int(a), Int(b))
        size[Int(root)] += size[Int(other)]
    }
}
