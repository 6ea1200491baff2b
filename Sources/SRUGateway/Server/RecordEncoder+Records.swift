import FederatedQuery

extension RecordEncoder {
    /// The forms of a joined record, from the rooms that write them.
    static let records = RecordEncoder(
        marc21: { $0.record.iso2709() },
        marcXML: { octets($0, .marcxml) },
        dublinCore: { octets($0, .dc) },
        text: { Array(recordLines($0.record).utf8) })

    private static func octets(_ joined: JoinedRecord, _ schema: RecordSchema) -> [UInt8] {
        var xml = XMLWriter()
        schema.write(joined.record, to: &xml)
        return xml.bytes
    }
}

/// A record as lines for a reader, as MARC is usually shown: `245 10 $a Emma /$c Jane Austen.`.
func recordLines(_ record: Record) -> String {
    let lines = record.fields.map { field in
        guard !field.tag.isControl else { return "\(field.tag) \(record.text(field.range))" }
        let (first, second) = record.indicators(field)
        let subfields = record.subfields(field).map {
            "$\(Character(Unicode.Scalar($0.code))) \(record.text($0.range))"
        }
        return
            "\(field.tag) \(Character(Unicode.Scalar(first)))\(Character(Unicode.Scalar(second))) \(subfields.joined(separator: " "))"
    }
    return lines.joined(separator: "\n") + "\n"
}
