/// The record as the vocational college catalogues: MARC 21 with ISBD punctuation, Chinese romanised and again in 880.
///
/// AACR2 before 2013, RDA from then on, as in catalogues that have lived through the change.
func isbdRecord(_ copy: ShelvedCopy) -> MARCRecord {
    let edition = copy.edition
    let isRDA = edition.year >= "2013"
    var record = MARCRecord(leaderStart: "na\(edition.level) a", leaderEnd: isRDA ? " i 4500" : " a 4500")
    record.marc21Start(copy)
    if let isbn = edition.isbn.flatMap(ISBN.init) {
        record.data("020", "  ", ["a": isbn.long])
        record.data("020", "  ", ["a": isbn.short])
    }
    record.data("022", "  ", ["a": edition.issn])
    record.data("040", "  ", ["a": "NCTC", "b": "eng", "e": isRDA ? "rda" : nil, "c": "NCTC"])
    record.data("084", "  ", ["a": edition.classification, "2": "clc"])
    var pairs = VernacularPairs()
    record.isbdNames(edition, pairs: &pairs)
    record.isbdTitle(edition, isRDA: isRDA, pairs: &pairs)
    record.isbdImprint(edition, isRDA: isRDA, pairs: &pairs)
    record.isbdExtent(edition, isRDA: isRDA)
    record.isbdSubjects(edition)
    record.data(
        "852", "8 ",
        ["a": "NCTC", "b": readingRoom(edition), "h": edition.classification, "i": authorMark(edition)])
    return record
}

/// Numbers the links between a field and its 880 (MARC 21, appendix A, $6).
private struct VernacularPairs {
    private var count = 0

    mutating func next() -> String {
        count += 1
        return count.padded(to: 2)
    }
}

extension MARCRecord {
    /// Adds a field; when its texts have a romanised form, that one, and an 880 with the characters.
    fileprivate mutating func paired(
        _ tag: String, _ indicators: String, pairs: inout VernacularPairs, isRomanised: Bool,
        _ subfields: (_ form: (Forms) -> String) -> KeyValuePairs<Character, String?>
    ) {
        guard isRomanised else { return data(tag, indicators, subfields(\.printed)) }
        let number = pairs.next()
        link(tag, indicators, to: "880-\(number)", subfields { $0.romanised ?? $0.printed })
        link("880", indicators, to: "\(tag)-\(number)/$1", subfields(\.printed))
    }

    private mutating func link(
        _ tag: String, _ indicators: String, to link: String, _ subfields: KeyValuePairs<Character, String?>
    ) {
        let rest = subfields.compactMap { code, text in text.map { Subfield(code: code, text: $0) } }
        append(.data(tag: tag, indicators: indicators, subfields: [Subfield(code: "6", text: link)] + rest))
    }

    fileprivate mutating func isbdNames(_ edition: Edition, pairs: inout VernacularPairs) {
        let people = edition.authors + edition.editors + edition.translators
        for (position, person) in people.enumerated() {
            let isMain = position == 0 && !edition.authors.isEmpty
            paired(isMain ? "100" : "700", "1 ", pairs: &pairs, isRomanised: person.romanised != nil) { form in
                let heading = Heading(form(person))
                guard let dates = heading.dates else { return ["a": stopped(heading.name)] }
                return ["a": heading.name + ",", "d": dates.hasSuffix("-") ? dates : dates + "."]
            }
        }
        for body in edition.corporates {
            paired("710", "2 ", pairs: &pairs, isRomanised: body.romanised != nil) { form in
                let parts = form(body).split(separator: ". ", maxSplits: 1).map(String.init)
                return ["a": stopped(parts[0]), "b": parts.count > 1 ? stopped(parts[1]) : nil]
            }
        }
    }

