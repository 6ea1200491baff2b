/// Where a copy stands: derived from its class, by each member's own rule, not facts of the table.

/// The room: by the first letter of the Chinese Library Classification.
func readingRoom(_ edition: Edition) -> String {
    switch edition.classification.first {
    case "I", "J", "H": "文学艺术书库"
    case "O", "Q", "R", "T", "U": "科技书库"
    default: "社科书库"
    }
}

/// The vocational college's mark: first three letters of the first heading, last two digits of the year: `KER88`.
func authorMark(_ edition: Edition) -> String {
    let heading = (edition.authors + edition.editors + edition.corporates).first ?? edition.title
    let letters = (heading.romanised ?? heading.printed).filter { $0.isASCII && $0.isLetter }
    return letters.prefix(3).uppercased() + edition.year.prefix(4).suffix(2)
}

/// The university's mark: the year, and the copy's number: `1988-96`.
func yearMark(_ copy: ShelvedCopy) -> String {
    "\(copy.edition.year.prefix(4))-\(copy.number)"
}
