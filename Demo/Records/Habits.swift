import Foundation

/// How a department catalogues: everything in which its record of a book differs from its neighbour's.
struct Habits: Sendable {
    enum Dialect: Sendable {
        case marc21
        /// UNIMARC; CNMARC is its Chinese form.
        case unimarc
    }

    /// How Chinese is written down.
    enum Script: Sendable {
        /// In Latin letters, with the characters again in 880.
        case romanised
        /// As printed, in the fields themselves.
        case characters
        /// As printed, with the pinyin beside it in `$A`.
        case charactersAndPinyin
    }

    /// In which form an ISBN is written down.
    enum Numbers: Sendable {
        /// Thirteen digits and ten, a field each.
        case both
        /// Thirteen digits.
        case long
        /// Ten digits until 2006, thirteen since.
        case ofItsTime
        /// With the hyphens of the book, if it had any.
        case printed
    }

    /// Where a record says what the library holds.
    enum Holdings: Sendable {
        case field852, field905, field952, field995
    }

    let dialect: Dialect
    /// The rules until 2012.
    let rules: Rules
    /// The rules for what came out since 2013; `nil` where they did not change.
    var rulesSince2013: Rules?
    /// Whether MARC 21 has the punctuation of ISBD, sorts without articles and makes pairs of titles; UNIMARC never has it.
    var isISBD = false
    var script = Script.characters
    var numbers = Numbers.long
    var namesHaveDates = true
    /// Whether UNIMARC shortens forenames to initials: `Knuth, D. E.`.
    var forenamesAreInitials = false
    /// Whether MARC 21 has title and subtitle in one subfield.
    var titleHasSubtitle = false
    /// The field of the class in MARC 21: `084`, or `090` with the mark of the copy.
    var classField = "084"
    /// The most subject headings in a record.
    var subjects = 4
    /// Whether headings keep their subdivisions.
    var subjectsAreDivided = true
    let holdings: Holdings

    /// The rules for an edition, by its year.
    func rules(for edition: Edition) -> Rules {
        edition.year >= "2013" ? rulesSince2013 ?? rules : rules
    }
}

/// A code of cataloguing rules, as far as it decides words.
struct Rules: Sendable {
    /// The words for books in Chinese.
    let chinese: Wording
    /// The words for all others.
    let other: Wording
    /// Whether a first edition is called one.
    var statesFirst = true
    /// Whether MARC 21 has 264 and the fields for content, medium and carrier.
    var isRDA = false

    func wording(for edition: Edition) -> Wording {
        edition.isChinese ? chinese : other
    }
}

/// Words around a number, for which `#` stands.
struct Wording: Sendable {
    /// `#` in digits, for English with its ending: `第#版`, `# ed.`; `*` in words: `第*版`, `* edition`.
    let edition: String
    let pages: String
    let volumes: String
    /// Of a part that is a bare number.
    var part = "Volume #"
    /// Whether the extent is closed up: `xii,272p`, `24cm`.
    var isClosedUp = false
    /// Whether only the last sequence of pages counts: `272` of `xii, 272`.
    var countsLastPagesOnly = false

    func edition(_ number: Int, isChinese: Bool) -> String {
        edition.replacing("#", with: isChinese ? String(number) : ordinal(number))
            .replacing("*", with: isChinese ? chineseNumeral(number) : ordinalWord(number))
    }

    func pages(_ pages: String) -> String {
        let sequences = pages.components(separatedBy: ", ").suffix(countsLastPagesOnly ? 1 : .max)
        return self.pages.replacing("#", with: sequences.joined(separator: isClosedUp ? "," : ", "))
    }

    func volumes(_ count: Int) -> String {
        volumes.replacing("#", with: String(count))
    }

    func part(_ printed: String) -> String {
        Int(printed) == nil ? printed : part.replacing("#", with: printed)
    }

    func size(_ size: String) -> String {
        isClosedUp ? size.replacing(" ", with: "") : size
    }
}

/// `2nd`, `3rd`, `11th`.
private func ordinal(_ number: Int) -> String {
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

/// `Second`; digits from the eleventh on.
private func ordinalWord(_ number: Int) -> String {
    let words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]
    return words.indices.contains(number - 1) ? words[number - 1] : ordinal(number)
}

/// `二`, `十一`; digits from twenty on.
private func chineseNumeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return switch number {
    case 1...9: digits[number]
    case 10...19: "十" + digits[number - 10]
    default: String(number)
    }
}
