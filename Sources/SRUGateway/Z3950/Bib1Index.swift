import FederatedQuery

/// The index that a Bib-1 use attribute means, or `nil` when there is none here.
///
/// Source: Z39.50-2003, appendix 3 ATR.1, and what Koha, Evergreen, Aleph, FOLIO and Pazpar2 send.
func searchIndex(bib1Use use: Int) -> IndexName? { indexes[use] }

private let indexes: [Int: IndexName] = {
    let uses: [(String, String, [Int])] = [
        ("cql", "anywhere", [1016, 1035]),
        ("cql", "serverChoice", [1017]),
        ("dc", "title", [4, 33, 36]),
        ("bib", "titleUniform", [6]),
        ("bib", "titleSeries", [5]),
        ("dc", "creator", [1003, 1, 2, 3, 1002, 1004, 1005, 1006]),
        ("dc", "subject", [21, 27, 46, 47, 58]),
        ("dc", "description", [62, 63]),
        ("dc", "publisher", [1018]),
        ("dc", "date", [30, 31]),
        ("dc", "language", [54]),
        ("dc", "type", [1031, 1034]),
        ("dc", "identifier", [9, 1007, 1211]),
        ("bath", "isbn", [7]),
        ("bath", "issn", [8]),
        ("rec", "id", [12]),
        ("bib", "originPlace", [59]),
        ("bib", "classification", [13, 16, 20]),
    ]
    return Dictionary(
        uses.flatMap { set, name, numbers in numbers.map { ($0, IndexName(set: set, name: name)) } },
        uniquingKeysWith: { first, _ in first })
}()
