extension Bibliographic {
    /// The first name in its original script, where the record gives it beside the romanised one (880).
    public var vernacularName: String? { first(.name, vernacular: true) }

    /// The names that the work is entered under or that took part in it, in the record's order.
    ///
    /// Names of works that this one holds or cites (headings with a title in them) are left out.
    public var names: [Name] {
        let tags = Set(ElementTable.paths(for: .name, record.dialect).map(\.tag))
        let hasPrimary = record.fields.contains { $0.tag == "700" || $0.tag == "710" || $0.tag == "720" }
        return record.fields.compactMap { field in
            guard tags.contains(field.tag) else { return nil }
            return record.dialect == .marc21 ? marc21Name(field) : unimarcName(field, hasPrimary: hasPrimary)
        }
    }

    private func marc21Name(_ field: Record.Field) -> Name? {
        let isPerson = ["100", "700", "720"].contains(field.tag)
        var parts: [String] = []
        var term: String?
        var code: String?
        for subfield in record.subfields(field) {
            let text = record.text(subfield.range)
            switch subfield.code {
            case 0x61: parts.append(text)  // $a
            case 0x62: parts.append(text)  // $b: a person's numeration, a body's unit
            case 0x74: return nil  // $t: the heading names a work
            case 0x65 where field.tag != "111" && field.tag != "711": term = term ?? text  // $e
            case 0x6A where field.tag == "111" || field.tag == "711": term = term ?? text  // $j
            case 0x34: code = code ?? text  // $4
            default: break
            }
        }
        let joined = parts.map(ISBD.trimmed).joined(separator: isPerson ? " " : ". ")
        return name(joined, isMain: field.tag < "200", isPerson: isPerson, role: term ?? code)
    }

    private func unimarcName(_ field: Record.Field, hasPrimary: Bool) -> Name? {
        let isPerson = ["700", "701", "702"].contains(field.tag)
        // CNMARC enters Chinese works under 701 and 711, without any 700.
        let isAlternative = field.tag == "701" || field.tag == "711"
        let isMain = ["700", "710", "720"].contains(field.tag) || isAlternative && !hasPrimary
        var joined = ""
        var role: String?
        for subfield in record.subfields(field) {
            let text = record.text(subfield.range)
            switch subfield.code {
            case 0x61 where joined.isEmpty: joined = ISBD.trimmed(text)
            case 0x62 where !joined.isEmpty:  // the other part of the name; some write its comma, some don't
                joined += (text.hasPrefix(",") ? "" : isPerson ? ", " : ". ") + text
            case 0x34: role = role ?? text
            default: break
            }
        }
        let text = joined.replacing(" ,", with: ",").replacing(",,", with: ",")
        return name(text, isMain: isMain, isPerson: isPerson, role: role)
    }

    private func name(_ text: String, isMain: Bool, isPerson: Bool, role: String?) -> Name? {
        let text = ISBD.trimmed(text)
        guard !text.isEmpty else { return nil }
        let role = role.map(ISBD.trimmed)
        return Name(text: text, isMain: isMain, isPerson: isPerson, role: role?.isEmpty == true ? nil : role)
    }
}
