import FederatedQuery

/// Writes a joined record in the formats that go out over Z39.50.
struct RecordEncoder: Sendable {
    /// As ISO 2709 in UTF-8; `nil` when it is longer than that format can say.
    var marc21: @Sendable (JoinedRecord) -> [UInt8]?
    /// As a MARCXML `record`.
    var marcXML: @Sendable (JoinedRecord) -> [UInt8]
    /// As Dublin Core.
    var dublinCore: @Sendable (JoinedRecord) -> [UInt8]
    /// As lines for a reader.
    var text: @Sendable (JoinedRecord) -> [UInt8]

    /// What stands in a response for `entry`.
    func content(_ entry: PageEntry, as format: RecordFormat) -> ResponseRecord.Content {
        switch entry {
        case .unreadable(let member, let position, let why):
            .surrogate(Bib1Diagnostic(.cannotPresentRecord, "\(member), record \(position): \(why)"))
        case .joined(let record):
            octets(record, format).map { .octets($0, format) }
                ?? .surrogate(Bib1Diagnostic(.exceedsMaximumRecordSize, "longer than ISO 2709 allows; ask for XML"))
        }
    }

    private func octets(_ record: JoinedRecord, _ format: RecordFormat) -> [UInt8]? {
        switch format {
        case .marc21: marc21(record)
        case .marcXML: marcXML(record)
        case .dublinCore: dublinCore(record)
        case .text: text(record)
        }
    }
}
