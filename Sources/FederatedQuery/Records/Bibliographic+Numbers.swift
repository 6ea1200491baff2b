extension Bibliographic {
    /// The ISBNs, 13 digits each; invalid ones are left out, and none is there twice.
    public var isbns: [String] {
        var numbers: [String] = []
        record.forEachText(of: .isbn) { text in
            if let number = isbn13(text) { numbers.append(String(number)) }
        }
        return distinct(numbers)
    }

    /// The ISSNs, `1234-567X`; invalid ones are left out.
    public var issns: [String] {
        var numbers: [String] = []
        record.forEachText(of: .issn) { text in
            if let number = issn(text) { numbers.append(number) }
        }
        return distinct(numbers)
    }

    /// The Library of Congress control numbers, in the form that compares.
    public var lccns: [String] { distinct(texts(.lccn).compactMap(lccn)) }

    /// The OCLC numbers, digits only: of 035, and of 001 where 003 or its prefix says so.
    public var oclcNumbers: [String] {
        var numbers: [String] = []
        record.forEachText(of: .systemNumber) { text in
            if let number = oclcNumber(text) { numbers.append(String(number)) }
        }
        if record.dialect == .marc21, let local = localIdentifier {
            let number =
                oclcNumber(Array(local.utf8).span)
                ?? (record.value("003").map(ISBD.trimmed) == "OCoLC" ? UInt64(local) : nil)
            if let number { numbers.append(String(number)) }
        }
        return distinct(numbers)
    }

    /// The numbers of national bibliographies and agencies, legal deposit and China's 统一书号, as printed.
    public var nationalNumbers: [String] { distinct(texts(.nationalNumber)) }

    /// The owner's number for the record (001); `nil` when it has none.
    public var localIdentifier: String? {
        guard let field = record.firstField("001") else { return nil }
        let text = record.text(field.range).trimmingPrefix(" ")
        let trimmed = String(text.reversed().drop { $0 == " " }.reversed())
        return trimmed.isEmpty ? nil : trimmed
    }
}
