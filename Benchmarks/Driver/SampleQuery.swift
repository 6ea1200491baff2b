/// A query as a client asks it, and as a member is asked.
struct SampleQuery: Sendable {
    let cql: String
    let pqf: String

    /// A title query that yaz-ztest answers with `hits` hits, whatever its records' titles are.
    static func hits(_ hits: Int) -> SampleQuery { SampleQuery(cql: "dc.title=\(hits)", pqf: "@attr 1=4 \(hits)") }

    /// A title query for a word.
    static func title(_ word: String) -> SampleQuery { SampleQuery(cql: "dc.title=\(word)", pqf: "@attr 1=4 \(word)") }
}

/// Queries of which none comes twice.
struct QueryStock {
    private var next: Int

    /// Queries with this many hits and more.
    init(from hits: Int = 1_000) { next = hits }

    mutating func take(_ count: Int) -> [SampleQuery] {
        defer { next += count }
        return (next..<next + count).map(SampleQuery.hits)
    }
}
