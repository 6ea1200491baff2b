@testable import FederatedQuery

/// A small record for a test: what is given, and nothing else.
struct Book: CustomStringConvertible {
    var title: String
    var subtitle = ""
    var part = ""
    var author = ""
    var responsibility = ""
    var edition = ""
    var publisher = ""
    var year = ""
    var extent = ""
    var isbn = ""
    var subject = ""
    var vernacular = ""
    var leader = "     nam a22      i 4500"
    var dialect = Record.Dialect.marc21

    var description: String {
        [title, subtitle, part, author, responsibility, edition, publisher, year, extent, isbn].filter { !$0.isEmpty }
            .joined(separator: " | ")
    }

    /// The record, in the book's dialect.
    var record: Record {
        var builder = RecordBuilder(leader: leader, dialect: dialect)
        if dialect == .marc21 {
            builder.append("020", " ", " ", ["a": isbn])
            builder.append("100", "1", " ", ["a": author])
            builder.append("245", "1", "0", ["a": title, "b": subtitle, "n": part, "c": responsibility])
            builder.append("250", " ", " ", ["a": edition])
            builder.append("264", " ", "1", ["b": publisher, "c": year])
            builder.append("300", " ", " ", ["a": extent])
            builder.append("650", " ", "0", ["a": subject])
            if !vernacular.isEmpty { builder.append("880", "1", "0", ["6": "245-01/$1", "a": vernacular]) }
        } else {
            builder.append("010", " ", " ", ["a": isbn])
            builder.append("200", "1", " ", ["a": title, "e": subtitle, "h": part, "f": responsibility])
            builder.append("205", " ", " ", ["a": edition])
            builder.append("210", " ", " ", ["c": publisher, "d": year])
            builder.append("215", " ", " ", ["a": extent])
            builder.append("606", "0", " ", ["a": subject])
            builder.append("701", " ", "0", ["a": author])
        }
        return builder.record()
    }

    /// The same in CNMARC.
    var cnmarc: Book {
        var book = self
        book.dialect = .unimarc
        return book
    }

    /// A copy at a member.
    func copy(at member: String = "a", position: Int = 1) -> Copy {
        Copy(member: member, position: position, record: record)
    }
}

/// The copies that members send: each book at the member beside it, positions counted for each.
func copies(_ books: [(member: String, book: Book)]) -> [Copy] {
    var positions: [String: Int] = [:]
    return books.map { member, book in
        positions[member, default: 0] += 1
        return book.copy(at: member, position: positions[member, default: 1])
    }
}

/// What the comparison says of two books.
func compare(_ a: Book, _ b: Book) -> Comparison {
    var extractor = FeatureExtractor()
    var pool = FeaturePool()
    let (x, y) = (extractor.features(of: a.record, into: &pool), extractor.features(of: b.record, into: &pool))
    return compareCopies(x, y, in: pool)
}

/// The features of a record.
func features(_ record: Record) -> MatchFeatures {
    var extractor = FeatureExtractor()
    var pool = FeaturePool()
    return extractor.features(of: record, into: &pool)
}

/// Text folded, as text.
func folded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var folded = FoldedText()
    TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &folded)
    return String(String.UnicodeScalarView(folded.all.compactMap(Unicode.Scalar.init)))
}

/// The tokens of a text.
func tokens(_ text: String) -> [Token] {
    let bytes = Array(text.utf8)
    var folded = FoldedText()
    TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &folded)
    var tokens: [Token] = []
    Tokenizer().tokenize(folded, 0..<folded.count, into: &tokens)
    return tokens
}
