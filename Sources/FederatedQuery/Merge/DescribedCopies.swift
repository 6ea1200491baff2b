/// Copies, and what the comparison needs to know of each: the part of joining that looks at one copy alone.
///
/// So it is done as each member's answer comes, while others are awaited.
struct DescribedCopies: Sendable {
    let copies: [Copy]
    /// The features of each copy; their tokens and identifiers stand in `pool`.
    let features: [MatchFeatures]
    let pool: FeaturePool

    /// Reads what matters from these copies.
    init(_ copies: [Copy]) {
        var extractor = FeatureExtractor()
        var pool = FeaturePool()
        features = copies.map { extractor.features(of: $0.record, into: &pool) }
        self.copies = copies
        self.pool = pool
    }
}
