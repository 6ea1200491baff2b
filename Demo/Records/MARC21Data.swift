/// Field 008: 40 characters, of which date of entry, dates, country, form and language matter here.
///
/// The date of entry is the same in all records.
func fixedLengthData(_ edition: Edition) -> String {
    let country = edition.isChinese ? "cc " : "xx "
    let form = edition.isOnline ? "o" : " "
    // Positions 18 to 22 and 24 to 34: for a periodical of unknown frequency, or a book without anything special.
    let (before, after) = edition.isSerial ? ("uu p ", "     0   a0") : ("     ", "     000 0 ")
    return "240901" + dates(edition) + country + before + form + after + edition.language + " d"
}

/// Positions 06 to 14 of 008: single year, several, or still coming out.
private func dates(_ edition: Edition) -> String {
    let years = edition.year.split(separator: "-")
    if edition.isSerial { return "c" + years[0] + "9999" }
    return years.count > 1 ? "m" + years[0] + years[1] : "s" + years[0] + "    "
}

/// How many characters of the title a sorter passes over: `The ` is 4 (MARC 21, 245, second indicator).
func nonFilingCharacters(_ edition: Edition) -> Int {
    let articles = [
        "eng": ["The ", "A ", "An "], "ger": ["Der ", "Die ", "Das "], "fre": ["Le ", "La ", "Les ", "L'"],
        "spa": ["El ", "La ", "Los ", "Las "],
    ]
    return articles[edition.language]?.first { edition.title.printed.hasPrefix($0) }?.count ?? 0
}

extension SubjectHeading.Kind {
    /// The subfield of 650.
    var marc21Code: Character {
        switch self {
        case .topic: "x"
        case .place: "z"
        case .period: "y"
        }
    }
}

extension Habits.Numbers {
    /// The ISBN as it is written down: no form when there is none.
    func forms(_ edition: Edition) -> [String] {
        guard let printed = edition.isbn, let isbn = ISBN(printed) else { return [] }
        return switch self {
        case .both: [isbn.long, isbn.short].compactMap(\.self)
        case .long: [isbn.long]
        case .ofItsTime: [edition.year < "2007" ? isbn.short ?? isbn.long : isbn.long]
        case .printed: [printed]
        }
    }
}

extension Forms {
    /// An edition statement in the words of some rules; `nil` when they leave a first edition unsaid.
    func worded(_ wording: Wording, of edition: Edition, by rules: Rules) -> Forms? {
        guard let number = Int(printed) else { return self }
        guard number > 1 || rules.statesFirst else { return nil }
        return Forms(
            wording.edition(number, isChinese: edition.isChinese),
            romanised: edition.isChinese ? "Di \(number) ban" : nil)
    }
}
