/// Which field says what, as far as joining and ranking need it.
enum MatchElement {
    case controlNumber, controlSource, physicalForm, fixedData, codedData, language
    case isbn, issn, lccn, oclc, national, standard, publisherNumber
    case title, otherTitle, uniformTitle, edition, publication, extent, series
    case person, body, subject, vernacular, carrier

    /// What a MARC 21 field says; `nil` if nothing that is needed here.
    ///
    /// Source: MARC 21 Format for Bibliographic Data.
    static func marc21(_ tag: Record.Tag) -> MatchElement? {
        switch tag {
        case "001": .controlNumber
        case "003": .controlSource
        case "007": .physicalForm
        case "008": .fixedData
        case "010": .lccn
        case "015", "016": .national
        case "020": .isbn
        case "022": .issn
        case "024": .standard
        case "028": .publisherNumber
        case "035": .oclc
        case "100", "700": .person
        case "110", "111", "710", "711": .body
        case "130", "240": .uniformTitle
        case "245": .title
        case "246", "740": .otherTitle
        case "250": .edition
        case "260", "264": .publication
        case "300": .extent
        case "337", "338": .carrier
        case "490": .series
        case "600", "610", "611", "630", "650", "651", "653", "655": .subject
        case "880": .vernacular
        default: nil
        }
    }

    /// What a UNIMARC or CNMARC field says; `nil` if nothing that is needed here.
    ///
    /// Source: UNIMARC Manual, bibliographic format.
    static func unimarc(_ tag: Record.Tag) -> MatchElement? {
        switch tag {
        case "010": .isbn
        case "011": .issn
        case "020", "021", "022": .national
        case "013", "014", "016", "017", "073": .standard
        case "035": .oclc
        case "071": .publisherNumber
        case "100": .codedData
        case "101": .language
        case "135", "230": .physicalForm
        case "200": .title
        case "205": .edition
        case "210", "214": .publication
        case "215": .extent
        case "225": .series
        case "500", "501", "503": .uniformTitle
        case "510", "512", "513", "514", "515", "516", "517", "518", "532", "540", "541": .otherTitle
        case "600", "601", "602", "604", "605", "606", "607", "608", "610": .subject
        case "700", "701", "702": .person
        case "710", "711", "712": .body
        default: nil
        }
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
