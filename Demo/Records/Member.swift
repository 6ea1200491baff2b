/// A member of the demo: how it is reached, how it catalogues, and in which character sets.
struct Member: Sendable {
    enum Access: String {
        case z3950, sru
    }

    let id: String
    let access: Access
    let port: Int
    let habits: Habits
    /// Of the records, as libyaz names it: `utf-8`, `marc-8`, `gb18030`.
    let charset: String
    /// Of the queries that it takes.
    let queryCharset: String
    /// What the library really holds, in volumes; `nil` for what is no library.
    let volumes: Int?
    let name: String

    /// The record of a copy.
    func record(_ copy: ShelvedCopy) -> MARCRecord {
        let isUnicode = charset == "utf-8"
        return switch habits.dialect {
        case .marc21: MARC21Record.of(copy, habits: habits, isUnicode: isUnicode)
        case .unimarc: UNIMARCRecord.of(copy, habits: habits, isUnicode: isUnicode)
        }
    }
}

/// Reads the list of members: one a line, eight columns, the last one with blanks in it.
///
/// - Throws: `Misprint` that names file and line.
func readMembers(_ text: String, file: String) throws(Misprint) -> [Member] {
    var members: [Member] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        guard !line.isEmpty, !line.hasPrefix("#") else { continue }
        let columns = line.split(separator: " ", maxSplits: 7).map { String($0.trimmingPrefix { $0 == " " }) }
        guard columns.count == 8, let access = Member.Access(rawValue: columns[1]), let port = Int(columns[2]),
            let habits = Habits.named[columns[3]], columns[6] == "-" || Int(columns[6]) != nil
        else {
            let known = Habits.named.keys.sorted().joined(separator: "|")
            let expected = "id z3950|sru port \(known) charset queries volumes|- name"
            throw Misprint(file: file, line: index + 1, what: "expected: \(expected)")
        }
        members.append(
            Member(
                id: columns[0], access: access, port: port, habits: habits, charset: columns[4],
                queryCharset: columns[5], volumes: Int(columns[6]), name: columns[7]))
    }
    return members
}

/// A line of an input file that does not say what it should.
struct Misprint: Error, Equatable, CustomStringConvertible {
    let file: String
    /// 1-based.
    let line: Int
    let what: String

    var description: String { "\(file):\(line): \(what)" }
}
