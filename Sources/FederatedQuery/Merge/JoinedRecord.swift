/// One MARC 21 record that stands for the copies of a cluster, with every holder named.
///
/// It is the best of their descriptions, as MARC 21, without its owner's holdings and local fields. ISBNs and ISSNs of
/// the other copies are added. Every member that holds the book has one 850 ($a member id), and an 852 for each holding
/// that its record states ($a member id, $b location, $h call number, $z note), or a bare one when it states none.
///
/// - Parameter copies: the copies in the order of joining, at least one.
/// - Returns: the record. What was added stands where its tag sorts.
func joinedRecord(of copies: [Copy]) -> Record {
    precondition(!copies.isEmpty, "a cluster has at least one copy")
    let best = bestDescription(among: copies)
    let source = marc21(copies[best].record)
    var added = addedNumbers(of: copies, besides: source) + holderFields(of: copies)
    var builder = RecordBuilder(leader: source.bytes.prefix(24), dialect: .marc21)
    for field in source.fields where !isLocal(field.tag) {
        while let next = added.first, next.tag < field.tag { builder.append(added.removeFirst()) }
        builder.append(field, of: source)
    }
    for field in added { builder.append(field) }
    return builder.record()
}

/// A field that joining adds.
private struct AddedField {
    let tag: Record.Tag
    let subfields: [(Character, String)]
}

extension RecordBuilder {
    fileprivate mutating func append(_ field: AddedField) { append(field.tag, " ", " ", field.subfields) }
}

/// Whether a field is its owner's own affair: holdings (841-878), local fields (9XX), tags that are not numbers.
///
/// Source: MARC 21 Format for Holdings Data; MARC 21, fields 9XX.
private func isLocal(_ tag: Record.Tag) -> Bool {
    guard let number = tag.number else { return true }
    return (841...878).contains(number) && number != 856 || number >= 900
}

/// The copy whose description says most, as an index; the first among equals.
private func bestDescription(among copies: [Copy]) -> Int {
    var best = 0
    var bestScore = Int.min
    for (index, copy) in copies.enumerated() {
        let score = completeness(of: copy.record)
        if score > bestScore { (best, bestScore) = (index, score) }
    }
    return best
}

/// How much a record's description says, in points.
///
/// Two for each field, up to forty for their length, up to thirty for the encoding level, ten for a title in its
/// original script, and twenty for being MARC 21 already: converting loses something.
private func completeness(of record: Record) -> Int {
    var count = 0
    var length = 0
    var hasOriginalScript = false
    for field in record.fields where !isLocal(field.tag) {
        count += 1
        length += field.range.count
        if field.tag == "880" { hasOriginalScript = true }
    }
    var score = 2 * min(count, 60) + min(length / 100, 40)
    if record.dialect == .marc21 { score += hasOriginalScript ? 30 : 20 }
    guard record.bytes.count > 17 else { return score }
    switch record.bytes[17] {  // leader/17, encoding level
    case 0x20, 0x49: score += 30  // full
    case 0x31, 0x34, 0x4B: score += 20  // material not examined, core, minimal of OCLC
    case 0x32, 0x35, 0x37: score += 10  // less than full, partial, minimal
    default: break  // abbreviated, prepublication, unknown
    }
    return score
}

/// 020 and 022 for the numbers that other copies have and the best description has not.
private func addedNumbers(of copies: [Copy], besides source: Record) -> [AddedField] {
    let view = Bibliographic(source)
    var seen = Set(view.isbns + view.issns)
    var isbns: [AddedField] = []
    var issns: [AddedField] = []
    for copy in copies {
        let other = Bibliographic(copy.record)
        for number in other.isbns where seen.insert(number).inserted {
            isbns.append(AddedField(tag: "020", subfields: [("a", number)]))
        }
        for number in other.issns where seen.insert(number).inserted {
            issns.append(AddedField(tag: "022", subfields: [("a", number)]))
        }
    }
    return isbns + issns
}

/// 850 for each member that holds the book, then 852 for each of their holdings.
private func holderFields(of copies: [Copy]) -> [AddedField] {
    var members: [String] = []
    var holdings: [AddedField] = []
    var seen: Set<[String]> = []
    for copy in copies {
        let stated = Bibliographic(copy.record).holdings
        if !members.contains(copy.member) {
            members.append(copy.member)
            if stated.isEmpty { holdings.append(AddedField(tag: "852", subfields: [("a", copy.member)])) }
        }
        for holding in stated {
            let parts = [copy.member, holding.location ?? "", holding.callNumber ?? "", holding.note ?? ""]
            guard seen.insert(parts).inserted else { continue }
            holdings.append(AddedField(tag: "852", subfields: Array(zip("abhz", parts))))
        }
    }
    return members.map { AddedField(tag: "850", subfields: [("a", $0)]) } + holdings
}
