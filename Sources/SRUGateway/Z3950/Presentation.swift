import FederatedQuery

/// Records of a result set on their way into one response, a range at a time.
struct Presentation {
    let reference: Z3950Request.Reference?
    /// The client's name for the set.
    let name: String
    let set: Association.ResultSet
    let format: RecordFormat
    /// The ranges that have not been taken yet.
    private var ranges: [PresentPDU.Range]
    private let limit: Int
    private var packer: RecordPacker
    private var completeness = ResponseRecords.Completeness.complete
    /// The position of the last record taken.
    private var lastPosition = 0

    /// Ranges of `set`, none of them empty and all within its hits, in a response of at most `limit` records.
    init(
        reference: Z3950Request.Reference?, name: String, set: Association.ResultSet, format: RecordFormat,
        ranges: [PresentPDU.Range], limit: Int, packer: RecordPacker
    ) {
        self.reference = reference
        self.name = name
        self.set = set
        self.format = format
        self.ranges = ranges
        self.limit = limit
        self.packer = packer
    }

    /// What to ask the engine for next; `nil` when the response is ready.
    var nextRange: PresentPDU.Range? {
        guard completeness == .complete, let first = ranges.first else { return nil }
        return PresentPDU.Range(start: first.start, count: min(first.count, limit - packer.records.count))
    }

    /// What the response holds.
    var records: ResponseRecords { .records(packer.records, completeness) }

    /// The position after the last record taken; 0 behind the end of the set.
    var nextPosition: Int { lastPosition < set.hits ? lastPosition + 1 : 0 }

    /// Takes the engine's answer to the first range that is left.
    mutating func take(_ page: Page) {
        guard let range = nextRange else { return }
        for entry in page.entries.prefix(range.count) {
            guard take(format.content(of: entry)) else { return }
        }
        if page.entries.count < range.count, page.nextPosition != nil {
            completeness = .limited  // there is more, but not now
            return
        }
        fill(upTo: range.count - page.entries.count, hits: page.hitCount.value)
    }

    /// Takes it that the set, which now has `hits` records, has none to show in the first range that is left.
    mutating func takeNothing(hits: Int) {
        guard let range = nextRange else { return }
        fill(upTo: range.count, hits: hits)
    }

    /// Stands a diagnostic in each of the last positions of a range that are empty.
    ///
    /// The count that the client was told can't be taken back in Z39.50. The set may have shrunk since, when copies
    /// fetched later were joined to records already there; or a member that announced a record may not send it. To
    /// refuse the range would take the records before them along.
    private mutating func fill(upTo count: Int, hits: Int) {
        for _ in 0..<max(0, count) {
            let isBehindEnd = (ranges.first?.start ?? 0) > hits
            let diagnostic =
                isBehindEnd
                ? Bib1Diagnostic(.recordDeleted, "joined to an earlier record of this result set")
                : Bib1Diagnostic(.cannotPresentRecord, "the library that announced it does not send it")
            guard take(.surrogate(diagnostic)) else { return }
        }
    }

    private mutating func take(_ content: ResponseRecord.Content) -> Bool {
        guard let range = ranges.first else { return false }
        guard packer.take(ResponseRecord(database: set.database, content: content)) else {
            completeness = .messageFull
            return false
        }
        lastPosition = range.start
        if range.count == 1 {
            ranges.removeFirst()
        } else {
            ranges[0] = .init(start: range.start + 1, count: range.count - 1)
        }
        if packer.records.count >= limit, !ranges.isEmpty {
            completeness = .limited
            return false
        }
        return true
    }
}
