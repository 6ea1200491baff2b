import Testing

@testable import FederatedQuery

@Suite struct ParseQueryTests {
    /// What is read, and the canonical text of what it means.
    private static let strict: [(String, String)] = [
        ("fish", "fish"),
        ("\"red chamber\"", "\"red chamber\""),
        ("红楼梦", "红楼梦"),
        ("dc.title = fish", "dc.title = fish"),
        ("DC.Title=fish", "dc.title = fish"),
        ("dc.title any \"fish frog\"", "dc.title any \"fish frog\""),
        ("dc.title all/stem \"fish frog\"", "dc.title all/stem \"fish frog\""),
        ("dc.title cql.all \"fish frog\"", "dc.title all \"fish frog\""),
        ("dc.title exact \"a b\"", "dc.title == \"a b\""),
        ("dc.title == \"a b\"", "dc.title == \"a b\""),
        ("dc.title scr fish", "dc.title = fish"),
        ("dc.title adj \"red chamber\"", "dc.title adj \"red chamber\""),
        ("dc.title <> fish", "dc.title <> fish"),
        ("dc.date < 1990", "dc.date < 1990"),
        ("dc.date<=1990", "dc.date <= 1990"),
        ("dc.date > 1990", "dc.date > 1990"),
        ("dc.date>=1990", "dc.date >= 1990"),
        ("dc.date within \"1990 1999\"", "dc.date within \"1990 1999\""),
        ("dc.date encloses 1990", "dc.date encloses 1990"),
        ("a and b or c not d", "a and b or c not d"),
        ("a AND (b OR c)", "a and (b or c)"),
        ("(a and b) or c", "a and b or c"),
        ("a prox/distance<=3/unit=word/ordered b", "a prox/distance<=3/unit=word/ordered b"),
        ("a prox/cql.unit=sentence b", "a prox/unit=sentence b"),
        ("title = (a or b)", "dc.title = a or dc.title = b"),
        ("dc.title any (a or b)", "dc.title any a or dc.title any b"),
        ("title any/stem (a or \"b c\")", "dc.title any/stem a or dc.title any/stem \"b c\""),
        ("a sortby dc.date/sort.descending title", "a sortby dc.date/sort.descending dc.title"),
        ("a sortBy date/descending", "a sortby dc.date/sort.descending"),
        ("title = and", "dc.title = \"and\""),
        ("\"and\"", "\"and\""),
        ("and", "\"and\""),
        ("srw.serverChoice = a", "a"),
        ("cql.allRecords = 1", "cql.allRecords = 1"),
        ("cql.resultSetId = \"a-1\"", "cql.resultSetId = a-1"),
        (#"dc.title = "a \"b\" \\ \* c""#, #"dc.title = "a \"b\" \\ \* c""#),
        (#"a\"b"#, #""a\"b""#),
        (#"end\"#, #""end\\""#),
        ("^fish*", "^fish*"),
        ("a\nand\tb\r\n", "a and b"),
        ("a\u{3000}and\u{A0}b", "a and b"),
        ("\"a\nb\"", "\"a b\""),
    ]

    @Test(arguments: strict)
    func `reads strict CQL`(text: String, meaning: String) throws {
        #expect(try parseQuery(text).cql == meaning)
    }

    private static let bare: [(String, String)] = [
        ("title=x", "dc.title = x"),
        ("author=x", "dc.creator = x"),
        ("isbn=7020002207", "bath.isbn = 7020002207"),
        ("ISSN=1234-5678", "bath.issn = 1234-5678"),
        ("keyword=x", "cql.anywhere = x"),
        ("anywhere=x", "cql.anywhere = x"),
        ("id=x", "rec.id = x"),
        ("namePersonal=x", "bib.namePersonal = x"),
        ("year > 1990", "dc.date > 1990"),
        ("题名=红楼梦", "dc.title = 红楼梦"),
        ("作者 = 曹雪芹 and 出版社 = 人民", "dc.creator = 曹雪芹 and dc.publisher = 人民"),
        ("title any fish", "dc.title any fish"),
    ]

    @Test(arguments: bare)
    func `finds the index that a bare name means`(text: String, meaning: String) throws {
        #expect(try parseQuery(text).cql == meaning)
    }

    private static let prefixed: [(String, String)] = [
        (">x=\"info:srw/cql-context-set/1/dc-v1.1\" x.title = fish", "dc.title = fish"),
        (">\"http://purl.org/dc/elements/1.1/\" title = fish", "dc.title = fish"),
        (
            ">x=\"info:srw/cql-context-set/1/dc-v1.1\" >y=\"http://zing.z3950.org/cql/bath/2.0/\" x.title=a or y.isbn=b",
            "dc.title = a or bath.isbn = b"
        ),
        (">x=\"info:srw/cql-context-set/1/cql-v1.2\" title x.any fish", "dc.title any fish"),
        ("a and (>x=\"info:srw/cql-context-set/1/dc-v1.1\" x.title = b)", "a and dc.title = b"),
        // CQL 1.1 needs no brackets; the map then reaches to the end.
        (
            "a and >x=\"info:srw/cql-context-set/1/dc-v1.1\" x.title = b or x.title = c",
            "a and (dc.title = b or dc.title = c)"
        ),
        ("(a or >x=\"info:srw/cql-context-set/1/dc-v1.1\" x.title = b) not c", "a or dc.title = b not c"),
        (
            ">x=\"info:srw/cql-context-set/1/dc-v1.1\" a sortby x.date/sort.descending",
            "a sortby dc.date/sort.descending"
        ),
        (
            ">x=\"info:srw/cql-context-set/1/dc-v1.1\" x.title any red chamber dream",
            "dc.title any \"red chamber dream\""
        ),
    ]

    @Test(arguments: prefixed)
    func `resolves prefixes by their URIs`(text: String, meaning: String) throws {
        #expect(try parseQuery(text).cql == meaning)
    }

    private static let lists: [(String, String)] = [
        ("foo bar", "cql.serverChoice all \"foo bar\""),
        ("foo bar baz", "cql.serverChoice all \"foo bar baz\""),
        ("red chamber dream", "cql.serverChoice all \"red chamber dream\""),
        ("红楼梦 曹雪芹", "cql.serverChoice all \"红楼梦 曹雪芹\""),
        ("红楼梦\u{3000}曹雪芹", "cql.serverChoice all \"红楼梦 曹雪芹\""),
        ("*Lea* *Long*", "cql.serverChoice all \"*Lea* *Long*\""),
        ("dc.title = red chamber", "dc.title all \"red chamber\""),
        ("title=red chamber and author=cao", "dc.title all \"red chamber\" and dc.creator = cao"),
        ("red chamber and cao xueqin", "cql.serverChoice all \"red chamber\" and cql.serverChoice all \"cao xueqin\""),
        ("(red chamber) and cao", "cql.serverChoice all \"red chamber\" and cao"),
        ("red chamber sortby date", "cql.serverChoice all \"red chamber\" sortby dc.date"),
        ("\"red chamber\" cao", "cao and \"red chamber\""),
        ("cao \"red chamber\"", "cao and \"red chamber\""),
        (
            "title = \"red chamber\" dream story or x",
            "dc.title all \"dream story\" and dc.title = \"red chamber\" or x"
        ),
        ("x or cao \"red chamber\"", "x or (cao and \"red chamber\")"),
        ("dc.title any fish frog", "dc.title any \"fish frog\""),
        ("title any/stem fish frog", "dc.title any/stem \"fish frog\""),
        ("dc.title exact red chamber", "dc.title == \"red chamber\""),
        ("dc.title == red chamber", "dc.title == \"red chamber\""),
        ("dc.date within 1990 1999", "dc.date within \"1990 1999\""),
        ("title = (red chamber or dream)", "dc.title all \"red chamber\" or dc.title = dream"),
        ("title any (fish frog)", "dc.title any \"fish frog\""),
        ("title = ((red chamber))", "dc.title all \"red chamber\""),
        // A word that happens to name an index, a relation or a prefix is still a word.
        ("date palm cultivation", "cql.serverChoice all \"date palm cultivation\""),
        ("is there any hope left", "cql.serverChoice all \"is there any hope left\""),
        ("U.S. history texts", "cql.serverChoice all \"U.S. history texts\""),
        ("J.R.R. Tolkien hobbit", "cql.serverChoice all \"J.R.R. Tolkien hobbit\""),
        ("title deeds", "cql.serverChoice all \"title deeds\""),
    ]

    @Test(arguments: lists)
    func `takes several bare words for all of them`(text: String, meaning: String) throws {
        #expect(try parseQuery(text).cql == meaning)
    }

    private static let refused: [(String, QueryError.Reason, Int?)] = [
        ("", .syntax, 0),
        (" \n ", .syntax, 0),
        ("a\u{0}b", .syntax, 1),
        ("a \u{1B}b", .syntax, 2),
        ("\"a\u{7F}\"", .syntax, 2),
        ("a \"b", .syntax, 2),
        ("\"", .syntax, 0),
        ("\"a\\\"", .syntax, 0),
        ("红\"", .syntax, 3),
        ("(a", .syntax, 0),
        ("a)", .syntax, 1),
        ("a and ()", .syntax, 6),
        ("a and", .syntax, 2),
        ("(a or) b", .syntax, 3),
        ("and a", .syntax, 0),
        ("not cao", .syntax, 0),
        ("a and or b", .syntax, 6),
        ("title =", .syntax, 6),
        ("(title =)", .syntax, 7),
        ("= fish", .syntax, 0),
        ("a and = fish", .syntax, 6),
        ("a sortby", .syntax, 2),
        ("(a) b", .syntax, 4),
        ("red chamber (cao)", .syntax, 4),
        ("red chamber title = dream", .syntax, 12),
        ("title = author = cao", .syntax, 15),
        ("title any author = cao", .syntax, 10),
        ("title = (author = cao)", .syntax, 9),
        ("title any fish any (x)", .syntax, 15),
        ("date < 1990 1999", .syntax, 12),
        ("AC/DC", .syntax, 2),
        ("title = AC/DC", .syntax, 10),
        ("dc.title fish", .syntax, 0),
        ("foo.title = x", .unknownContextSet("foo"), 0),
        (">x=\"http://example.org/\" x.title = y", .unknownContextSet("http://example.org/"), 3),
        ("dc.frob = x", .unknownIndex("dc.frob"), 0),
        ("frob = x", .unknownIndex("frob"), 0),
        ("fish any chips", .unknownIndex("fish"), 0),
        ("frob and frob = x", .unknownIndex("frob"), 9),  // the first is a term
        ("红楼梦 and frob = x", .unknownIndex("frob"), 14),
        ("a sortby frob", .unknownIndex("frob"), 9),
        ("dc.title frob x", .unknownRelation("frob"), 9),
        ("dc.title frob x y", .unknownRelation("frob"), 9),
        ("dc.title dc.any x", .unknownRelation("dc.any"), 9),
        ("dc.title =/frob x", .unknownModifier("frob"), 11),
        ("dc.title =/regexp x", .unknownModifier("regexp"), 11),
        ("a sortby date/frob", .unknownModifier("frob"), 14),
        ("dc.title < x", .unsupportedRelation("dc.title <"), 9),
        ("title within \"a b\"", .unsupportedRelation("dc.title within"), 6),
        ("cql.resultSetId any x", .unsupportedRelation("cql.resultSetId any"), 16),
        ("cql.resultSetId = x and y", .unsupportedBoolean("cql.resultSetId"), 0),
        ("a and/rel.combine=sum b", .unsupportedBooleanModifier("rel.combine"), 6),
        ("a prox/distance=far b", .unsupportedBooleanModifier("distance"), 7),
        ("dc.title = \"\"", .emptyTerm, 11),
        ("\"...\"", .emptyTerm, 0),
        ("title = ?", .emptyTerm, 8),
    ]

    @Test(arguments: refused)
    func `says what is wrong, and where`(text: String, reason: QueryError.Reason, offset: Int?) {
        do {
            let query = try parseQuery(text)
            Issue.record("\(text) was read as \(query.cql)")
        } catch {
            #expect(error.reason == reason)
            #expect(error.offset == offset, "\(error.message)")
            #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
        }
    }

    @Test func `knows the indexes that members add`() throws {
        #expect(try parseQuery("local.shelf = a", added: ["Local.Shelf"]).cql == "local.shelf = a")
        #expect(try parseQuery("shelf = a", added: ["shelf"]).cql == "shelf = a")
        #expect(try parseQuery("dc.rights < a", added: ["dc.rights"]).cql == "dc.rights < a")
    }
}
