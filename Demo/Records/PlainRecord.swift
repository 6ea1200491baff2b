/// The record as the university catalogues: MARC 21 without ISBD punctuation, Chinese in the fields themselves.
///
/// Names have no dates, the first edition goes without saying, an ISBN stands once and in the form of its time.
func plainRecord(_ copy: ShelvedCopy) -> MARCRecord {
    let edition = copy.edition
    var record = MARCRecord(leaderStart: "na\(edition.level)  ", leaderEnd: "   4500")
    record.marc21Start(copy)
    if let isbn = edition.isbn.flatMap(ISBN.init) {
        record.data("020", "  ", ["a": edition.year < "2007" ? isbn.short ?? isbn.long : isbn.long])
    }
    record.data("022", "  ", ["a": edition.issn])
    record.data("040", "  ", ["a": "CWNU", "c": "CWNU"])
    record.data("066", "  ", ["c": "$1"])  // the character sets there: East Asian, if only for the room's name
    record.data("090", "  ", ["a": edition.classification, "b": yearMark(copy)])
    record.plainNames(copy)
    record.plainTitle(copy)
    record.plainImprint(copy)
    for subject in edition.subjects {
        let text = edition.isChinese ? copy.characters(subject) : subject.romanised ?? subject.printed
        record.marc21Subject(text, secondIndicator: "4", end: "")
    }
    record.data(
        "852", "8 ", ["a": "CWNU", "b": readingRoom(edition), "h": edition.classification, "i": yearMark(copy)])
    return record
}

extension MARCRecord {
    fileprivate mutating func plainNames(_ copy: ShelvedCopy) {
        let edition = copy.edition
        for (position, person) in (edition.authors + edition.editors + edition.translators).enumerated() {
            let isMain = position == 0 && !edition.authors.isEmpty
            let name = Heading(copy.characters(person)).name
            data(isMain ? "100" : "700", name.contains(",") ? "1 " : "0 ", ["a": name])
        }
        for body in edition.corporates {
            let parts = copy.characters(body).split(separator: ". ", maxSplits: 1).map(String.init)
            data("710", "2 ", ["a": parts[0], "b": parts.count > 1 ? parts[1] : nil])
        }
    }

    fileprivate mutating func plainTitle(_ copy: ShelvedCopy) {
        let edition = copy.edition
        let responsibility = edition.responsibility.map(copy.characters)
        data(
            "245", edition.authors.isEmpty ? "00" : "10",
            [
                "a": copy.characters(edition.title),
                "h": edition.isOnline ? "[electronic resource]" : nil,
                "b": edition.subtitle.map(copy.characters),
                "n": edition.part.map { Int($0.printed) == nil ? copy.characters($0) : "v.\($0.printed)" },
                "p": edition.partTitle.map(copy.characters),
                "c": responsibility?.replacing(" ; ", with: "; "),
            ])
        data("246", "31", ["a": edition.parallelTitle])
    }

    fileprivate mutating func plainImprint(_ copy: ShelvedCopy) {
        let edition = copy.edition
        if let statement = edition.editionStatement {
            let number = Int(statement.printed)
            let words = number.map { edition.isChinese ? "第\($0)版" : "\(ordinal($0)) edition" }
            data("250", "  ", ["a": number == 1 ? nil : words ?? copy.characters(statement)])
        }
        // "Englewood Cliffs, N.J." is "Englewood Cliffs" here.
        let place = copy.characters(edition.place).prefix { $0 != "," }
        data("260", "  ", ["a": String(place), "b": copy.characters(edition.publisher), "c": edition.year])
        let pages = edition.pages.map { $0.replacing(", ", with: ",") + (edition.isChinese ? "页" : "p") }
        let extent = edition.volumes.map { edition.isChinese ? "\($0)册" : "\($0)v" } ?? pages
        data("300", "  ", ["a": extent, "c": edition.size?.replacing(" ", with: "")])
        data("490", "0 ", ["a": edition.series.map(copy.characters)])
    }
}
