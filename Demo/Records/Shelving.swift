/// Where a copy stands: derived from its class, by each member's own rule, not facts of the table.
extension ShelvedCopy {
    /// The member's code in records.
    var agency: String { copy.member.uppercased() }

    /// The room: by the first letter of the Chinese Library Classification.
    private var room: String {
        switch edition.classification.first {
        case "I", "J", "H": "文学艺术书库"
        case "N", "O", "P", "Q", "R", "S", "T", "U", "V", "X": "科技书库"
        default: "社科书库"
        }
    }

    /// The year, and the copy's number: `1988-96`.
    var yearMark: String { "\(edition.year.prefix(4))-\(number)" }

    /// First three letters of the first heading, last two digits of the year: `KER88`.
    private var authorMark: String {
        let heading = (edition.authors + edition.editors + edition.corporates).first ?? edition.title
        let letters = (heading.romanised ?? heading.printed).filter { $0.isASCII && $0.isLetter }
        return letters.prefix(3).uppercased() + edition.year.prefix(4).suffix(2)
    }

    /// The field that says where the copy stands; what is online stands nowhere.
    func holdings(_ field: Habits.Holdings) -> MARCRecord.Field {
        let room = edition.isOnline ? "电子资源" : room
        let classification = edition.classification
        let barcode = agency + "B" + number.padded(to: 6)
        return switch field {
        case .field852:
            holdings("852", "8 ", ["a": agency, "b": room, "h": classification, "i": yearMark])
        case .field905:
            holdings("905", "  ", ["a": agency, "b": barcode, "d": classification, "e": String(number), "f": room])
        case .field952:
            holdings(
                "952", "  ",
                ["a": agency, "b": agency, "c": room, "o": "\(classification) \(authorMark)", "p": barcode, "y": "BK"])
        case .field995:
            holdings("995", "  ", ["b": agency, "c": room, "f": barcode, "k": "\(classification)/\(authorMark)"])
        }
    }

    private func holdings(
        _ tag: String, _ indicators: String, _ subfields: KeyValuePairs<Character, String>
    ) -> MARCRecord.Field {
        .data(
            tag: tag, indicators: indicators,
            subfields: subfields.map { MARCRecord.Subfield(code: $0.key, text: $0.value) })
    }
}
