/// Reads the records in a document of MARCXML.
///
/// - Parameters:
///   - bytes: the document.
///   - reading: what is known of its records.
///   - count: how many are wanted at most.
/// - Returns: the records in the document's order; one failure when it is no XML and holds none.
func decodeMARCXML(_ bytes: [UInt8], _ reading: Reading, only count: Int) -> [Result<Record, UnreadableRecord>] {
    let document = XMLText(bytes, configured: reading.charset)
    let whole = MARCXMLParser.parse(document.bytes[...], document, reading, isPart: false)
    guard let fault = whole.fault else { return Array(whole.records.prefix(count)) }
    // One fault makes the rest unreadable to an XML parser: so each record is parsed for itself.
    var records: [Result<Record, UnreadableRecord>] = []
    for part in recordElements(document.bytes.span) where records.count < count {
        let parsed = MARCXMLParser.parse(document.bytes[part], document, reading, isPart: true)
        let reason = parsed.fault.map { ": \($0)" } ?? "."
        records.append(parsed.records.first ?? .failure(UnreadableRecord(why: "No fields in this record\(reason)")))
    }
    guard records.isEmpty else { return records }
    return [.failure(UnreadableRecord(why: "This is no XML with MARC records: \(fault)"))]
}

/// Where the elements called `record` that hold MARC fields stand in a document that need not be well-formed.
///
/// An element without an end runs up to the next one, or to the end of the document.
func recordElements(_ document: Span<UInt8>) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var open: Int?
    var hasFields = false
    var index = 0
    while index < document.count {
        guard document[index] == 0x3C else {
            index += 1
            continue
        }
        let (name, isEnd) = tagName(document, at: index)
        if matches(document, name, "record") {
            if let start = open, hasFields {
                elements.append(start..<(isEnd ? endOfTag(document, from: name.upperBound) : index))
            }
            open = isEnd ? nil : index
            hasFields = false
        } else if open != nil, !hasFields {
            hasFields =
                matches(document, name, "leader") || matches(document, name, "controlfield")
                || matches(document, name, "datafield")
        }
        index = max(index + 1, name.upperBound)
    }
    if let start = open, hasFields { elements.append(start..<document.count) }
    return elements
}

/// The local name in the tag that begins at `index`, and whether it is an end tag.
private func tagName(_ document: Span<UInt8>, at index: Int) -> (Range<Int>, isEnd: Bool) {
    let isEnd = index + 1 < document.count && document[index + 1] == 0x2F
    var start = index + (isEnd ? 2 : 1)
    var end = start
    while end < document.count, end - index < 64, isNameCharacter(document[end]) {
        end += 1
        if document[end - 1] == 0x3A { start = end }
    }
    return (start..<end, isEnd)
}

private func isNameCharacter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x3A || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte >= 0x80
}

/// The position after the `>` that ends a tag; the document's end when there is none.
private func endOfTag(_ document: Span<UInt8>, from start: Int) -> Int {
    min(document.count, position(of: 0x3E, in: document, from: start) + 1)
}

private func matches(_ document: Span<UInt8>, _ range: Range<Int>, _ name: StaticString) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where document[range.lowerBound + offset] != name.utf8Start[offset] { return false }
    return true
}
