@testable import FederatedQuery
@testable import SRUGateway

/// Pages and records made by hand, so that what goes over the wire is known.
enum Canned {
    /// A joined record with this title.
    static func joined(_ title: String, number: Int) -> PageEntry {
        let marc = record([
            "001 rec\(number)", "020   $a9787020002207", "100 1 $a曹雪芹", "245 10$a\(title)",
            "260   $a北京 :$b人民文学出版社,$c1996.", "850   $anctc", "850   $aswpu",
        ])
        let copies = ["nctc", "swpu"].map { Copy(member: $0, position: number, record: marc) }
        return .joined(JoinedRecord(copies: copies, record: marc))
    }

    /// A member's report.
    static func report(_ id: String, hits: Int?, _ outcome: MemberReport.Outcome = .answered) -> MemberReport {
        MemberReport(id: id, name: id, outcome: outcome, hitCount: hits, recordCount: hits ?? 0, elapsed: nil)
    }

    /// The page from `start` of a set of `hits` records called `title 1`, `title 2` and so on.
    static func page(
        _ id: String = "s1", hits: Int, start: Int = 1, count: Int, title: String = "title",
        members: [MemberReport] = [report("nctc", hits: 7), report("swpu", hits: 5)]
    ) -> Page {
        let end = min(hits, start - 1 + count)
        let positions = start <= end ? Array(start...end) : []
        return Page(
            resultSetID: id, lifetime: .seconds(300), hitCount: .init(value: hits, precision: .exact), start: start,
            entries: positions.map { joined("\(title) \($0)", number: $0) },
            nextPosition: end < hits ? end + 1 : nil, members: members, approximations: [])
    }

    /// A library of 12 records for any term but some; a result set's id is its term.
    @Sendable static func library(_ request: FederatedQuery.SearchRequest) async throws(SearchError) -> Page {
        guard ["alliance", "nctc+swpu"].contains(request.database) else { throw .unknownDatabase(request.database) }
        guard case .clause(let clause) = request.query.root else {
            return page("both", hits: 1, start: request.start, count: request.count, title: "both")
        }
        let term = clause.term
        switch term {
        case "both":
            return page(term, hits: 1, start: request.start, count: request.count, title: term)
        case "none":
            return page(term, hits: 0, start: request.start, count: request.count)
        case "down":
            throw .nobodyAnswered([
                report("nctc", hits: nil, .failed(.unreachable)), report("swpu", hits: nil, .failed(.skipped)),
            ])
        case "half":
            return page(
                term, hits: 7, start: request.start, count: request.count, title: term,
                members: [report("nctc", hits: 7), report("swpu", hits: nil, .failed(.timedOut(.search)))])
        case "slow":
            try? await Task.sleep(for: .milliseconds(300))
        case "large":
            let title = String(repeating: "x", count: 9_000)
            return page(term, hits: 12, start: request.start, count: request.count, title: title)
        case "huge":
            let title = String(repeating: "x", count: 10_000)
            return page(term, hits: 12, start: request.start, count: request.count, title: title)
        default: break
        }
        return page(term, hits: 12, start: request.start, count: request.count, title: term)
    }
}
