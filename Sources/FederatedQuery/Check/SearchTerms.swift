/// The terms by which a record must be found again in an index, likeliest first; none when it has nothing for it.
///
/// Plain words: letters and digits, so that no catalogue's rules for punctuation come into play.
///
/// - Parameters:
///   - index: the index's name, `dc.title`.
///   - description: the record.
/// - Returns: at most two terms.
func searchTerms(for index: String, in description: Bibliographic) -> [String] {
    let texts: [String?] =
        switch index {
        case "dc.title", "cql.serverChoice", "bib.titleAlternative", "bath.keyTitle":
            [description.title, description.vernacularTitle]
        case "dc.creator", "bath.name": description.names.filter(\.isMain).map(\.text) + [description.vernacularName]
        case "bath.personalName": description.names.filter(\.isPerson).map(\.text)
        case "bath.corporateName": description.names.filter { !$0.isPerson }.map(\.text)
        case "dc.subject": description.subjects.map { $0.prefix { $0 != "-" } }.map(String.init)
        case "dc.publisher": [description.publisher]
        case "bib.originPlace": [description.place]
        case "bib.titleSeries": description.series
        case "dc.description": [description.summary]
        case "dc.date": [description.year.map(String.init)]
        case "dc.language": [description.language]
        case "dc.identifier": description.isbns + description.issns
        case "bath.isbn": description.isbns
        case "bath.issn": description.issns
        case "bath.lccn": description.lccns
        case "bath.callNumber": description.holdings.map(\.callNumber)
        case "rec.id": [description.localIdentifier]
        default: []
        }
    let isNumber = ["dc.identifier", "bath.isbn", "bath.issn", "bath.lccn", "rec.id"].contains(index)
    return texts.compactMap { $0 }.compactMap { isNumber ? plainNumber($0) : searchWord(in: $0) }.prefix(2).map(\.self)
}

/// The word of `text` that is best searched for: the longest of plain letters, or else Chinese, or else any.
func searchWord(in text: String) -> String? {
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count < 40 }
    let plain = words.filter { $0.count >= 3 && $0.allSatisfy(\.isASCII) }
    if let longest = plain.max(by: { $0.count < $1.count }) { return longest }
    return words.compactMap(ideographs).first ?? words.max { $0.count < $1.count }
}

/// The first run of two to four Chinese characters in `text`.
func ideographs(in text: String) -> String? {
    for run in text.split(whereSeparator: { !isIdeograph($0) }) where run.count >= 2 { return String(run.prefix(4)) }
    return nil
}

private func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.count == 1 && (0x4E00...0x9FFF).contains(character.unicodeScalars.first?.value ?? 0)
}

/// A number that can stand in a query as it is.
private func plainNumber(_ text: String) -> String? {
    let text = text.split(separator: " ").joined(separator: " ")
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._/ ".contains($0)) }
    return isPlain && (1...40).contains(text.count) ? text : nil
}

/// A word of a record's title that shows in which character set a query must be.
struct TellingWord: Hashable {
    /// The word.
    let text: String
    /// Whether it is Chinese; else it is Latin with more than ASCII.
    let isChinese: Bool
    /// The record that it stands in.
    let source: RawRecord
}

/// Words of the sample's titles that show in which character set a query must be, Chinese before Latin.
///
/// - Parameter sample: the records.
/// - Returns: at most three, of different records.
func tellingWords(in sample: RecordSample) -> [TellingWord] {
    let titles = sample.entries.flatMap { entry in
        // What a field says itself is surer to be in an index than its double in another script.
        [entry.description.title, entry.description.vernacularTitle].enumerated().compactMap { place, title in
            title.map { (place: place, text: $0, raw: entry.raw) }
        }
    }.sorted { $0.place < $1.place }
    let chinese = titles.compactMap { title in
        ideographs(in: title.text).map { TellingWord(text: $0, isChinese: true, source: title.raw) }
    }
    let latin = titles.compactMap { title -> TellingWord? in
        let words = title.text.split { !$0.isLetter }.filter { word in
            word.count >= 4 && word.contains { !$0.isASCII }
                && word.unicodeScalars.allSatisfy { $0.value < 0x300 }
        }
        return words.first.map { TellingWord(text: String($0), isChinese: false, source: title.raw) }
    }
    return Array((chinese.prefix(3) + latin).prefix(3))
}
