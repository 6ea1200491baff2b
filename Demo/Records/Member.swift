/// A member of the demo: how it catalogues, and in which character set.
struct Member: Equatable {
    /// A way of cataloguing.
    enum Format: String {
        /// MARC 21 with ISBD punctuation, as AACR2 (RDA from 2013 on); Chinese romanised, with its characters in 880 pairs.
        case isbd
        /// MARC 21 without punctuation of its own; Chinese in the fields themselves.
        case plain
        /// CNMARC, the Chinese UNIMARC.
        case cnmarc

        /// The record of a copy.
        func record(_ copy: ShelvedCopy) -> MARCRecord {
            switch self {
            case .isbd: isbdRecord(copy)
            case .plain: plainRecord(copy)
            case .cnmarc: cnmarcRecord(copy)
            }
        }
    }

    let id: String
    let port: Int
    let format: Format
    /// As libyaz names it: `utf-8`, `marc-8`, `gb18030`.
    let charset: String
    let name: String
}

/// Reads the list of members: one a line, five columns, the last one with blanks in it.
///
/// - Throws: `Misprint` that names file and line.
func readMembers(_ text: String, file: String) throws(Misprint) -> [Member] {
    var members: [Member] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        guard !line.isEmpty, !line.hasPrefix("#") else { continue }
        let columns = line.split(separator: " ", maxSplits: 4).map { $0.trimmingPrefix { $0 == " " } }
        guard columns.count == 5, let port = Int(columns[1]), let format = Member.Format(rawValue: String(columns[2]))
        else { throw Misprint(file: file, line: index + 1, what: "expected: id port isbd|plain|cnmarc charset name") }
        members.append(
            Member(
                id: String(columns[0]), port: port, format: format, charset: String(columns[3]),
                name: String(columns[4])
            ))
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
