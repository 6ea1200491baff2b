/// Which field says what, as far as joining and ranking need it.
enum MatchElement {
    case controlNumber, controlSource, physicalForm, fixedData, codedData, language
    case isbn, issn, lccn, oclc, national, standard, publisherNumber
    case title, otherTitle, uniformTitle, edition, publication, extent, series
    case person, body, subject, vernacular, carrier

    /// What a field says; `nil` if nothing that is needed here.
    ///
    /// Source: MARC 21 Format for Bibliographic Data; UNIMARC Manual, bibliographic format.
    static func element(_ tag: Record.Tag, _ dialect: Record.Dialect) -> MatchElement? {
        let digits = tag.packed &- 0x30_3030
        let (a, b, c) = (digits >> 16, digits >> 8 & 0xFF, digits & 0xFF)
        guard a < 10, b < 10, c < 10 else { return nil }
        return (dialect == .marc21 ? marc21 : unimarc)[Int(a * 100 + b * 10 + c)]
    }

    private static let marc21 = table([
        ("001", .controlNumber),
        ("003", .controlSource),
        ("007", .physicalForm),
        ("008", .fixedData),
        ("010", .lccn),
        ("015 016", .national),
        ("020", .isbn),
        ("022", .issn),
        ("024", .standard),
        ("028", .publisherNumber),
        ("035", .oclc),
        ("100 700", .person),
        ("110 111 710 711", .body),
        ("130 240", .uniformTitle),
        ("245", .title),
        ("246 740", .otherTitle),
        ("250", .edition),
        ("260 264", .publication),
        ("300", .extent),
        ("337 338", .carrier),
        ("490", .series),
        ("600 610 611 630 650 651 653 655", .subject),
        ("880", .vernacular),
    ])

    private static let unimarc = table([
        ("010", .isbn),
        ("011", .issn),
        ("020 021 022", .national),
        ("013 014 016 017 073", .standard),
        ("035", .oclc),
        ("071", .publisherNumber),
        ("100", .codedData),
        ("101", .language),
        ("135 230", .physicalForm),
        ("200", .title),
        ("205", .edition),
        ("210 214", .publication),
        ("215", .extent),
        ("225", .series),
        ("500 501 503", .uniformTitle),
        ("510 512 513 514 515 516 517 518 532 540 541", .otherTitle),
        ("600 601 602 604 605 606 607 608 610", .subject),
        ("700 701 702", .person),
        ("710 711 712", .body),
    ])

    /// What each of the thousand tags says.
    private static func table(_ rows: [(tags: String, element: MatchElement)]) -> [MatchElement?] {
        var table = [MatchElement?](repeating: nil, count: 1000)
        for row in rows {
            for tag in row.tags.split(separator: " ") {
                if let number = Int(tag) { table[number] = row.element }
            }
        }
        return table
    }
}

/// Walks the subfields of a field's text, without a copy.
struct SubfieldCursor {
    private var position: Int
    private let end: Int

    /// At the first subfield of the field at `range`.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        end = min(range.upperBound, bytes.count)
        position = range.lowerBound
        while position < end, bytes[position] != 0x1F { position += 1 }
    }

    /// The next subfield's code and where its data stands; `nil` at the end of the field.
    mutating func next(in bytes: Span<UInt8>) -> (code: UInt8, range: Range<Int>)? {
        guard position + 1 < end else { return nil }
        let code = bytes[position + 1]
        let start = position + 2
        position = start
        while position < end, bytes[position] != 0x1F { position += 1 }
        return (code, min(start, position)..<position)
    }

    /// Where the data of the next subfield with this code stands; `nil` if there is none.
    mutating func next(_ code: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
        while let subfield = next(in: bytes) {
            if subfield.code == code { return subfield.range }
        }
        return nil
    }
}
