/// The table of editions, read file by file: paragraphs of `key: value` lines, `#` before a comment.
///
/// Source: GNU recutils, the plain text form without its types and continuation lines.
struct EditionTable {
    private(set) var editions: [Edition] = []
    private let members: [Member]
    private var ids: Set<String> = []

    /// A table of these members' holdings, empty yet.
    init(members: [Member]) { self.members = members }

    /// Adds the editions of a file.
    ///
    /// - Throws: `Misprint` that names file and line: an unknown key or member, a missing fact, an id used twice, an ISBN or
    ///   ISSN whose check digit is wrong.
    mutating func read(_ text: String, file: String) throws(Misprint) {
        var edition: Edition?
        let lines = (text + "\n").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            do throws(Complaint) {
                if line.allSatisfy(\.isWhitespace) {
                    guard let complete = edition.take() else { continue }
                    try check(complete, ids: &ids)
                    editions.append(complete)
                } else {
                    try readFact(line, into: &edition, members: members)
                }
            } catch {
                throw Misprint(file: file, line: index + 1, what: error.what)
            }
        }
    }
}

/// What is wrong, before it is known where.
private struct Complaint: Error {
    let what: String
}

private func readFact(_ line: Substring, into edition: inout Edition?, members: [Member]) throws(Complaint) {
    guard let colon = line.firstRange(of: ": ") else { throw Complaint(what: "expected: key: value") }
    let value = String(line[colon.upperBound...])
    var facts = edition ?? Edition()
    switch line[..<colon.lowerBound] {
    case "id": facts.id = value
    case "lang": facts.language = value
    case "title": facts.title = try forms(value)
    case "subtitle": facts.subtitle = try forms(value)
    case "parallel": facts.parallelTitle = value
    case "part": facts.part = try forms(value)
    case "part-title": facts.partTitle = try forms(value)
    case "by": facts.responsibility = try forms(value)
    case "author": facts.authors.append(try forms(value))
    case "editor": facts.editors.append(try forms(value))
    case "translator": facts.translators.append(try forms(value))
    case "corporate": facts.corporates.append(try forms(value))
    case "edition": facts.editionStatement = try forms(value)
    case "place": facts.place = try forms(value)
    case "publisher": facts.publisher = try forms(value)
    case "year": facts.year = value
    case "pages": facts.pages = value
    case "volumes": facts.volumes = Int(value)
    case "size": facts.size = value
    case "series": facts.series = try forms(value)
    case "isbn": facts.isbn = value
    case "issn": facts.issn = value
    case "class": facts.classification = value
    case "medium": facts.isOnline = value == "online"
    case "subject": facts.subjects.append(try forms(value))
    case "at":
        for held in value.split(separator: ", ") { facts.copies.append(try copy(String(held), members: members)) }
    case "source": break  // for those who check the table; no record has it
    case let key: throw Complaint(what: "unknown key \(key)")
    }
    edition = facts
}

private func forms(_ value: String) throws(Complaint) -> Forms {
    let forms = value.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
    guard forms.count <= 3, forms.allSatisfy({ !$0.isEmpty }) else {
        throw Complaint(what: "expected: printed | romanised | traditional")
    }
    return Forms(
        forms[0], romanised: forms.count > 1 ? forms[1] : nil, traditional: forms.count > 2 ? forms[2] : nil)
}

private func copy(_ value: String, members: [Member]) throws(Complaint) -> Copy {
    let words = value.split(separator: " ").map(String.init)
    guard let member = words.first, members.contains(where: { $0.id == member }) else {
        throw Complaint(what: "no such member: \(value)")
    }
    var differences: Set<Copy.Difference> = []
    for word in words.dropFirst() {
        guard let difference = Copy.Difference(rawValue: word) else {
            let known = Copy.Difference.allCases.map(\.rawValue).joined(separator: ", ")
            throw Complaint(what: "\(word) is none of \(known)")
        }
        differences.insert(difference)
    }
    return Copy(member: member, differences: differences)
}

private func check(_ edition: Edition, ids: inout Set<String>) throws(Complaint) {
    let facts = [
        ("id", edition.id), ("lang", edition.language), ("title", edition.title.printed),
        ("publisher", edition.publisher.printed), ("year", edition.year),
        ("class", edition.classification),
    ]
    for (name, fact) in facts where fact.isEmpty {
        throw Complaint(what: "the edition above has no \(name)")
    }
    guard !edition.copies.isEmpty else { throw Complaint(what: "nobody has the edition above") }
    guard ids.insert(edition.id).inserted else { throw Complaint(what: "\(edition.id) is there twice") }
    if let isbn = edition.isbn, ISBN(isbn) == nil { throw Complaint(what: "\(isbn) is not an ISBN") }
    if let issn = edition.issn, !isISSN(issn) { throw Complaint(what: "\(issn) is not an ISSN") }
}
