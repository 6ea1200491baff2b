import Testing

@testable import FederatedQuery

@Suite struct PlanCQLTests {
    private static func member(_ indexes: [String: String?] = [:], sru: MemberProfile.SRU = .init()) -> MemberProfile {
        MemberProfile(id: "a", access: .sru, host: "h", indexes: indexes, sru: sru)
    }

    /// A server with these indexes, `set=URI:name`, `set.name` or a bare name each.
    private static func server(_ indexes: [String], schemas: [String] = []) -> ExplainedServer {
        var server = ExplainedServer()
        server.indexes = indexes.map { text in
            let parts = text.split(separator: "|").map(String.init)
            let name = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
            return ExplainedServer.Index(
                set: name.count > 1 ? name[0] : nil, setURI: parts.count > 1 ? parts[1] : nil,
                name: name[name.count - 1])
        }
        server.schemas = schemas.map { ExplainedServer.Schema(identifier: "", name: $0) }
        return server
    }

    /// A query, and what a member is asked that says nothing of itself.
    private static let exactly: [(String, String)] = [
        ("fish", "fish"),
        ("cql.anywhere = fish", "cql.anywhere = fish"),
        ("cql.allRecords = 1", "cql.allRecords = 1"), ("*", "cql.allRecords = 1"),
        ("title = 红楼梦", "dc.title = 红楼梦"),
        ("dc.title = \"red chamber\"", "dc.title = \"red chamber\""),
        ("red chamber", "red and chamber"),
        ("dc.title any \"fish frog\"", "dc.title = fish or dc.title = frog"),
        ("dc.title all \"red : chamber\"", "dc.title = red and dc.title = chamber"),
        ("dc.title any fish", "dc.title = fish"),
        ("dc.title adj \"red chamber\"", "dc.title adj \"red chamber\""),
        ("dc.title exact fish", "dc.title == fish"),
        ("dc.title <> fish", "dc.title <> fish"),
        ("dc.date >= 1990", "dc.date >= 1990"),
        ("dc.date within \"1990 1999\"", "dc.date >= 1990 and dc.date <= 1999"),
        ("dc.title = wom?n*", "dc.title = wom?n*"),
        ("dc.title = \"^red cham*\"", "dc.title = \"^red cham*\""),
        (#"dc.title = C\*"#, #"dc.title = "C\*""#),
        ("dc.title =/unmasked C*", #"dc.title = "C\*""#),
        (#"dc.title = "a \"b\" c\\d""#, #"dc.title = "a \"b\" c\\d""#),
        ("isbn = 080442957x", "bath.isbn = 9780804429573 or bath.isbn = 080442957X"),
        ("dc.identifier = 0317-8471", "bath.issn = 0317-8471 or bath.issn = 03178471"),
        ("dc.identifier = ocm123", "dc.identifier = ocm123"),
        ("a and b or c", "(a and b) or c"),
        ("a and b and c", "a and b and c"),
        ("a not (b not c)", "a not (b not c)"),
        ("a not b not c", "a not b not c"),
        ("a or (isbn = 080442957x and b)", "a or ((bath.isbn = 9780804429573 or bath.isbn = 080442957X) and b)"),
        ("\"and\"", "\"and\""),
    ]

    @Test(arguments: exactly)
    func `asks exactly this`(text: String, cql: String) throws {
        let plan = planQuery(try parseQuery(text), for: Self.member())
        #expect(plan == .ask(.cql(cql, SRUManner(version: .v1_2, schema: "marcxml")), approximations: []))
        #expect((try? parseQuery(cql)) != nil, "sound CQL")
    }

    /// A query, what is asked instead, and a word of the sentence that says so.
    private static let nearly: [(String, String, String)] = [
        ("cql.serverChoice == fish", "fish", "asked as a phrase"),
        ("dc.date = 2005-03-17", "dc.date = 2005", "by the year alone"),
        ("dc.date > 19*", "dc.date > 19", "masks in dc.date"),
        ("dc.date encloses 1990", "dc.date = 1990", "‘encloses’"),
        ("dc.title =/stem fish", "dc.title = fish", "‘stem’ was ignored"),
        ("a sortby title", "a", "‘sortby’"),
        ("a prox b", "a and b", "‘prox’ was asked as ‘and’"),
    ]

    @Test(arguments: nearly)
    func `says what it asks more broadly`(text: String, cql: String, sentence: String) throws {
        guard case .ask(let asked, let approximations) = planQuery(try parseQuery(text), for: Self.member()) else {
            Issue.record("not asked")
            return
        }
        #expect(asked.text == cql)
        #expect(approximations.count == 1 && approximations[0].contains(sentence), "\(approximations)")
    }

    private static let dc = "info:srw/cql-context-set/1/dc-v1.1"

    /// The indexes that a server lists, a query, and what it is asked.
    private static let named: [([String], String, String)] = [
        (["dc.title"], "title = a", "dc.title = a"),
        (["d.title|\(dc)", "dc.title|http://example.edu/other"], "title = a", "d.title = a"),
        (["bath.title"], "dc.title = a", "bath.title = a"),
        (["bath.title", "dc.title"], "dc.title = a", "dc.title = a"),
        (["title", "author"], "dc.title = a and dc.creator = b", "title = a and author = b"),
        (["alma.title", "alma.creator"], "dc.title = a and creator = b", "alma.title = a and alma.creator = b"),
        (["alma.creator", "bath.author"], "dc.creator = b", "bath.author = b"),
        (["dc.Title"], "dc.title = a", "dc.Title = a"),
        (["dc.title"], "a", "a"),
        (["dc.title"], "cql.anywhere = a", "a"),
        (["cql.anywhere"], "cql.anywhere = a", "cql.anywhere = a"),
        (
            ["dc.title", "dc.identifier"], "dc.identifier = 0317-8471",
            "dc.identifier = 0317-8471 or dc.identifier = 03178471"
        ),
        (["cql.allRecords"], "cql.allRecords = 1", "cql.allRecords = 1"),
        (["rec.id"], "rec.id = 5", "rec.id = 5"),
    ]

    @Test(arguments: named)
    func `uses the names that the member knows`(indexes: [String], text: String, cql: String) throws {
        let plan = planQuery(try parseQuery(text), for: Self.member(), explained: Self.server(indexes))
        #expect(plan == .ask(.cql(cql, SRUManner(version: .v1_2, schema: "marcxml")), approximations: []))
    }

    private static let refusals: [([String: String?], [String], String, String)] = [
        ([:], ["dc.title"], "subject = a", "lists no index for dc.subject"),
        ([:], ["dc.title"], "title = a and subject = b", "dc.subject"),
        ([:], ["dc.title"], "cql.allRecords = 1", "cql.allRecords"),
        (["dc.title": nil], ["dc.title"], "title = a", "it has no index for dc.title"),
        (["dc.title": nil], [], "title = a", "it has no index for dc.title"),
        ([:], [], "local.shelf = a", "it has no index for local.shelf"),
        ([:], [], "cql.resultSetId = a", "result set"),
    ]

    @Test(arguments: refusals)
    func `does not ask what the member can't do, and says what`(
        own: [String: String?], indexes: [String], text: String, why: String
    ) throws {
        let query = try parseQuery(text, added: ["local.shelf"])
        let plan = planQuery(query, for: Self.member(own), explained: Self.server(indexes))
        guard case .notAsked(let said) = plan else {
            Issue.record("\(plan)")
            return
        }
        #expect(said.contains(why), "\(said)")
    }

    @Test func `its configuration names an index before its Explain record does`() throws {
        let member = Self.member(["dc.title": "marc.title", "local.shelf": "marc.852"])
        let query = try parseQuery("title = a and local.shelf = b", added: addedIndexes(of: [member]))
        let plan = planQuery(query, for: member, explained: Self.server(["dc.title"]))
        #expect(
            plan
                == .ask(
                    .cql("marc.title = a and marc.852 = b", SRUManner(version: .v1_2, schema: "marcxml")),
                    approximations: []))
    }

    @Test func `takes version, schema and page from Explain, and from the configuration before it`() throws {
        let query = try parseQuery("dc.title == a")
        var server = Self.server([], schemas: ["dc", "MARC21-xml"])
        server.version = "1.1"
        server.maximumRecords = 20
        let explained = planQuery(query, for: Self.member(), explained: server)
        let manner = SRUManner(version: .v1_1, schema: "MARC21-xml", pageLimit: 20)
        #expect(explained == .ask(.cql("dc.title exact a", manner), approximations: []))
        let member = Self.member(sru: .init(version: .v2_0, schema: "marcx"))
        let configured = planQuery(query, for: member, explained: server)
        let own = SRUManner(version: .v2_0, schema: "marcx", pageLimit: 20)
        #expect(configured == .ask(.cql("dc.title == a", own), approximations: []))
    }

    @Test func `does not ask a member without a schema for MARC`() throws {
        let plan = planQuery(
            try parseQuery("a"), for: Self.member(), explained: Self.server([], schemas: ["dc", "mods"]))
        guard case .notAsked(let why) = plan else {
            Issue.record("\(plan)")
            return
        }
        #expect(why.contains("no schema for MARC records, only dc, mods"))
    }

    @Test func `sends what the member says it supports`() throws {
        var server = Self.server([])
        server.supports = ["relationmodifier": ["stem"], "proximity": [""]]
        let plan = planQuery(
            try parseQuery("a prox/distance<4/ordered (dc.title =/stem b)"), for: Self.member(), explained: server)
        #expect(
            plan
                == .ask(
                    .cql("a prox/distance<4/ordered dc.title =/stem b", SRUManner(version: .v1_2, schema: "marcxml")),
                    approximations: []))
    }
}
