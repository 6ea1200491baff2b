extension Bibliographic {
    /// What its owner holds, from the first of these fields that the record has.
    ///
    /// 852 is the standard's; AVA is Alma's, 952 and 995 Koha's, 905 CNMARC's, 899 of Italian UNIMARC, 999 SirsiDynix's.
    public var holdings: [Holding] {
        for layout in Self.layouts {
            let holdings = record.fields.compactMap { field in
                field.tag == layout.tag && layout.fits(record, field) ? holding(field, layout) : nil
            }
            if !holdings.isEmpty { return holdings }
        }
        return []
    }

    /// Which subfields of a holdings field say what, in the order in which they are joined.
    private struct Layout {
        let tag: Record.Tag
        let location: StaticString
        let callNumber: StaticString
        let note: StaticString
        /// A subfield without which the field means something else.
        var required: UInt8?

        func fits(_ record: Record, _ field: Record.Field) -> Bool {
            guard let required else { return true }
            return record.subfields(field).contains { $0.code == required }
        }
    }

    private static let layouts = [
        Layout(tag: "852", location: "abc", callNumber: "khim", note: "3z"),
        Layout(tag: "AVA", location: "bqc", callNumber: "d", note: "ev"),
        Layout(tag: "952", location: "abc", callNumber: "o", note: "h", required: 0x6F),
        Layout(tag: "995", location: "bce", callNumber: "k", note: "u", required: 0x6B),
        Layout(tag: "905", location: "af", callNumber: "s", note: "v"),
        Layout(tag: "899", location: "1", callNumber: "2", note: "", required: 0x32),
        Layout(tag: "999", location: "ml", callNumber: "a", note: "", required: 0x6C),
    ]

    private func holding(_ field: Record.Field, _ layout: Layout) -> Holding? {
        var callNumber = value(field, layout.callNumber, separator: " ")
        if callNumber == nil, layout.tag == "905" {
            callNumber = value(field, "de", separator: "/")  // class and book number apart
        }
        let holding = Holding(
            location: value(field, layout.location, separator: ", "), callNumber: callNumber,
            note: value(field, layout.note, separator: ". "))
        return holding == Holding(location: nil, callNumber: nil, note: nil) ? nil : holding
    }

    /// The subfields with these codes in one text, in the order of the codes.
    private func value(_ field: Record.Field, _ codes: StaticString, separator: String) -> String? {
        var parts: [String] = []
        for index in 0..<codes.utf8CodeUnitCount {
            for subfield in record.subfields(field) where subfield.code == codes.utf8Start[index] {
                let text = record.trimmedText(subfield.range)
                if !text.isEmpty { parts.append(text) }
            }
        }
        return joined(parts, by: separator)
    }
}
