import FederatedQuery

extension RecordFormat {
    /// What stands in a response for `entry`: the record in this format, or the diagnostic in its place.
    func content(of entry: PageEntry) -> ResponseRecord.Content {
        switch entry {
        case .unreadable(let member, let position, let why):
            .surrogate(Bib1Diagnostic(.cannotPresentRecord, "\(member), record \(position): \(why)"))
        case .joined(let joined):
            octets(of: joined).map { .octets($0, self) }
                ?? .surrogate(Bib1Diagnostic(.exceedsMaximumRecordSize, "longer than ISO 2709 allows; ask for XML"))
        }
    }

    /// The record in this format, UTF-8; `nil` when it is longer than the format can say.
    private func octets(of joined: JoinedRecord) -> [UInt8]? {
        switch self {
        case .marc21: joined.record.iso2709()
        case .marcXML: xml(joined.record, .marcxml)
        case .dublinCore: xml(joined.record, .dc)
        case .text: Array(lines(of: joined).utf8)
        }
    }

    private func xml(_ record: Record, _ schema: RecordSchema) -> [UInt8] {
        var xml = XMLWriter()
        schema.write(record, to: &xml)
        return xml.bytes
    }
}

/// A record as lines for a reader at a terminal: what it is, and who holds it.
private func lines(of joined: JoinedRecord) -> String {
    let book = Bibliographic(joined.record)
    let title = [book.title, book.subtitle].compactMap(\.self).joined(separator: " : ")
    let part = [book.partNumber, book.partName].compactMap(\.self).joined(separator: ", ")
    let imprint = [book.place, book.publisher].compactMap(\.self).joined(separator: " : ")
    var holders: [String] = []
    for copy in joined.copies where !holders.contains(copy.member) { holders.append(copy.member) }
    let lines = [
        ("Title", [title, part].filter { !$0.isEmpty }.joined(separator: ". ")),
        ("By", book.responsibility ?? book.names.map(\.text).joined(separator: "; ")),
        ("Edition", book.edition ?? ""),
        ("Published", [imprint, book.date ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")),
        ("Extent", book.extent ?? ""),
        ("Series", book.series.joined(separator: "; ")),
        ("ISBN", book.isbns.joined(separator: ", ")),
        ("Held by", holders.joined(separator: ", ")),
    ]
    return lines.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)\n" }.joined()
}
