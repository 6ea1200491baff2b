/// An index that a client can search, as Explain lists it.
public struct SearchIndex: Hashable, Sendable {
    /// What the index holds, which decides the relations that it takes.
    public enum Kind: Hashable, Sendable {
        /// Words of text.
        case text
        /// Numbers and names that identify: ISBN, control number.
        case identifier
        /// Years and dates, which have an order: `<`, `within` and their like are for these alone.
        case date
        /// Codes: `eng`.
        case code
        /// No index of records at all: `cql.allRecords`, `cql.resultSetId`.
        case special
    }

    /// Its context set's short name: `dc`.
    public let set: String
    /// Its name there as the set writes it: `title`, `keyTitle`.
    public let name: String
    /// Its name for readers, in English.
    public let title: String
    /// What it holds.
    public let kind: Kind

    /// The same as a name in a query.
    public var indexName: IndexName { IndexName(set: set, name: name) }

    init(_ set: String, _ name: String, _ title: String, _ kind: Kind = .text) {
        self.set = set
        self.name = name
        self.title = title
        self.kind = kind
    }
}

/// Every index that a query may name without any member's configuration adding to them.
///
/// Sources: CQL context set 1.2, Dublin Core 1.1, Bath 2.0, Record Metadata 1.1, bib 1.0. `bath.title`, `author`,
/// `subject`, `any`, `lccn`, `callNumber` and `standardIdentifier` are in use, not in the Bath set as published.
public let searchIndexes: [SearchIndex] = [
    SearchIndex("cql", "serverChoice", "Anywhere (the server's choice)"),
    SearchIndex("cql", "anywhere", "Anywhere"),
    SearchIndex("cql", "allIndexes", "All indexes"),
    SearchIndex("cql", "anyIndexes", "Any index"),
    SearchIndex("cql", "keywords", "Keywords"),
    SearchIndex("cql", "allRecords", "All records", .special),
    SearchIndex("cql", "resultSetId", "Result set", .special),
    SearchIndex("dc", "title", "Title"),
    SearchIndex("dc", "creator", "Author"),
    SearchIndex("dc", "contributor", "Contributor"),
    SearchIndex("dc", "subject", "Subject"),
    SearchIndex("dc", "description", "Abstract"),
    SearchIndex("dc", "publisher", "Publisher"),
    SearchIndex("dc", "date", "Year of publication", .date),
    SearchIndex("dc", "type", "Material type", .code),
    SearchIndex("dc", "language", "Language", .code),
    SearchIndex("dc", "identifier", "ISBN, ISSN or other standard number", .identifier),
    SearchIndex("bath", "any", "Anywhere"),
    SearchIndex("bath", "title", "Title"),
    SearchIndex("bath", "uniformTitle", "Uniform title"),
    SearchIndex("bath", "keyTitle", "Key title"),
    SearchIndex("bath", "author", "Author"),
    SearchIndex("bath", "name", "Name"),
    SearchIndex("bath", "personalName", "Personal name"),
    SearchIndex("bath", "corporateName", "Corporate name"),
    SearchIndex("bath", "conferenceName", "Conference name"),
    SearchIndex("bath", "geographicName", "Geographic name"),
    SearchIndex("bath", "subject", "Subject"),
    SearchIndex("bath", "topicalSubject", "Topical subject"),
    SearchIndex("bath", "notes", "Notes"),
    SearchIndex("bath", "isbn", "ISBN", .identifier),
    SearchIndex("bath", "issn", "ISSN", .identifier),
    SearchIndex("bath", "lccn", "Library of Congress control number", .identifier),
    SearchIndex("bath", "standardIdentifier", "Standard number", .identifier),
    SearchIndex("bath", "callNumber", "Library of Congress call number", .identifier),
    SearchIndex("rec", "id", "Control number", .identifier),
    SearchIndex("rec", "identifier", "Control number", .identifier),
    SearchIndex("rec", "creationDate", "Date of the record's creation", .date),
    SearchIndex("rec", "lastModificationDate", "Date of the record's last change", .date),
    SearchIndex("bib", "titleUniform", "Uniform title"),
    SearchIndex("bib", "titleSeries", "Series"),
    SearchIndex("bib", "titleAbbreviated", "Abbreviated title"),
    SearchIndex("bib", "titleAlternative", "Alternative title"),
    SearchIndex("bib", "name", "Name"),
    SearchIndex("bib", "namePersonal", "Personal name"),
    SearchIndex("bib", "nameCorporate", "Corporate name"),
    SearchIndex("bib", "nameConference", "Conference name"),
    SearchIndex("bib", "subjectPlace", "Place as subject"),
    SearchIndex("bib", "subjectName", "Person as subject"),
    SearchIndex("bib", "dateIssued", "Year of publication", .date),
    SearchIndex("bib", "originPlace", "Place of publication"),
    SearchIndex("bib", "classification", "Classification", .identifier),
]

/// The indexes by name.
let searchIndexesByName: [IndexName: SearchIndex] = searchIndexes.reduce(into: [:]) { $0[$1.indexName] = $1 }

/// Names that people and clients write for an index, and the index that they mean, lower case.
///
/// A bare name that is not here is looked for in the sets dc, bath, cql, rec and bib.
let indexAliases: [String: String] = [
    "author": "dc.creator", "dc.author": "dc.creator", "year": "dc.date", "pubdate": "dc.date", "lang": "dc.language",
    "keyword": "cql.anywhere", "series": "bib.titleseries", "place": "bib.originplace", "note": "bath.notes",
    "abstract": "dc.description",
    "题名": "dc.title", "书名": "dc.title", "作者": "dc.creator", "责任者": "dc.creator", "主题": "dc.subject",
    "出版社": "dc.publisher", "出版者": "dc.publisher", "出版年": "dc.date",
]
