/// Writes a copy's record in MARC 21, by a member's habits.
struct MARC21Record {
    private let copy: ShelvedCopy
    private let habits: Habits
    private let rules: Rules
    private let wording: Wording
    private var record: MARCRecord
    /// How many pairs of a field and its 880 there are so far (MARC 21, appendix A, $6).
    private var pairs = 0

    private var edition: Edition { copy.edition }

    /// The whole record.
    static func of(_ copy: ShelvedCopy, habits: Habits, isUnicode: Bool) -> MARCRecord {
        var writer = MARC21Record(copy, habits: habits, isUnicode: isUnicode)
        writer.numbers(isUnicode: isUnicode)
        writer.names()
        writer.title()
        writer.imprint()
        writer.extent()
        writer.subjects()
        writer.record.append(copy.holdings(habits.holdings))
        return writer.record
    }

    private init(_ copy: ShelvedCopy, habits: Habits, isUnicode: Bool) {
        self.copy = copy
        self.habits = habits
        rules = habits.rules(for: copy.edition)
        wording = rules.wording(for: copy.edition)
        let description = habits.isISBD ? rules.isRDA ? "i" : "a" : " "
        record = MARCRecord(
            leaderStart: "na\(copy.edition.level) " + (isUnicode ? "a" : " "), leaderEnd: " \(description) 4500")
    }

    // MARK: - Fields

    private mutating func numbers(isUnicode: Bool) {
        record.control("001", copy.identifier)
        record.control("003", copy.agency)
        record.control("005", "20240901000000.0")  // the same everywhere, so that the files are the same every time
        if edition.isOnline { record.control("007", "cr |||||||||||") }
        record.control("008", fixedLengthData(edition))
        for isbn in habits.numbers.forms(edition) { record.data("020", "  ", ["a": isbn]) }
        record.data("022", "  ", ["a": edition.issn])
        record.data(
            "040", "  ",
            ["a": copy.agency, "b": habits.isISBD ? "eng" : nil, "e": rules.isRDA ? "rda" : nil, "c": copy.agency])
        // What is not ASCII there is East Asian, if only for the room's name.
        record.data("066", "  ", ["c": isUnicode ? nil : "$1"])
        let mark = habits.classField == "090" ? copy.yearMark : nil
        record.data(
            habits.classField, "  ",
            ["a": edition.classification, "b": mark, "2": habits.classField == "084" ? "clc" : nil])
    }

    private mutating func names() {
        let people = edition.authors + edition.editors + edition.translators
        for (position, person) in people.enumerated() {
            let isMain = position == 0 && !edition.authors.isEmpty
            let shown = habits.script == .romanised ? person.romanised ?? person.printed : person.printed
            let isInverted = Heading(shown).name.contains(",")
            field(isMain ? "100" : "700", isInverted ? "1 " : "0 ", of: [person]) { writer, form in
                let heading = Heading(form(person))
                guard writer.habits.namesHaveDates, let dates = heading.dates else {
                    return ["a": writer.stopped(heading.name)]
                }
                guard writer.habits.isISBD else { return ["a": heading.name, "d": dates] }
                return ["a": heading.name + ",", "d": dates.hasSuffix("-") ? dates : dates + "."]
            }
        }
        for body in edition.corporates {
            field("710", "2 ", of: [body]) { writer, form in
                let parts = form(body).split(separator: ". ", maxSplits: 1).map(String.init)
                return ["a": writer.stopped(parts[0]), "b": parts.count > 1 ? writer.stopped(parts[1]) : nil]
            }
        }
    }

    private mutating func title() {
        let filing = habits.isISBD ? String(nonFilingCharacters(edition)) : "0"
        field("245", (edition.authors.isEmpty ? "0" : "1") + filing, of: [edition.title]) { writer, form in
            let edition = writer.edition
            let responsibility = edition.responsibility.map { writer.responsibility(form($0)) }
            let part = edition.part.map { writer.wording.part(form($0)) }
            let partTitle = edition.partTitle.map(form)
            let medium = edition.isOnline && !writer.rules.isRDA ? "[electronic resource]" : nil
            let parallel = writer.habits.isISBD ? edition.parallelTitle : nil
            let subtitle = [edition.subtitle.map(form), parallel].compactMap(\.self).joined(separator: " = ")
            let isOne = writer.habits.titleHasSubtitle && !subtitle.isEmpty
            // What comes next decides the punctuation at the end of each part (ISBD 1.4 to 1.5).
            let last = responsibility == nil ? "." : " /"
            let beforeParts = part == nil && partTitle == nil ? last : "."
            let beforeSubtitle = edition.subtitle != nil ? " :" : parallel != nil ? " =" : beforeParts
            return [
                "a": form(edition.title) + (isOne ? " : " + subtitle : "")
                    + (medium == nil ? writer.isbd(beforeSubtitle) : ""),
                "h": medium.map { $0 + writer.isbd(beforeSubtitle) },
                "b": subtitle.isEmpty || isOne ? nil : subtitle + writer.isbd(beforeParts),
                "n": part.map { $0 + writer.isbd(partTitle == nil ? last : ",") },
                "p": partTitle.map { $0 + writer.isbd(last) },
                "c": responsibility,
            ]
        }
        if !habits.isISBD { record.data("246", "31", ["a": edition.parallelTitle]) }
    }