    fileprivate mutating func isbdTitle(_ edition: Edition, isRDA: Bool, pairs: inout VernacularPairs) {
        let indicators = (edition.authors.isEmpty ? "0" : "1") + String(nonFilingCharacters(edition))
        paired("245", indicators, pairs: &pairs, isRomanised: edition.title.romanised != nil) { form in
            let responsibility = edition.responsibility.map { stopped(form($0)) }
            let part = edition.part.map { Int($0.printed) == nil ? form($0) : "Volume \($0.printed)" }
            let partTitle = edition.partTitle.map(form)
            let medium = edition.isOnline && !isRDA ? "[electronic resource]" : nil
            let subtitle = joined(edition.subtitle.map(form), edition.parallelTitle, by: " = ")
            // What comes next decides the punctuation at the end of each part (ISBD 1.4 to 1.5).
            let beforeParts = part != nil || partTitle != nil ? "." : responsibility != nil ? " /" : "."
            let beforeSubtitle = edition.subtitle != nil ? " :" : edition.parallelTitle != nil ? " =" : beforeParts
            return [
                "a": form(edition.title) + (medium == nil ? beforeSubtitle : ""),
                "h": medium.map { $0 + beforeSubtitle },
                "b": subtitle.map { $0 + beforeParts },
                "n": part.map { $0 + (partTitle != nil ? "," : responsibility != nil ? " /" : ".") },
                "p": partTitle.map { $0 + (responsibility != nil ? " /" : ".") },
                "c": responsibility,
            ]
        }
    }

    fileprivate mutating func isbdImprint(_ edition: Edition, isRDA: Bool, pairs: inout VernacularPairs) {
        if let statement = edition.editionStatement {
            let number = Int(statement.printed)
            let printed = number.map { edition.isChinese ? "第\($0)版" : englishEdition($0, spelledOut: isRDA) }
            let romanised = number.map { "Di \($0) ban" } ?? statement.romanised
            let words = Forms(printed ?? statement.printed, romanised: edition.isChinese ? romanised : nil)
            paired("250", "  ", pairs: &pairs, isRomanised: words.romanised != nil) { ["a": stopped($0(words))] }
        }
        paired(
            isRDA ? "264" : "260", isRDA ? " 1" : "  ", pairs: &pairs, isRomanised: edition.publisher.romanised != nil
        ) { form in
            [
                "a": form(edition.place) + " :", "b": form(edition.publisher) + ",",
                "c": edition.isSerial ? edition.year : edition.year + ".",
            ]
        }
        guard let series = edition.series else { return }
        paired("490", "0 ", pairs: &pairs, isRomanised: series.romanised != nil) { ["a": $0(series)] }
    }

    fileprivate mutating func isbdExtent(_ edition: Edition, isRDA: Bool) {
        let unit = isRDA ? "pages" : "p."
        let pages = edition.pages.map { "\($0) \(unit)" }
        var extent = edition.volumes.map { isRDA ? "\($0) volumes" : "\($0) v." } ?? pages
        if edition.isOnline { extent = "1 online resource" + (pages.map { " (\($0))" } ?? "") }
        data("300", "  ", ["a": extent.map { $0 + (edition.size == nil ? "" : " ;") }, "c": edition.size])
        guard isRDA else { return }
        data("336", "  ", ["a": "text", "b": "txt", "2": "rdacontent"])
        data("337", "  ", ["a": edition.isOnline ? "computer" : "unmediated", "2": "rdamedia"])
        data("338", "  ", ["a": edition.isOnline ? "online resource" : "volume", "2": "rdacarrier"])
    }

    fileprivate mutating func isbdSubjects(_ edition: Edition) {
        for subject in edition.subjects {
            marc21Subject(subject.romanised ?? subject.printed, secondIndicator: "0", end: ".")
        }
    }
}

/// `2nd ed.`, or `Second edition` as RDA transcribes it.
private func englishEdition(_ number: Int, spelledOut: Bool) -> String {
    let words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]
    if spelledOut, words.indices.contains(number - 1) { return words[number - 1] + " edition" }
    return ordinal(number) + " ed."
}

/// The text with a full stop at its end, unless there is one.
private func stopped(_ text: String) -> String {
    text.hasSuffix(".") ? text : text + "."
}

private func joined(_ first: String?, _ second: String?, by mark: String) -> String? {
    guard let first else { return second }
    return second.map { first + mark + $0 } ?? first
}
