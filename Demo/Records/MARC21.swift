/// What the two members with MARC 21 have in common.
extension MARCRecord {
    /// Adds 001, 003, 005 and 008; online editions have 007 too.
    ///
    /// The date of entry is the same in all records, so that the files are the same every time.
    mutating func marc21Start(_ copy: ShelvedCopy) {
        let edition = copy.edition
        control("001", copy.identifier)
        control("003", copy.copy.member.uppercased())
        control("005", "20240901000000.0")
        if edition.isOnline { control("007", "cr |||||||||||") }
        let country = edition.isChinese ? "cc " : "xx "
        let form = edition.isOnline ? "o" : " "
        // Positions 18 to 22 and 24 to 34: for a periodical of unknown frequency, or a book without anything special.
        let (before, after) = edition.isSerial ? ("uu p ", "     0   a0") : ("     ", "     000 0 ")
        control("008", "240901" + datesOf008(edition) + country + before + form + after + edition.language + " d")
    }

    /// Adds 650, or 651 for the name of a country.
    mutating func marc21Subject(_ text: String, secondIndicator: String, end: String) {
        let heading = SubjectHeading(text)
        var subfields = [Subfield(code: "a", text: heading.main)]
        for subdivision in heading.subdivisions {
            let code: Character =
                switch subdivision.kind {
                case .topic: "x"
                case .place: "z"
                case .period: "y"
                }
            subfields.append(Subfield(code: code, text: subdivision.text))
        }
        let last = subfields.removeLast()
        let isOpen = last.text.hasSuffix(")") || last.text.hasSuffix("-") || last.text.hasSuffix(".")
        subfields.append(Subfield(code: last.code, text: isOpen ? last.text : last.text + end))
        append(
            .data(
                tag: heading.main == "China" ? "651" : "650", indicators: " " + secondIndicator, subfields: subfields))
    }
}

/// Positions 06 to 14 of 008: single year, several, or still coming out.
private func datesOf008(_ edition: Edition) -> String {
    let years = edition.year.split(separator: "-")
    if edition.isSerial { return "c" + years[0] + "9999" }
    return years.count > 1 ? "m" + years[0] + years[1] : "s" + years[0] + "    "
}

/// How many characters of the title a sorter passes over: `The ` is 4 (MARC 21, 245, second indicator).
func nonFilingCharacters(_ edition: Edition) -> Int {
    let articles = [
        "eng": ["The ", "A ", "An "], "ger": ["Der ", "Die ", "Das "], "fre": ["Le ", "La ", "Les ", "L'"],
    ]
    return articles[edition.language]?.first { edition.title.printed.hasPrefix($0) }?.count ?? 0
}

/// `2nd`, `3rd`, `11th`.
func ordinal(_ number: Int) -> String {
    let ending =
        switch (number % 100, number % 10) {
        case (11...13, _): "th"
        case (_, 1): "st"
        case (_, 2): "nd"
        case (_, 3): "rd"
        default: "th"
        }
    return String(number) + ending
}
