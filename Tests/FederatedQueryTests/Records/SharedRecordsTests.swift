import Foundation
import Testing

@testable import FederatedQuery

/// The real records of `shared/marc`, read as a member or a file would send them.
@Suite struct SharedRecordsTests {
    struct Expected: Decodable {
        let file: String
        let record: Int
        let tag: String
        let occurrence: Int
        let subfield: String
        let expected: String
    }

    @Test func `every row of the character set oracle comes out right`() throws {
        guard let rows = try SharedMARC.json("charset/expected.json", as: [Expected].self) else { return }
        var right = 0
        for (file, rows) in Dictionary(grouping: rows, by: \.file) {
            let records = try #require(try SharedMARC.records("charset/\(file)"))
            for row in rows {
                let record = records[row.record - 1]
                let fields = record.fields(Record.Tag(row.tag))
                let values =
                    fields.count >= row.occurrence
                    ? record.subfields(fields[row.occurrence - 1])
                        .filter { $0.code == Character(row.subfield).asciiValue }.map { record.text($0.range) } : []
                let found =
                    values.contains { $0.unicodeScalars.elementsEqual(row.expected.unicodeScalars) }
                    || values.contains { $0 == row.expected }
                #expect(found, "\(file) \(row.record) \(row.tag)$\(row.subfield): \(values), not \(row.expected)")
                right += found ? 1 : 0
            }
        }
        #expect(right == rows.count)
    }

    struct Observed: Decodable {
        struct First: Decodable {
            let id: String?
            let title: String?
            let fields: Int

            enum CodingKeys: String, CodingKey {
                case id = "001"
                case title = "245a"
                case fields
            }
        }

        let terminators: Int?
        let first: [First?]?

        enum CodingKeys: String, CodingKey {
            case terminators = "record_terminators"
            case first = "first_fields"
        }
    }

    @Test func `malformed files give at least what a tolerant reader got`() throws {
        guard let files = try SharedMARC.json("malformed/observed.json", as: [String: Observed].self) else { return }
        for (file, observed) in files.sorted(by: { $0.key < $1.key }) {
            let bytes = try #require(SharedMARC.bytes("malformed/\(file)"))
            let records = decodeFile(bytes)
            if let terminators = observed.terminators { #expect(records.count == terminators, "\(file)") }
            let found = records.compactMap { try? $0.result.get() }
            for first in (observed.first ?? []).compactMap({ $0 }) {
                #expect(
                    found.contains {
                        (first.id == nil || Bibliographic($0).localIdentifier == first.id)
                            && (first.title == nil || $0.value("245", "a") == first.title)
                            && $0.fields.count >= first.fields
                    }, "\(file): \(first)")
            }
        }
    }

    static let members =
        [
            "boston", "british-library", "cornell", "duke", "gwu", "loc", "nlm", "penn-state", "princeton", "print61",
            "stanford", "swiss-a", "swiss-b", "swiss-c", "swiss-d", "temple", "unc", "uva",
        ].map { "members/\($0)/records.mrc" } + [
            "members/cnmarc/records-gb18030.iso", "members/cnmarc/records-utf8.iso",
        ]

    @Test(arguments: members)
    func `a member's collection has no unreadable record`(path: String) throws {
        guard let bytes = SharedMARC.bytes(path) else { return }
        let records = decodeFile(bytes)
        let failures = records.compactMap { record -> String? in
            guard case .failure(let error) = record.result else { return nil }
            return "\(record.index): \(error.why)"
        }
        #expect(failures.isEmpty)
        for case .success(let record) in records.map(\.result) {
            let view = Bibliographic(record)
            #expect(view.title != nil || view.material == .holdings, "\(view.localIdentifier ?? "-")")
            #expect(marc21(record).dialect == .marc21)
        }
    }

    @Test(arguments: ["british-library", "duke", "gwu", "loc", "nlm", "princeton", "unc"])
    func `MARCXML and ISO 2709 of one collection give the same text`(folder: String) throws {
        guard let xml = try SharedMARC.records("members/\(folder)/records.xml"),
            let iso = try SharedMARC.records("members/\(folder)/records.mrc")
        else { return }
        #expect(xml.count == iso.count)
        for (a, b) in zip(xml, iso) {
            #expect(Bibliographic(a).localIdentifier == Bibliographic(b).localIdentifier)
            #expect(Bibliographic(a).title == Bibliographic(b).title)
            let fields = a.fields.filter { $0.tag.description.count == 3 }
            #expect(fields.count == b.fields.count)
        }
    }

    struct Book: Decodable {
        let file: String
        let id: String
        let title: String
        let subtitle: String?
        let responsibility: String?
        let publisher: String
        let year: String
        let isbn: String?
    }

    @Test func `ten books say the same in CNMARC and in MARC 21`() throws {
        guard let books = try SharedMARC.json("cross-format/expected.json", as: [Book].self),
            let cnmarc = try SharedMARC.records("cross-format/cnmarc-gb18030.iso"),
            let converted = try SharedMARC.records("cross-format/marc21-converted.mrc"),
            let others = try SharedMARC.records("cross-format/marc21-other-ten.xml")
        else { return }
        #expect(cnmarc.count == 10 && converted.count == 10 && others.count == 10)
        for (a, b) in zip(cnmarc, converted) {
            let (one, other) = (Bibliographic(a), Bibliographic(b))
            #expect(one.title == other.title)
            #expect(one.subtitle == other.subtitle)
            #expect(one.responsibility == other.responsibility)
            #expect(one.names.map(\.text) == other.names.map(\.text))
            #expect(one.place == other.place && one.publisher == other.publisher && one.date == other.date)
            #expect(one.year == other.year && one.extent == other.extent && one.language == other.language)
            #expect(one.subjects == other.subjects && one.isbns == other.isbns)
            #expect(one.material == other.material && one.isElectronic == other.isElectronic)
            #expect("m21-\(one.localIdentifier ?? "")" == other.localIdentifier)
        }
        for (book, record) in zip(books, cnmarc + others) { try compare(Bibliographic(record), book) }
        for (book, record) in zip(books, cnmarc.map(marc21)) { try compare(Bibliographic(record), book) }
    }

    private func compare(_ view: Bibliographic, _ book: Book) throws {
        #expect(view.localIdentifier == book.id)
        #expect(view.title == book.title)
        #expect(view.subtitle == book.subtitle)
        #expect(view.responsibility == book.responsibility)
        #expect(view.publisher == book.publisher)
        #expect(view.year == Int(book.year.prefix(4)), "\(book.id)")
        let number = book.isbn.flatMap { isbn13(Array($0.utf8).span) }
        #expect(view.isbns == (number.map { [String($0)] } ?? []), "\(book.id)")
    }

    @Test(arguments: ["cnmarc", "unimarc", "kormarc"])
    func `one record in three namespaces is one record`(name: String) throws {
        guard let xml = try SharedMARC.records("cross-format/\(name).xml"),
            let iso = try SharedMARC.records("cross-format/cnmarc-gb18030.iso")
        else { return }
        #expect(xml.count == iso.count)
        for (a, b) in zip(xml, iso) {
            #expect(a.dialect == .unimarc)
            #expect(a.fields.map { a.text($0.range) } == b.fields.map { b.text($0.range) })
        }
    }
}
