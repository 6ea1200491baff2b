/// Copies of one edition, joined.
public struct Cluster: Hashable, Sendable {
    /// The copies, as indices into the clustering's copies, ascending: the first is the one that founded the cluster.
    public internal(set) var copies: [Int]
}
