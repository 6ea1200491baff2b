/// The description in a record, the same for MARC 21 and UNIMARC/CNMARC.
///
/// Every element is read from the record when it is asked for. ISBD punctuation at the end of an element is left out,
/// non-sorting marks too. Where each element stands is `ElementTable`'s knowledge; what is read by its position or needs
/// several fields is in the extensions.
public struct Bibliographic: Sendable {
    /// The record that it reads.
    public let record: Record

    /// The view of this record.
    public init(_ record: Record) { self.record = record }

    /// A person, corporate body or meeting.
    public struct Name: Hashable, Sendable {
        /// The heading's name part: `Austen, Jane`, `鲁迅`.
        public let text: String
        /// Whether the work is entered under it (1XX; UNIMARC 700, 710, 701 of CNMARC).
        public let isMain: Bool
        /// Whether it is a person.
        public let isPerson: Bool
        /// What it did, as the record says (relator term or code); `nil` when it doesn't say.
        public let role: String?
    }

    /// What kind of thing is described (leader/06 and /07).
    public enum Material: String, Hashable, Sendable {
        case text, serial, score, map, video, sound, image, software, object, mixed, holdings
    }

    /// One holding, as the record states it.
    public struct Holding: Hashable, Sendable {
        /// The library or collection.
        public let location: String?
        /// The call number.
        public let callNumber: String?
        /// What is held, or a note.
        public let note: String?
    }
}

// MARK: - Titles

extension Bibliographic {
    /// The title proper: 245 $a, 200 $a.
    ///
    /// Romanised where MARC 21 has the original script in 880: see `vernacularTitle`.
    public var title: String? { first(.title) }
    /// The rest of the title: 245 $b, 200 $e.
    public var subtitle: String? { first(.subtitle) }
    /// The number of the part described: `第3册`, `Part 2`.
    public var partNumber: String? { first(.partNumber) }
    /// The name of the part described.
    public var partName: String? { first(.partName) }
    /// Who is responsible, in the words of the title page.
    public var responsibility: String? { joined(texts(.responsibility), by: " ; ") }
    /// The title in its original script, where the record gives it beside the romanised one (880 linked to 245).
    public var vernacularTitle: String? { first(.title, vernacular: true) }

    /// The other titles: variant, parallel and uniform ones, and the one in the original script; none twice.
    public var alternativeTitles: [String] {
        let others = Array(texts(.title).dropFirst()) + texts(.alternativeTitle)
        let vernacular = texts(.title, vernacular: true) + texts(.alternativeTitle, vernacular: true)
        return distinct(vernacular + others).filter { $0 != title }
    }

    /// The title as it sorts: without the article in front.
    ///
    /// Source: MARC 21 245, second indicator, the number of characters to skip; non-sorting marks in either dialect.
    public var sortTitle: String? {
        var found: String?
        record.forEachSubfield(of: .title) { field, _, range in
            guard found == nil else { return }
            let text = record.text(range)
            let skipped = record.dialect == .marc21 ? Int(record.indicators(field).1 &- 0x30) : 0
            let isMarked = text.utf8.contains(0xC2) && ISBD.withoutMarkedWords(text) != text
            if isMarked {
                found = ISBD.trimmed(ISBD.withoutMarkedWords(text))
            } else {
                found = ISBD.trimmed(skipped <= 9 ? String(text.unicodeScalars.dropFirst(skipped)) : text)
            }
        }
        return found?.isEmpty == true ? title : found
    }
}

// MARK: - Publication and extent

extension Bibliographic {
    /// The edition statement: `第2版`, `2nd ed.`.
    public var edition: String? { first(.edition) }
    /// The place of publication, the first when there are several.
    public var place: String? { preferred(.place) }
    /// The publisher, the first when there are several.
    public var publisher: String? { preferred(.publisher) }
    /// The date of publication as printed: `c1990`, `[2011]`, `民國100年`.
    public var date: String? { preferred(.date) }
    /// The extent: `320页`, `xii, 450 p.`.
    public var extent: String? { first(.extent) }
    /// The series that it belongs to, without their numbering.
    public var series: [String] { distinct(texts(.series)) }
    /// Its numbers in those series.
    public var seriesNumbers: [String] { distinct(texts(.seriesNumber)) }
    /// A summary of it.
    public var summary: String? { first(.summary) }
    /// Where it, or something on it, is on the web.
    public var urls: [String] { distinct(texts(.url)) }

    /// The headings of its subjects, their parts joined by a dash: `经济发展 -- 中国 -- 1994`.
    public var subjects: [String] {
        var headings: [(field: Record.Field, parts: [String])] = []
        record.forEachSubfield(of: .subject) { field, _, range in
            let part = record.trimmedText(range)
            guard !part.isEmpty else { return }
            if headings.last?.field == field {
                headings[headings.count - 1].parts.append(part)
            } else {
                headings.append((field, [part]))
            }
        }
        return distinct(headings.map { $0.parts.joined(separator: " -- ") })
    }
}

// MARK: - Reading

extension Bibliographic {
    /// The texts of an element, trimmed, in the record's order; empty ones left out.
    func texts(_ element: Element, vernacular: Bool = false) -> [String] {
        var texts: [String] = []
        record.forEachSubfield(of: element, vernacular: vernacular) { _, _, range in
            let text = record.trimmedText(range)
            if !text.isEmpty { texts.append(text) }
        }
        return texts
    }

    /// The first text of an element.
    func first(_ element: Element, vernacular: Bool = false) -> String? {
        var found: String?
        record.forEachSubfield(of: element, vernacular: vernacular) { _, _, range in
            guard found == nil else { return }
            let text = record.trimmedText(range)
            if !text.isEmpty { found = text }
        }
        return found
    }

    /// The first text of an element by the table's best path that leads to any.
    private func preferred(_ element: Element) -> String? {
        for path in ElementTable.paths(for: element, record.dialect) {
            for field in record.fields where field.tag == path.tag {
                if let second = path.second, record.indicators(field).1 != second { continue }
                for subfield in record.subfields(field) where path.codes.contains(subfield.code) {
                    let text = record.trimmedText(subfield.range)
                    if !text.isEmpty { return text }
                }
            }
        }
        return nil
    }

    /// The texts without repetitions.
    func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// The texts in one; `nil` when there are none.
    func joined(_ texts: [String], by separator: String) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: separator)
    }
}
