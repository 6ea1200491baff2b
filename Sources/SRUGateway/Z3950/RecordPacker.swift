/// Packs records into one response, within the sizes agreed at Init (Z39.50-2003, 3.3).
struct RecordPacker {
    /// About what the response and each record cost beside the record's own octets.
    private static let overhead = 64

    let preferredMessageSize: Int
    let maximumRecordSize: Int
    /// Whether only one record is wanted: then it may exceed the message size (3.3.2, an exceptional record).
    let isSingle: Bool
    private(set) var records: [ResponseRecord] = []
    private var size = Self.overhead

    init(preferredMessageSize: Int, maximumRecordSize: Int, isSingle: Bool) {
        self.preferredMessageSize = preferredMessageSize
        self.maximumRecordSize = maximumRecordSize
        self.isSingle = isSingle
    }

    /// Takes one more record, or the surrogate diagnostic that its size calls for.
    ///
    /// - Returns: `false` when it does not fit behind those already taken: the response ends before it.
    mutating func take(_ record: ResponseRecord) -> Bool {
        var record = record
        if case .octets(let octets, _) = record.content {
            if octets.count > maximumRecordSize {
                record.content = .surrogate(Bib1Diagnostic(.exceedsMaximumRecordSize, String(octets.count)))
            } else if octets.count + 2 * Self.overhead > preferredMessageSize, !isSingle {
                record.content = .surrogate(Bib1Diagnostic(.exceedsPreferredMessageSize, String(octets.count)))
            }
        }
        let added = Self.size(of: record)
        guard records.isEmpty || size + added <= preferredMessageSize else { return false }
        records.append(record)
        size += added
        return true
    }

    private static func size(of record: ResponseRecord) -> Int {
        switch record.content {
        case .octets(let octets, _): octets.count + record.database.utf8.count + overhead
        case .surrogate(let diagnostic):
            (diagnostic.addInfo?.utf8.count ?? 0) + record.database.utf8.count + overhead
        }
    }
}
