/// Writes a copy's record in UNIMARC or its Chinese form CNMARC, by a member's habits.
///
/// Source: UNIMARC Manual, Bibliographic Format; WH/T 0503-96 (CNMARC), the coded fields as Chinese systems write them.
struct UNIMARCRecord {
    private let copy: ShelvedCopy
    private let habits: Habits
    private let wording: Wording
    private let rules: Rules
    private var record: MARCRecord

    private var edition: Edition { copy.edition }
    private var hasPinyin: Bool { habits.script == .charactersAndPinyin }

    /// The whole record.
    static func of(_ copy: ShelvedCopy, habits: Habits, isUnicode: Bool) -> MARCRecord {
        var writer = UNIMARCRecord(copy, habits: habits)
        writer.codes(isUnicode: isUnicode)
        writer.title()
        writer.description()
        writer.subjects()
        writer.names()
        writer.record.data("801", " 0", ["a": "CN", "b": copy.agency, "c": "20240901"])
        writer.record.append(copy.holdings(habits.holdings))
        return writer.record
    }

    private init(_ copy: ShelvedCopy, habits: Habits) {
        self.copy = copy
        self.habits = habits
        rules = habits.rules(for: copy.edition)
        wording = rules.wording(for: copy.edition)
        record = MARCRecord(leaderStart: "na\(copy.edition.level)0 ", leaderEnd: "   450 ")
    }

    private mutating func codes(isUnicode: Bool) {
        record.control("001", copy.identifier)
        record.control("005", "20240901000000.0")
        for isbn in habits.numbers.forms(edition) { record.data("010", "  ", ["a": isbn]) }
        record.data("011", "  ", ["a": edition.issn])
        record.data("100", "  ", ["a": generalProcessingData(isUnicode: isUnicode)])
        record.data("101", "0 ", ["a": edition.language])
        record.data("102", "  ", ["a": edition.isChinese ? "CN" : nil])
        record.data("105", "  ", ["a": edition.isOnline || edition.isSerial ? nil : "y   z   000yy"])
        record.data("110", "  ", ["a": edition.isSerial ? "auu||||||||" : nil])
        record.data("106", "  ", ["a": edition.isOnline ? nil : "r"])
        record.data("135", "  ", ["a": edition.isOnline ? "dr" : nil])
    }

    /// Field 100 $a: 36 characters, of which entry date, date type, dates, language, character set and script matter here.
    private func generalProcessingData(isUnicode: Bool) -> String {
        let years = edition.year.split(separator: "-")
        let several = years.count > 1 ? "g" + years[0] + years[1] : "d" + years[0] + "    "
        let dates = edition.isSerial ? "a" + years[0] + "9999" : several
        return "20240901" + dates + "em y0chiy" + (isUnicode ? "50  " : "0120") + "    ea"
    }

    private mutating func title() {
        let statements = edition.responsibility?.printed.split(separator: " ; ", maxSplits: 1).map(String.init) ?? []
        record.data(
            "200", "1 ",
            [
                "a": edition.title.printed,
                "A": hasPinyin && edition.isChinese ? edition.title.romanised?.lowercased() : nil,
                "b": edition.isOnline ? "电子资源" : nil,
                "d": edition.parallelTitle,
                "e": edition.subtitle?.printed,
                "h": edition.part.map { wording.part($0.printed) },
                "i": edition.partTitle?.printed,
                "f": statements.first,
                "g": statements.count > 1 ? statements[1] : nil,
            ])
    }

    private mutating func description() {
        let statement = edition.editionStatement.flatMap { $0.worded(wording, of: edition, by: rules) }
        record.data("205", "  ", ["a": statement?.printed])
        record.data(
            "210", "  ", ["a": edition.place?.printed, "c": edition.publisher.printed, "d": edition.year])
        let pages = edition.pages.map(wording.pages)
        let extent = edition.volumes.map(wording.volumes) ?? pages
        record.data(
            "215", "  ",
            [
                "a": edition.isOnline ? "在线资源" + (pages.map { "(\($0))" } ?? "") : extent,
                "d": edition.size.map(wording.size),
            ])
        record.data("225", "2 ", ["a": edition.series?.printed])
    }

    /// 606, or 607 for a place; 690 has the class.
    private mutating func subjects() {
        for subject in edition.subjects.prefix(habits.subjects) {
            let heading = SubjectHeading(subject.printed)
            let subfields = heading.subdivisions.map { MARCRecord.Subfield(code: $0.kind.unimarcCode, text: $0.text) }
            record.append(
                .data(
                    tag: heading.isPlace ? "607" : "606", indicators: heading.isPlace ? "  " : "0 ",
                    subfields: [MARCRecord.Subfield(code: "a", text: heading.main)] + subfields))
        }
        record.data("690", "  ", ["a": edition.classification, "v": "5"])
    }

    /// Where each name goes, with its function in words as CNMARC has it, or in codes and the first author apart.
    private mutating func names() {
        let inWords = hasPinyin
        for (position, author) in edition.authors.enumerated() {
            name(author, tag: position == 0 && !inWords ? "700" : "701", function: inWords ? "著" : "070")
        }
        for editor in edition.editors {
            name(editor, tag: inWords ? "701" : "702", function: inWords ? "主编" : "340")
        }
        for translator in edition.translators { name(translator, tag: "702", function: inWords ? "译" : "730") }
        for body in edition.corporates {
            let parts = body.printed.split(separator: ". ", maxSplits: 1).map(String.init)
            record.data(
                inWords ? "711" : "712", "02",
                ["a": parts[0], "b": parts.count > 1 ? parts[1] : nil, "4": inWords ? "编" : "340"])
        }
    }

    private mutating func name(_ person: Forms, tag: String, function: String) {
        let heading = Heading(person.printed)
        let romanised = person.romanised.map { Heading($0).name.replacing(", ", with: " ").lowercased() }
        let (family, given) = heading.parts(initials: habits.forenamesAreInitials)
        record.data(
            tag, given == nil ? " 0" : " 1",
            [
                "a": family, "A": hasPinyin ? romanised : nil, "b": given,
                "f": habits.namesHaveDates ? heading.dates : nil, "4": function,
            ])
    }
}

extension SubjectHeading.Kind {
    /// The subfield of 606.
    fileprivate var unimarcCode: Character {
        switch self {
        case .topic: "x"
        case .place: "y"
        case .period: "z"
        }
    }
}
