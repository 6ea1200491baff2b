import Testing

@testable import FederatedQuery

/// Files of several records in ISO 2709.
@Suite struct DecodeFileTests {
    static func record(_ id: String) -> [UInt8] {
        iso2709([("001", field(id)), ("245", field("10$aTitle of \(id)"))])
    }

    static func identifiers(_ bytes: [UInt8]) -> [String] {
        decodeFile(bytes).map { record in
            switch record.result {
            case .success(let record): record.value("001") ?? "-"
            case .failure: "unreadable"
            }
        }
    }

    static let files: [(String, [[UInt8]], [String])] = [
        ("two records", [record("a"), record("b")], ["a", "b"]),
        ("none", [], []),
        ("nothing but blanks", [Array(" \n\r\n\u{1A} ".utf8)], []),
        ("a byte order mark in front", [[0xEF, 0xBB, 0xBF], record("a")], ["a"]),
        ("line ends between", [record("a"), Array("\r\n\r\n".utf8), record("b"), Array("\n".utf8)], ["a", "b"]),
        ("hundreds of blanks", [record("a"), [UInt8](repeating: 0x20, count: 700), record("b")], ["a", "b"]),
        ("other bytes between", [record("a"), Array("-- next --".utf8), record("b")], ["a", "b"]),
        ("other bytes in front", [Array("HTTP header".utf8), record("a")], ["a"]),
        ("the first lost its terminator", [Array(record("a").dropLast()), record("b")], ["a", "b"]),
        ("the first is cut in its title", [Array(record("a").dropLast(8)), record("b")], ["a", "b"]),
        ("the last is cut in its title", [record("a"), Array(record("b").dropLast(8))], ["a", "b"]),
        ("the last is cut in its leader", [record("a"), Array(record("b").prefix(20))], ["a", "unreadable"]),
        ("a wrong length", [DecodeRecordTests.edit(record("a"), 0, "00050"), record("b")], ["a", "b"]),
        ("a length over two records", [DecodeRecordTests.edit(record("a"), 0, "00160"), record("b")], ["a", "b"]),
        (
            "a leader that begins with blanks", [DecodeRecordTests.edit(record("a"), 0, "     "), record("b")],
            ["a", "b"]
        ),
        (
            "the same behind a line end and blanks",
            [record("a"), Array("\n   ".utf8), DecodeRecordTests.edit(record("b"), 0, "     ")], ["a", "b"]
        ),
        (
            "an empty record between", [record("a"), Array("00026nam a2200025 a 4500\u{1E}\u{1D}".utf8), record("b")],
            ["a", "unreadable", "b"]
        ),
        ("text", [Array("this is no file of records".utf8)], ["unreadable"]),
    ]

    @Test(arguments: files)
    func `every record is found`(what: String, parts: [[UInt8]], identifiers: [String]) {
        #expect(Self.identifiers(parts.flatMap { $0 }) == identifiers, "\(what)")
    }

    @Test func `a record terminator inside a text does not end the record`() {
        let odd = iso2709([("001", field("a")), ("245", field("10$aTi\u{1D}tle"))])
        #expect(Self.identifiers(odd + Self.record("b")) == ["a", "b"])
    }

    @Test func `the index counts unreadable records too`() {
        let records = decodeFile(
            Self.record("a") + Array("00026nam a2200025 a 4500\u{1E}\u{1D}".utf8) + Self.record("b"))
        #expect(records.map(\.index) == [0, 1, 2])
    }

    @Test func `a dialect that is given decides`() throws {
        let records = decodeFile(Self.record("a"), dialect: .unimarc)
        #expect(try records.first?.result.get().dialect == .unimarc)
    }
}
