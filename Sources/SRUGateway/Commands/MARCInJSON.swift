import FederatedQuery

extension JSONText {
    /// The members `leader` and `fields` of a record in MARC-in-JSON, inside an object.
    ///
    /// `{"leader":"…","fields":[{"001":"…"},{"245":{"ind1":"1","ind2":"0","subfields":[{"a":"…"}]}}]}`
    ///
    /// Source: Ross Singer, "A proposal to serialize MARC in JSON", 2010.
    mutating func marcMembers(of record: Record) {
        key("leader")
        string(utf8: record.bytes.prefix(24))
        key("fields")
        array { fields in
            for field in record.fields {
                fields.object { object in
                    object.key(field.tag.description)
                    if field.tag.isControl {
                        object.string(utf8: record.bytes[field.range])
                    } else {
                        object.dataField(field, of: record)
                    }
                }
            }
        }
    }

    private mutating func dataField(_ field: Record.Field, of record: Record) {
        let indicators = record.indicators(field)
        object { object in
            object.key("ind1")
            object.string(character(indicators.0))
            object.key("ind2")
            object.string(character(indicators.1))
            object.key("subfields")
            object.array { subfields in
                for subfield in record.subfields(field) {
                    subfields.object {
                        $0.key(character(subfield.code))
                        $0.string(utf8: record.bytes[subfield.range])
                    }
                }
            }
        }
    }
}

/// One octet as text; what is not ASCII would not be UTF-8.
private func character(_ octet: UInt8) -> String { octet < 0x80 ? String(Unicode.Scalar(octet)) : "\u{FFFD}" }
