/// What a field says, as far as joining and ranking need it.
enum MatchElement: UInt8 {
    case controlNumber, controlSource, physicalForm, fixedData, codedData, language, carrier
    case isbn, issn, lccn, systemNumber, national, standard, publisherNumber
    case title, otherTitle, uniformTitle, edition, publication, extent, series
    case person, body, subject, vernacular
}

/// What a subfield of a title or publication field says.
enum MatchPart: UInt8 {
    case title, subtitle, responsibility, parallelTitle, medium
    case publisher, date
}

/// Which fields say what, by tag: the descriptive ones from `ElementTable`, and the coded ones that only joining needs.
struct MatchFields {
    private var elements = [MatchElement?](repeating: nil, count: 1_000)
    private var titleParts = [MatchPart?](repeating: nil, count: 128)
    private var publicationParts = [MatchPart?](repeating: nil, count: 128)

    /// The fields of a dialect.
    static func of(_ dialect: Record.Dialect) -> MatchFields { dialect == .marc21 ? marc21 : unimarc }

    private static let marc21: MatchFields = {
        var fields = MatchFields(.marc21)
        for (tag, element) in [
            "001": .controlNumber, "003": .controlSource, "007": .physicalForm, "008": .fixedData, "024": .standard,
            "028": .publisherNumber, "130": .uniformTitle, "240": .uniformTitle, "730": .uniformTitle, "337": .carrier,
            "338": .carrier, "880": .vernacular,
        ] as KeyValuePairs<Record.Tag, MatchElement> {
            fields.set(tag, element)
        }
        for tag in ["110", "111", "710", "711"] as [Record.Tag] { fields.set(tag, .body) }
        fields.titleParts[0x68] = .medium  // 245 $h
        return fields
    }()

    private static let unimarc: MatchFields = {
        var fields = MatchFields(.unimarc)
        for (tag, element) in [
            "013": .standard, "014": .standard, "016": .standard, "017": .standard, "071": .publisherNumber,
            "073": .standard, "100": .codedData, "135": .physicalForm, "230": .physicalForm, "500": .uniformTitle,
        ] as KeyValuePairs<Record.Tag, MatchElement> {
            fields.set(tag, element)
        }
        for tag in ["710", "711", "712"] as [Record.Tag] { fields.set(tag, .body) }
        fields.set("101", .language)
        fields.titleParts[0x62] = .medium  // 200 $b
        return fields
    }()

    /// What the element table knows of a dialect.
    private init(_ dialect: Record.Dialect) {
        for (element, meaning) in [
            .alternativeTitle: .otherTitle, .name: .person, .edition: .edition, .publisher: .publication,
            .date: .publication, .extent: .extent, .seriesNumber: .series, .subject: .subject, .isbn: .isbn,
            .issn: .issn, .lccn: .lccn, .systemNumber: .systemNumber, .nationalNumber: .national, .title: .title,
        ] as KeyValuePairs<Element, MatchElement> {
            for path in ElementTable.paths(for: element, dialect) { set(path.tag, meaning) }
        }
        let title = ElementTable.paths(for: .title, dialect).first?.tag
        for (element, part) in [
            .title: .title, .subtitle: .subtitle, .partNumber: .subtitle, .partName: .subtitle,
            .responsibility: .responsibility, .alternativeTitle: .parallelTitle,
        ] as KeyValuePairs<Element, MatchPart> {
            for path in ElementTable.paths(for: element, dialect) where path.tag == title {
                for code in 0..<128 where path.codes.contains(UInt8(code)) { titleParts[code] = part }
            }
        }
        for (element, part) in [.publisher: .publisher, .date: .date] as KeyValuePairs<Element, MatchPart> {
            for path in ElementTable.paths(for: element, dialect) {
                for code in 0..<128 where path.codes.contains(UInt8(code)) { publicationParts[code] = part }
            }
        }
    }

    private mutating func set(_ tag: Record.Tag, _ element: MatchElement) {
        if let number = Self.number(tag) { elements[number] = element }
    }

    /// The tag as a number below 1000; `nil` if it is not of three digits.
    private static func number(_ tag: Record.Tag) -> Int? {
        let digits = tag.packed &- 0x30_3030
        let (a, b, c) = (digits >> 16, digits >> 8 & 0xFF, digits & 0xFF)
        return a < 10 && b < 10 && c < 10 ? Int(a * 100 + b * 10 + c) : nil
    }

    /// What a field says; `nil` if nothing that is needed here.
    func element(_ tag: Record.Tag) -> MatchElement? { Self.number(tag).flatMap { elements[$0] } }

    /// What a subfield of the title field says.
    func titlePart(_ code: UInt8) -> MatchPart? { code < 128 ? titleParts[Int(code)] : nil }

    /// What a subfield of a publication field says.
    func publicationPart(_ code: UInt8) -> MatchPart? { code < 128 ? publicationParts[Int(code)] : nil }
}
