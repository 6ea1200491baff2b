@testable import FederatedQuery
@testable import SRUGateway

/// A record of these fields: a control field is `("001", "x")`, a data field `("245", "10$aTitle$bRest")`.
func record(_ fields: [(String, String)]) -> Record {
    var bytes = Array("00000nam a2200000 a 4500".utf8)
    var directory: [Record.Field] = []
    for (tag, text) in fields {
        let start = bytes.count
        bytes += text.utf8.map { $0 == UInt8(ascii: "$") ? 0x1F : $0 }
        directory.append(.init(tag: .init(tag), range: start..<bytes.count))
    }
    return Record(bytes: bytes, fields: directory, dialect: .marc21, charset: "utf-8")
}

/// A joined record with this title, held by the members.
func joined(_ title: String, number: Int, holders: [String] = ["nctc"]) -> PageEntry {
    let holdings = holders.map { ("850", "  $a\($0)") }
    let marc = record([
        ("001", "rec\(number)"), ("020", "  $a9787020002207"), ("100", "1 $a曹雪芹"), ("245", "10$a\(title)"),
        ("260", "  $a北京 :$b人民文学出版社,$c1996"),
    ] + holdings)
    return .joined(JoinedRecord(copies: holders.map { Copy(member: $0, position: number, record: marc) }, record: marc))
}

/// A member's report.
func report(_ id: String, hits: Int?, _ outcome: MemberReport.Outcome = .answered) -> MemberReport {
    MemberReport(id: id, name: id, outcome: outcome, hitCount: hits, recordCount: hits ?? 0, elapsed: nil)
}

/// The page from `start` of a set of `hits` records called `title 1`, `title 2` and so on.
func page(
    hits: Int, start: Int = 1, count: Int, title: String = "title",
    members: [MemberReport] = [report("nctc", hits: 7), report("swpu", hits: 5)]
) -> Page {
    let end = min(hits, start - 1 + count)
    let positions = start <= end ? Array(start...end) : []
    return Page(
        resultSetID: "s1", lifetime: .seconds(300), hitCount: .init(value: hits, precision: .exact), start: start,
        entries: positions.map { joined("\(title) \($0)", number: $0) },
        nextPosition: end < hits ? end + 1 : nil, members: members, approximations: [])
}

/// An encoder whose MARC is the title alone: enough where only the association is looked at.
let titleEncoder = RecordEncoder(
    marc21: { titleOctets($0) }, marcXML: { Array("<record>".utf8) + titleOctets($0) },
    dublinCore: { Array("<dc>".utf8) + titleOctets($0) }, text: { titleOctets($0) })

private func titleOctets(_ joined: JoinedRecord) -> [UInt8] {
    let record = joined.record
    return record.fields("245").flatMap { field in
        record.subfields(field).flatMap { record.bytes[$0.range] }
    }
}
