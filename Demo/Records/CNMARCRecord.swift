/// The record as the city library catalogues: CNMARC, simplified characters, every later edition as `2版`.
///
/// Source: WH/T 0503-96 (CNMARC); the leader and the coded fields as Chinese systems write them.
func cnmarcRecord(_ copy: ShelvedCopy) -> MARCRecord {
    let edition = copy.edition
    var record = MARCRecord(leaderStart: "na\(edition.level)0 ", leaderEnd: "   450 ")
    record.control("001", copy.identifier)
    record.control("005", "20240901000000.0")
    record.data("010", "  ", ["a": edition.isbn])
    record.data("011", "  ", ["a": edition.issn])
    record.data("100", "  ", ["a": generalProcessingData(edition)])
    record.data("101", "0 ", ["a": edition.language])
    record.data("102", "  ", ["a": edition.isChinese ? "CN" : nil])
    record.data("105", "  ", ["a": edition.isOnline || edition.isSerial ? nil : "y   z   000yy"])
    record.data("110", "  ", ["a": edition.isSerial ? "auu||||||||" : nil])
    record.data("106", "  ", ["a": edition.isOnline ? nil : "r"])
    record.data("135", "  ", ["a": edition.isOnline ? "dr" : nil])
    record.cnmarcDescription(copy)
    record.cnmarcSubjects(edition)
    record.cnmarcNames(edition)
    record.data("801", " 0", ["a": "CN", "b": "NCCL", "c": "20240901"])
    record.data(
        "905", "  ",
        ["a": "NCCL", "b": readingRoom(edition), "d": edition.classification, "e": String(copy.number)])
    return record
}

/// Field 100 $a: 36 characters, of which entry date, date type, dates, language and script matter here.
private func generalProcessingData(_ edition: Edition) -> String {
    let years = edition.year.split(separator: "-")
    let several = years.count > 1 ? "g" + years[0] + years[1] : "d" + years[0] + "    "
    let dates = edition.isSerial ? "a" + years[0] + "9999" : several
    return "20240901" + dates + "em y0chiy0120    ea"
}

extension MARCRecord {
    fileprivate mutating func cnmarcDescription(_ copy: ShelvedCopy) {
        let edition = copy.edition
        data(
            "200", "1 ",
            [
                "a": edition.title.printed,
                "A": edition.isChinese ? edition.title.romanised?.lowercased() : nil,
                "b": edition.isOnline ? "电子资源" : nil,
                "d": edition.parallelTitle,
                "e": edition.subtitle?.printed,
                "h": edition.part.map { Int($0.printed) == nil ? $0.printed : "Volume \($0.printed)" },
                "i": edition.partTitle?.printed,
                "f": edition.responsibility.map(firstResponsibility),
                "g": edition.responsibility.flatMap(laterResponsibility),
            ])
        if let statement = edition.editionStatement {
            let number = Int(statement.printed)
            let words = number.map { edition.isChinese ? "\($0)版" : "\(ordinal($0)) ed." }
            data("205", "  ", ["a": number == 1 ? nil : words ?? statement.printed])
        }
        data("210", "  ", ["a": edition.place.printed, "c": edition.publisher.printed, "d": edition.year])
        let pages = edition.pages.map { $0 + "页" }
        let extent = edition.volumes.map { "\($0)册" } ?? pages
        data(
            "215", "  ",
            [
                "a": edition.isOnline ? "在线资源" + (pages.map { "(\($0))" } ?? "") : extent,
                "d": edition.size?.replacing(" ", with: ""),
            ])
        data("225", "2 ", ["a": edition.series?.printed])
    }

    fileprivate mutating func cnmarcSubjects(_ edition: Edition) {
        for subject in edition.subjects {
            let heading = SubjectHeading(subject.printed)
            var subfields = [Subfield(code: "a", text: heading.main)]
            for subdivision in heading.subdivisions {
                let code: Character =
                    switch subdivision.kind {
                    case .topic: "x"
                    case .place: "y"
                    case .period: "z"
                    }
                subfields.append(Subfield(code: code, text: subdivision.text))
            }
            append(.data(tag: "606", indicators: "0 ", subfields: subfields))
        }
        data("690", "  ", ["a": edition.classification, "v": "5"])
    }

    fileprivate mutating func cnmarcNames(_ edition: Edition) {
        let roles = [("701", edition.authors, "著"), ("701", edition.editors, "主编"), ("702", edition.translators, "译")]
        for (tag, people, role) in roles {
            for person in people {
                let heading = Heading(person.printed)
                let romanised = person.romanised.map { Heading($0).name.replacing(", ", with: " ").lowercased() }
                let names = heading.name.split(separator: ", ", maxSplits: 1).map(String.init)
                data(
                    tag, names.count > 1 ? " 1" : " 0",
                    [
                        "a": names[0], "A": romanised, "b": names.count > 1 ? names[1] : nil, "f": heading.dates,
                        "4": role,
                    ])
            }
        }
        for body in edition.corporates {
            let parts = body.printed.split(separator: ". ", maxSplits: 1).map(String.init)
            data("711", "02", ["a": parts[0], "b": parts.count > 1 ? parts[1] : nil, "4": "编"])
        }
    }
}

/// Who is named before the first ` ; `: field 200 $f.
private func firstResponsibility(_ forms: Forms) -> String {
    forms.printed.split(separator: " ; ", maxSplits: 1).first.map(String.init) ?? forms.printed
}

/// Who is named after it: field 200 $g.
private func laterResponsibility(_ forms: Forms) -> String? {
    let statements = forms.printed.split(separator: " ; ", maxSplits: 1)
    return statements.count > 1 ? String(statements[1]) : nil
}
