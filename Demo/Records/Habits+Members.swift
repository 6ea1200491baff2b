/// The ways of cataloguing that the list of members names: one value each.
extension Habits {
    static let named: [String: Habits] = [
        "romanised": romanised, "plain": plain, "koha": koha, "cnmarc": cnmarc, "unimarc": unimarc, "rda": rda,
    ]

    /// MARC 21 with ISBD punctuation, Chinese in Latin letters with 880 pairs; AACR2 until 2012, RDA since.
    private static let romanised = Habits(
        dialect: .marc21, rules: .aacr2, rulesSince2013: .rda, isISBD: true, script: .romanised, numbers: .both,
        holdings: .field852)

    /// MARC 21 as an old university system has it: no punctuation, names without dates, everything short.
    private static let plain = Habits(
        dialect: .marc21,
        rules: Rules(
            chinese: Wording(edition: "第#版", pages: "#页", volumes: "#册", part: "v.#", isClosedUp: true),
            other: Wording(edition: "# edition", pages: "#p", volumes: "#v", part: "v.#", isClosedUp: true),
            statesFirst: false),
        numbers: .ofItsTime, namesHaveDates: false, classField: "090", subjects: 2, holdings: .field852)

    /// MARC 21 typed into Koha's form: no punctuation, title and subtitle in one, short headings, the items in 952.
    private static let koha = Habits(
        dialect: .marc21,
        rules: Rules(
            chinese: Wording(edition: "第*版", pages: "#页", volumes: "#册", part: "第#卷"),
            other: Wording(edition: "# ed", pages: "# p", volumes: "# vol", part: "Vol. #")),
        titleHasSubtitle: true, subjectsAreDivided: false, holdings: .field952)

    /// CNMARC by the Chinese rules.
    private static let cnmarc = Habits(
        dialect: .unimarc,
        rules: Rules(
            chinese: Wording(
                edition: "#版", pages: "#页", volumes: "#册", isClosedUp: true, countsLastPagesOnly: true),
            other: Wording(
                edition: "# ed.", pages: "#页", volumes: "#册", isClosedUp: true, countsLastPagesOnly: true),
            statesFirst: false),
        script: .charactersAndPinyin, numbers: .printed, subjects: 2, holdings: .field905)

    /// UNIMARC as its manual has it: a main author in 700, functions as codes; forenames as initials, the items in 995.
    private static let unimarc = Habits(
        dialect: .unimarc,
        rules: Rules(
            chinese: Wording(edition: "第#版", pages: "#页", volumes: "#册", part: "第#卷"),
            other: Wording(edition: "# edition", pages: "# p.", volumes: "# vol.", part: "Vol. #")),
        forenamesAreInitials: true, subjects: 1, holdings: .field995)

    /// MARC 21 by RDA whatever the year, Chinese as printed: a list that was made in one go.
    private static let rda = Habits(
        dialect: .marc21, rules: .rda, isISBD: true, holdings: .field852)
}

extension Rules {
    /// The Anglo-American Cataloguing Rules, second edition.
    static let aacr2 = Rules(
        chinese: Wording(edition: "第#版", pages: "# p.", volumes: "# v."),
        other: Wording(edition: "# ed.", pages: "# p.", volumes: "# v."))

    /// Resource Description and Access: no abbreviations.
    static let rda = Rules(
        chinese: Wording(edition: "第#版", pages: "# pages", volumes: "# volumes"),
        other: Wording(edition: "* edition", pages: "# pages", volumes: "# volumes"), isRDA: true)
}
