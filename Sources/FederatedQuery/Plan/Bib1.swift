/// The Bib-1 Use attributes (type 1) that each index becomes unless a member says otherwise.
///
/// Chosen for what is widely answered: Zebra (its `bib1.att`), Koha, Evergreen and Aleph all take 4, 7, 8, 21, 31, 1003
/// and 1016, and refuse a whole query for one attribute that they do not know (diagnostic 114). Hence one attribute for
/// an index, never two with `@or`. Source: Z39.50, appendix ATR.3; Bath Profile 2.0.
let bib1Uses: [IndexName: String] = {
    let table: [(use: String, indexes: [String])] = [
        ("1016", ["cql.serverChoice", "cql.anywhere", "cql.allIndexes", "cql.anyIndexes", "cql.keywords", "bath.any"]),
        ("4", ["dc.title", "bath.title"]),
        ("6", ["bath.uniformTitle", "bib.titleUniform"]),
        ("33", ["bath.keyTitle"]),
        ("5", ["bib.titleSeries"]),
        ("41", ["bib.titleAlternative"]),
        ("43", ["bib.titleAbbreviated"]),
        ("1003", ["dc.creator", "dc.contributor", "bath.author"]),
        ("1002", ["bath.name", "bib.name"]),
        ("1", ["bath.personalName", "bib.namePersonal"]),
        ("2", ["bath.corporateName", "bib.nameCorporate"]),
        ("3", ["bath.conferenceName", "bib.nameConference"]),
        ("21", ["dc.subject", "bath.subject", "bath.topicalSubject"]),
        ("58", ["bath.geographicName", "bib.subjectPlace"]),
        ("1009", ["bib.subjectName"]),
        ("62", ["dc.description"]),
        ("63", ["bath.notes"]),
        ("1018", ["dc.publisher"]),
        ("59", ["bib.originPlace"]),
        ("31", ["dc.date", "bib.dateIssued"]),
        ("1011", ["rec.creationDate"]),
        ("1012", ["rec.lastModificationDate"]),
        ("1031", ["dc.type"]),
        ("54", ["dc.language"]),
        ("7", ["bath.isbn"]),
        ("8", ["bath.issn"]),
        ("9", ["bath.lccn"]),
        ("16", ["bath.callNumber", "bib.classification"]),
        ("1007", ["dc.identifier", "bath.standardIdentifier"]),
        ("12", ["rec.id", "rec.identifier"]),
    ]
    return table.reduce(into: [:]) { uses, row in
        for name in row.indexes {
            let parts = name.split(separator: ".", maxSplits: 1)
            uses[IndexName(set: String(parts[0]), name: String(parts[1]))] = row.use
        }
    }
}()

/// The index that a Bib-1 Use attribute asks for, for queries that come in by Z39.50.
///
/// - Parameter use: the attribute's value, type 1.
/// - Returns: the index; `nil` for an attribute that is not supported (diagnostic 114).
public func searchIndex(bib1Use use: Int) -> IndexName? { indexesByBib1Use[use] }

private let indexesByBib1Use: [Int: IndexName] = [
    1: IndexName(set: "bib", name: "namePersonal"),
    2: IndexName(set: "bib", name: "nameCorporate"),
    3: IndexName(set: "bib", name: "nameConference"),
    4: IndexName(set: "dc", name: "title"),
    5: IndexName(set: "bib", name: "titleSeries"),
    6: IndexName(set: "bib", name: "titleUniform"),
    7: IndexName(set: "bath", name: "isbn"),
    8: IndexName(set: "bath", name: "issn"),
    9: IndexName(set: "bath", name: "lccn"),
    12: IndexName(set: "rec", name: "id"),
    16: IndexName(set: "bath", name: "callNumber"),
    21: IndexName(set: "dc", name: "subject"),
    30: IndexName(set: "dc", name: "date"),
    31: IndexName(set: "dc", name: "date"),
    33: IndexName(set: "bath", name: "keyTitle"),
    41: IndexName(set: "bib", name: "titleAlternative"),
    43: IndexName(set: "bib", name: "titleAbbreviated"),
    47: IndexName(set: "dc", name: "subject"),
    54: IndexName(set: "dc", name: "language"),
    58: IndexName(set: "bath", name: "geographicName"),
    59: IndexName(set: "bib", name: "originPlace"),
    62: IndexName(set: "dc", name: "description"),
    63: IndexName(set: "bath", name: "notes"),
    1002: IndexName(set: "bath", name: "name"),
    1003: IndexName(set: "dc", name: "creator"),
    1004: IndexName(set: "bib", name: "namePersonal"),
    1005: IndexName(set: "bib", name: "nameCorporate"),
    1006: IndexName(set: "bib", name: "nameConference"),
    1007: IndexName(set: "dc", name: "identifier"),
    1009: IndexName(set: "bib", name: "subjectName"),
    1011: IndexName(set: "rec", name: "creationDate"),
    1012: IndexName(set: "rec", name: "lastModificationDate"),
    1016: IndexName(set: "cql", name: "anywhere"),
    1017: .serverChoice,
    1018: IndexName(set: "dc", name: "publisher"),
    1031: IndexName(set: "dc", name: "type"),
    1035: IndexName(set: "cql", name: "anywhere"),
    1211: IndexName(set: "dc", name: "identifier"),
]

/// The indexes whose whole field `==` can ask for (completeness 3), as Bath's exact searches have it.
///
/// Elsewhere, as with `cql.serverChoice`, Zebra has no such register and refuses (114).
let bib1CompleteUses: Set<String> = ["4", "1003", "21"]