    private mutating func imprint() {
        if let statement = edition.editionStatement.flatMap({ $0.worded(wording, of: edition, by: rules) }) {
            field("250", "  ", of: [statement]) { writer, form in ["a": writer.stopped(form(statement))] }
        }
        field(rules.isRDA ? "264" : "260", rules.isRDA ? " 1" : "  ", of: [edition.publisher]) { writer, form in
            // Without ISBD "Englewood Cliffs, N.J." is "Englewood Cliffs".
            let place = writer.edition.place.map {
                writer.habits.isISBD ? form($0) : String(form($0).prefix { $0 != "," })
            }
            return [
                "a": place.map { $0 + writer.isbd(" :") }, "b": form(writer.edition.publisher) + writer.isbd(","),
                "c": writer.edition.year + writer.isbd(writer.edition.isSerial ? "" : "."),
            ]
        }
        guard let series = edition.series else { return }
        field("490", "0 ", of: [series]) { _, form in ["a": form(series)] }
    }

    private mutating func extent() {
        let pages = edition.pages.map(wording.pages)
        var extent = edition.volumes.map(wording.volumes) ?? pages
        if edition.isOnline { extent = "1 online resource" + (pages.map { " (\($0))" } ?? "") }
        let size = edition.size.map(wording.size)
        record.data("300", "  ", ["a": extent.map { $0 + (size == nil ? "" : isbd(" ;")) }, "c": size])
        guard rules.isRDA else { return }
        record.data("336", "  ", ["a": "text", "b": "txt", "2": "rdacontent"])
        record.data("337", "  ", ["a": edition.isOnline ? "computer" : "unmediated", "2": "rdamedia"])
        record.data("338", "  ", ["a": edition.isOnline ? "online resource" : "volume", "2": "rdacarrier"])
    }

    /// 650, or 651 for a place.
    private mutating func subjects() {
        for subject in edition.subjects.prefix(habits.subjects) {
            let isRomanised = habits.script == .romanised || !edition.isChinese
            let heading = SubjectHeading(isRomanised ? subject.romanised ?? subject.printed : copy.characters(subject))
            let divisions = habits.subjectsAreDivided ? heading.subdivisions : []
            var subfields = [MARCRecord.Subfield(code: "a", text: heading.main)]
            subfields += divisions.map { MARCRecord.Subfield(code: $0.kind.marc21Code, text: $0.text) }
            if habits.isISBD {
                let last = subfields.removeLast()
                let isOpen = last.text.hasSuffix(")") || last.text.hasSuffix("-") || last.text.hasSuffix(".")
                subfields.append(MARCRecord.Subfield(code: last.code, text: isOpen ? last.text : last.text + "."))
            }
            record.append(
                .data(
                    tag: heading.isPlace ? "651" : "650", indicators: habits.isISBD ? " 0" : " 4", subfields: subfields)
            )
        }
    }

    // MARK: - Forms and punctuation

    /// Adds a field of these texts: in this copy's characters; or romanised where they have such a form, with an 880 that
    /// has the characters.
    private mutating func field(
        _ tag: String, _ indicators: String, of texts: [Forms],
        _ subfields: (_ writer: Self, _ form: (Forms) -> String) -> KeyValuePairs<Character, String?>
    ) {
        guard habits.script == .romanised, texts.contains(where: { $0.romanised != nil }) else {
            return record.data(tag, indicators, subfields(self, copy.characters))
        }
        pairs += 1
        let number = pairs.padded(to: 2)
        record.linked(tag, indicators, to: "880-\(number)", subfields(self) { $0.romanised ?? $0.printed })
        record.linked("880", indicators, to: "\(tag)-\(number)/$1", subfields(self, \.printed))
    }

    private func responsibility(_ text: String) -> String {
        habits.isISBD ? stopped(text) : text.replacing(" ; ", with: "; ")
    }

    /// The mark, where there is ISBD.
    private func isbd(_ mark: String) -> String { habits.isISBD ? mark : "" }

    /// The text, where there is ISBD with a full stop at its end.
    private func stopped(_ text: String) -> String {
        text.hasSuffix(".") ? text : text + isbd(".")
    }
}

extension MARCRecord {
    /// Adds a field that begins with its link, subfield 6.
    fileprivate mutating func linked(
        _ tag: String, _ indicators: String, to link: String, _ subfields: KeyValuePairs<Character, String?>
    ) {
        let rest = subfields.compactMap { code, text in text.map { Subfield(code: code, text: $0) } }
        append(.data(tag: tag, indicators: indicators, subfields: [Subfield(code: "6", text: link)] + rest))
    }
}
