@testable import FederatedQuery

/// Members, records and windows for the tests of result sets.
enum Fixture {
    static let query = Query(root: .clause(SearchClause(index: IndexName(set: "dc", name: "title"), term: "book")))

    static func member(_ id: String, window: Int = 10) -> MemberProfile {
        MemberProfile(id: id, host: "127.0.0.1", window: window)
    }

    /// A MARC 21 record with this control number, title and, where given, ISBN.
    static func record(_ number: String, title: String, isbn: String? = nil) -> Record {
        var bytes = Array("00000nam a2200000 a 4500".utf8)
        var fields: [Record.Field] = []
        func add(_ tag: Record.Tag, _ text: String) {
            let start = bytes.count
            bytes += Array(text.utf8)
            fields.append(Record.Field(tag: tag, range: start..<bytes.count))
        }
        add("001", number)
        if let isbn { add("020", "  \u{1F}a\(isbn)") }
        add("245", "00\u{1F}a\(title)")
        return Record(bytes: bytes, fields: fields, dialect: .marc21, charset: "utf-8")
    }

    /// A window of one record that takes this many octets.
    static func part(member: String, octets: Int) -> WindowPart {
        part(member: member, hitCount: 1, asked: 10, titles: [String(repeating: "x", count: octets)])
    }

    /// A window of records with these titles.
    static func part(
        member: String, start: Int = 1, hitCount: Int?, asked: Int, titles: [String],
        failure: MemberFailure.Reason? = nil
    ) -> WindowPart {
        WindowPart(
            member: member, start: start, asked: asked, failure: failure, hitCount: hitCount,
            records: titles.enumerated().map { .success(record("\(member)\(start + $0.offset)", title: $0.element)) },
            elapsed: .milliseconds(1))
    }
}
