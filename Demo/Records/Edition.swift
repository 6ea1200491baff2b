/// The facts of one edition, and who holds it.
struct Edition: Equatable {
    var id = ""
    /// MARC language code.
    var language = ""
    var title = Forms("")
    var subtitle: Forms?
    /// The title in another language.
    var parallelTitle: String?
    var part: Forms?
    var partTitle: Forms?
    var responsibility: Forms?
    var authors: [Forms] = []
    var editors: [Forms] = []
    var translators: [Forms] = []
    var corporates: [Forms] = []
    var editionStatement: Forms?
    var place: Forms?
    var publisher = Forms("")
    /// `1988`, or `1978-1980`, or `1958-` for what still comes out.
    var year = ""
    /// `xii, 272`, without a word for pages.
    var pages: String?
    var volumes: Int?
    /// `24 cm`.
    var size: String?
    var series: Forms?
    /// As printed.
    var isbn: String?
    /// Only periodicals have one.
    var issn: String?
    /// In the Chinese Library Classification, more or less finely.
    var classification = ""
    var isOnline = false
    var subjects: [Forms] = []
    var copies: [Copy] = []

    var isChinese: Bool { language == "chi" }
    var isSerial: Bool { issn != nil }
    /// The bibliographic level, leader position 07 in both dialects: `m` or `s`.
    var level: String { isSerial ? "s" : "m" }

    /// This edition as a record says it that leaves some facts out or puts them in another way.
    func with(_ differences: Set<Copy.Difference>) -> Edition {
        var edition = self
        if differences.contains(.noISBN) { edition.isbn = nil }
        if differences.contains(.noPages) { edition.pages = nil }
        if differences.contains(.noEdition) { edition.editionStatement = nil }
        if differences.contains(.noSubtitle) { edition.subtitle = nil }
        if differences.contains(.noSeries) { edition.series = nil }
        if differences.contains(.noSubjects) { edition.subjects = [] }
        if differences.contains(.otherRole) { edition.responsibility = edition.responsibility?.withOtherRole }
        return edition
    }
}

/// A text as printed, and where they are known its romanised (or English) form and its form in traditional characters.
struct Forms: Equatable {
    let printed: String
    let romanised: String?
    let traditional: String?

    init(_ printed: String, romanised: String? = nil, traditional: String? = nil) {
        self.printed = printed
        self.romanised = romanised
        self.traditional = traditional
    }

    /// A statement of responsibility with the other word that cataloguers take for the same thing: 编著 for 著.
    fileprivate var withOtherRole: Forms {
        Forms(otherRole(printed), romanised: romanised.map(otherRole), traditional: traditional.map(otherRole))
    }
}

/// The statement with the word changed that ends its first part, if it is one of these.
private func otherRole(_ statement: String) -> String {
    let words = [
        ("编著", "著"), ("著", "编著"), ("主编", "编"), ("编", "主编"), ("編著", "著"), ("主編", "編"), ("編", "主編"),
        (" bian zhu", " zhu"), (" zhu bian", " bian"), (" zhu", " bian zhu"), (" bian", " zhu bian"),
    ]
    let end = statement.firstRange(of: " ; ")?.lowerBound ?? statement.endIndex
    let first = statement[..<end]
    guard let (word, other) = words.first(where: { first.hasSuffix($0.0) }) else { return statement }
    return first.dropLast(word.count) + other + statement[end...]
}

/// A member's copy of an edition.
struct Copy: Equatable {
    /// How its record differs from the full one.
    enum Difference: String, CaseIterable {
        case traditional
        case noISBN = "no-isbn"
        case noPages = "no-pages"
        case noEdition = "no-edition"
        case noSubtitle = "no-subtitle"
        case noSeries = "no-series"
        case noSubjects = "no-subjects"
        case otherRole = "other-role"
    }

    let member: String
    let differences: Set<Difference>
}

/// A copy with the edition as this member describes it, and its number among the member's copies, 1-based.
struct ShelvedCopy {
    let edition: Edition
    let copy: Copy
    let number: Int

    /// The text in the characters that this copy's record uses.
    func characters(_ forms: Forms) -> String {
        copy.differences.contains(.traditional) ? forms.traditional ?? forms.printed : forms.printed
    }

    /// The local identifier: the member's id and the number, `nctc000042`.
    var identifier: String { copy.member + number.padded(to: 6) }
}

extension Int {
    /// The number with zeros before it, at least `width` digits wide.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
