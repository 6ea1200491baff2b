@testable import FederatedQuery
@testable import SRUGateway

/// A record from fields written as `245 10$aEmma$cJane Austen`; `$` stands for the delimiter.
func record(leader: String = "00000nam a2200000 a 4500", dialect: Record.Dialect = .marc21, _ fields: [String])
    -> Record
{
    var bytes = Array(leader.utf8)
    var directory: [Record.Field] = []
    for field in fields {
        let (tag, text) = (field.prefix { $0 != " " }, field.drop { $0 != " " }.dropFirst())
        let start = bytes.count
        bytes += text.utf8.map { $0 == UInt8(ascii: "$") ? 0x1F : $0 }
        directory.append(Record.Field(tag: Record.Tag(tag), range: start..<bytes.count))
    }
    return Record(bytes: bytes, fields: directory, dialect: dialect, charset: "utf-8")
}

/// A novel of two members, and a Chinese one of the first alone.
enum Shelf {
    static let emma = record([
        "001 ocm00001", "008 760101s1816    enk           000 1 eng d", "020   $a9780141439587",
        "100 1 $aAusten, Jane,$d1775-1817.",
        "245 10$aEmma :$ba novel <in three volumes> & more /$cby the author of \"Pride\".",
        "260   $aLondon :$bJohn Murray,$c1816.", "300   $a3 v.", "650  0$aEngland$vFiction.",
        "850   $anctc", "850   $ascsf",
    ])
    static let nahan = record(["001 cn 0002", "245 00$a呐喊 /$c鲁迅著", "850   $anctc"])

    static let alliance = Alliance(
        name: "Nanchong & Co", database: "alliance",
        members: [
            MemberProfile(id: "nctc", name: "Nanchong <Technical> College", host: "127.0.0.1"),
            MemberProfile(id: "scsf", name: "四川师范", host: "127.0.0.1"),
            MemberProfile(id: "off", name: "Switched off", host: "127.0.0.1", enabled: false),
        ],
        groups: [.init(id: "city", name: "Nanchong city", members: ["nctc"])])

    /// Every outcome that a member can have.
    static let members: [MemberReport] =
        [
            MemberReport(
                id: "nctc", name: "Nanchong <Technical> College", outcome: .answered, hitCount: 20, recordCount: 2,
                elapsed: .milliseconds(34)),
            MemberReport(id: "scsf", name: "四川师范", outcome: .answered, hitCount: 0, recordCount: 0, elapsed: .zero),
            MemberReport(
                id: "old", name: "Old", outcome: .notAsked(why: "it has no index bath.isbn"), hitCount: nil,
                recordCount: 0,
                elapsed: nil),
        ]
        + ([
            .unresolvable, .unreachable, .rejected, .timedOut(.connect), .closed(.present), .refused(bib1: 109),
            .garbled, .busy,
            .skipped,
        ] as [MemberFailure.Reason]).enumerated().map { number, reason in
            MemberReport(
                id: "m\(number)", name: "Member \(number)", outcome: .failed(reason), hitCount: nil, recordCount: 0,
                elapsed: .seconds(1))
        }

    static func page(_ entries: [PageEntry] = entries, count: Int = 12, next: Int? = 4) -> Page {
        Page(
            resultSetID: "s1-7", lifetime: .seconds(300), hitCount: HitCount(value: count, precision: .maximum),
            start: 1,
            entries: entries, nextPosition: next, members: members, approximations: ["nctc: dc.date as words & numbers"]
        )
    }

    static let entries: [PageEntry] = [
        .joined(
            JoinedRecord(
                copies: [
                    Copy(member: "nctc", position: 3, record: emma),
                    Copy(member: "scsf", position: 1, record: record(["001 \"b\" <7>", "245 00$aEmma"])),
                    Copy(member: "old", position: 9, record: record(["245 00$aEmma"])),
                ], record: emma)),
        .joined(JoinedRecord(copies: [Copy(member: "nctc", position: 4, record: nahan)], record: nahan)),
        .unreadable(member: "nctc", position: 5, why: "its directory points <outside>"),
    ]

    static let address = PublicAddress(host: "sru.example.org", port: 8210)

    static func face(_ settings: SRUSettings = SRUSettings()) -> SRUFace {
        SRUFace(alliance: alliance, settings: settings, modified: "2025-01-02T03:04:05Z")
    }

    static func input(_ query: String, database: String = "alliance", accept: String? = nil) -> SRUInput {
        SRUInput(database: database, query: Array(query.utf8), accept: accept, address: address)
    }

    static func soap(_ request: String, type: String? = "text/xml; charset=utf-8") -> SRUInput {
        let envelope =
            #"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\#(request)</e:Body></e:Envelope>"#
        return SRUInput(
            method: .post, database: "alliance", contentType: type, body: Array(envelope.utf8), address: address)
    }

    /// The search that a request asks for.
    ///
    /// - Throws: `NoSearch` when it asks for none.
    static func search(_ input: SRUInput) throws -> SRUFace.Search {
        guard case .search(let search) = face().decode(input) else { throw NoSearch() }
        return search
    }

    /// The whole way of one request: what would be sent, with `page` as the engine's answer to any search.
    static func answer(_ input: SRUInput, face: SRUFace = face(), page: Page = page()) -> SRUAnswer {
        switch face.decode(input) {
        case .answer(let answer): answer
        case .search(let search): face.answer(search, page: page)
        }
    }
}

/// A request turned out not to be a search.
struct NoSearch: Error {}

/// What a request asks for.
///
/// - Throws: why it asks for no search.
func retrieval(_ request: SRURequest) throws -> SearchRetrieveRequest {
    guard case .searchRetrieve(let search) = try request.operation.get() else { throw NoSearch() }
    return search
}
