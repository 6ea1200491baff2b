import FederatedQuery

/// Writes a record as one `record` element of MARCXML, valid whatever the record holds.
///
/// The schema is stricter than the records in the wild: a leader position with an impossible value gets a blank or its
/// usual value, an impossible indicator a blank; a field with an impossible tag, and a data field without a subfield,
/// is left out. Control fields come first, as the schema wants them.
///
/// Source: MARC21slim.xsd 1.2 (Library of Congress).
func writeMARCXML(_ record: Record, to xml: inout XMLWriter) {
    let bytes = record.bytes.span
    xml.markup(#"<record xmlns="http://www.loc.gov/MARC21/slim"><leader>"#)
    writeLeader(bytes.extracting(first: 24), isUnimarc: record.dialect == .unimarc, to: &xml)
    xml.markup("</leader>")
    for field in record.fields where field.tag.isControl {
        guard let tag = field.tag.octets, isControlTag(tag) else { continue }
        xml.markup("<controlfield tag=\"")
        writeTag(tag, to: &xml)
        xml.markup("\">")
        xml.text(bytes.extracting(field.range))
        xml.markup("</controlfield>")
    }
    for field in record.fields where !field.tag.isControl {
        guard let tag = field.tag.octets, isDataTag(tag) else { continue }
        writeDataField(tag, bytes.extracting(field.range), to: &xml)
    }
    xml.markup("</record>")
}

/// Three ASCII characters.
private typealias Tag = (UInt8, UInt8, UInt8)

private func writeTag(_ tag: Tag, to xml: inout XMLWriter) {
    xml.ascii(tag.0)
    xml.ascii(tag.1)
    xml.ascii(tag.2)
}

/// Writes a data field from its ISO 2709 text: two indicators, then 0x1F, code and data for each subfield.
private func writeDataField(_ tag: Tag, _ text: Span<UInt8>, to xml: inout XMLWriter) {
    let first = nextDelimiter(in: text, from: 0)
    var cursor = first
    // A delimiter right before another, or at the end, begins no subfield.
    while cursor + 1 < text.count, text[cursor + 1] == 0x1F { cursor += 1 }
    guard cursor + 1 < text.count else { return }
    xml.markup("<datafield tag=\"")
    writeTag(tag, to: &xml)
    xml.markup("\" ind1=\"")
    xml.ascii(indicator(first >= 2 ? text[0] : 0x20))
    xml.markup("\" ind2=\"")
    xml.ascii(indicator(first >= 2 ? text[1] : 0x20))
    xml.markup("\">")
    while cursor + 1 < text.count {
        let end = nextDelimiter(in: text, from: cursor + 1)
        if end > cursor + 1 { writeSubfield(text.extracting(cursor + 1..<end), to: &xml) }
        cursor = end
    }
    xml.markup("</datafield>")
}

/// Writes a subfield from its code and data.
///
/// An impossible code becomes `_`, which means nothing to any client but keeps the data; where no ASCII character
/// stands in the code's place, the code was forgotten and the character there belongs to the data.
private func writeSubfield(_ text: Span<UInt8>, to xml: inout XMLWriter) {
    let code = text[0]
    xml.markup("<subfield code=\"")
    switch code {
    case UInt8(ascii: "&"): xml.markup("&amp;")
    case UInt8(ascii: "<"): xml.markup("&lt;")
    case UInt8(ascii: ">"): xml.markup("&gt;")
    case UInt8(ascii: "\""): xml.markup("&quot;")
    default: xml.ascii(isSubfieldCode(code) ? code : UInt8(ascii: "_"))
    }
    xml.markup("\">")
    xml.text(text.extracting(droppingFirst: code < 0x80 ? 1 : 0))
    xml.markup("</subfield>")
}

private func nextDelimiter(in text: Span<UInt8>, from start: Int) -> Int {
    var cursor = start
    while cursor < text.count, text[cursor] != 0x1F { cursor += 1 }
    return cursor
}

/// Writes 24 characters that the schema's pattern takes.
///
/// Position 9 tells the character set of MARC 21, and XML's is Unicode: `a`.
private func writeLeader(_ leader: Span<UInt8>, isUnimarc: Bool, to xml: inout XMLWriter) {
    for position in 0..<20 {
        let byte = position < leader.count ? leader[position] : 0x20
        switch position {
        case 0...4, 12...16: xml.ascii(isDigit(byte) ? byte : 0x20)
        case 6: xml.ascii(isDigit(byte) || isLetter(byte) ? byte : UInt8(ascii: "a"))
        case 9 where !isUnimarc: xml.ascii(UInt8(ascii: "a"))
        case 10, 11: xml.ascii(UInt8(ascii: "2"))
        default: xml.ascii(isDigit(byte) || isLetter(byte) ? byte : 0x20)
        }
    }
    xml.markup("4500")
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
private func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
private func isUpper(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
private func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }

/// `001` to `009`, `00a`, `00A`.
private func isControlTag(_ tag: Tag) -> Bool { tag.2 != UInt8(ascii: "0") && (isDigit(tag.2) || isLetter(tag.2)) }

/// Digits and letters of one case.
private func isDataTag(_ tag: Tag) -> Bool {
    (isDigit(tag.0) || isLower(tag.0)) && (isDigit(tag.1) || isLower(tag.1)) && (isDigit(tag.2) || isLower(tag.2))
        || (isDigit(tag.0) || isUpper(tag.0)) && (isDigit(tag.1) || isUpper(tag.1))
            && (isDigit(tag.2) || isUpper(tag.2))
}

private func indicator(_ byte: UInt8) -> UInt8 { isDigit(byte) || isLower(byte) ? byte : 0x20 }

/// Visible ASCII but `@` and `|`, which the schema leaves out.
private func isSubfieldCode(_ byte: UInt8) -> Bool {
    0x21...0x7E ~= byte && byte != UInt8(ascii: "@") && byte != UInt8(ascii: "|")
}
