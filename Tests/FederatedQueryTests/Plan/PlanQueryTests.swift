import Testing

@testable import FederatedQuery

@Suite struct PlanQueryTests {
    private static let member = MemberProfile(id: "a", host: "127.0.0.1")
    private static let all = "@attr 1=_ALLRECORDS @attr 2=103 \"1\""

    /// A query, and what a member without indexes of its own is asked.
    private static let exactly: [(String, String)] = [
        // Indexes
        ("fish", "@attr 1=1016 \"fish\""),
        ("cql.anywhere = fish", "@attr 1=1016 \"fish\""),
        ("cql.keywords = fish", "@attr 1=1016 \"fish\""),
        ("cql.allIndexes = fish", "@attr 1=1016 \"fish\""),
        ("cql.allRecords = 1", all),
        ("cql.allRecords = \"\"", all),
        ("*", "@attr 1=1016 @attr 2=103 \"1\""),
        ("dc.title = fish", "@attr 1=4 \"fish\""),
        ("dc.creator = cao", "@attr 1=1003 \"cao\""),
        ("dc.contributor = cao", "@attr 1=1003 \"cao\""),
        ("dc.subject = fish", "@attr 1=21 \"fish\""),
        ("dc.description = fish", "@attr 1=62 \"fish\""),
        ("dc.publisher = penguin", "@attr 1=1018 \"penguin\""),
        ("dc.language = chi", "@attr 1=54 \"chi\""),
        ("dc.type = map", "@attr 1=1031 \"map\""),
        ("dc.identifier = ocm123", "@attr 1=1007 \"ocm123\""),
        ("bath.keyTitle = nature", "@attr 1=33 \"nature\""),
        ("bath.name = cao", "@attr 1=1002 \"cao\""),
        ("bath.lccn = 75-12345", "@attr 1=9 \"75-12345\""),
        ("rec.id = 11224466", "@attr 1=12 \"11224466\""),
        ("bib.titleSeries = x", "@attr 1=5 \"x\""),
        ("bib.originPlace = london", "@attr 1=59 \"london\""),
        // Relations
        ("dc.title = \"red chamber\"", "@attr 1=4 @attr 4=1 \"red chamber\""),
        ("dc.title adj \"red chamber\"", "@attr 1=4 @attr 4=1 \"red chamber\""),
        ("dc.title any \"fish frog\"", "@or @attr 1=4 \"fish\" @attr 1=4 \"frog\""),
        ("dc.title all \"a b c\"", "@and @and @attr 1=4 \"a\" @attr 1=4 \"b\" @attr 1=4 \"c\""),
        ("dc.title all \"red : & chamber\"", "@and @attr 1=4 \"red\" @attr 1=4 \"chamber\""),
        ("red chamber", "@and @attr 1=1016 \"red\" @attr 1=1016 \"chamber\""),
        ("dc.title == fish", "@attr 1=4 @attr 4=1 @attr 6=3 \"fish\""),
        ("dc.title exact \"red chamber\"", "@attr 1=4 @attr 4=1 @attr 6=3 \"red chamber\""),
        ("dc.language == chi", "@attr 1=54 \"chi\""),
        ("dc.title <> fish", "@not \(all) @attr 1=4 \"fish\""),
        // Chinese: one word of several characters is a phrase of them.
        ("dc.title = 红楼梦", "@attr 1=4 @attr 4=1 \"红楼梦\""),
        ("dc.title = 梦", "@attr 1=4 \"梦\""),
        (
            "红楼梦 曹雪芹",
            "@and @attr 1=1016 @attr 4=1 \"红楼梦\" @attr 1=1016 @attr 4=1 \"曹雪芹\""
        ),
        // Dates
        ("dc.date = 1990", "@attr 1=31 \"1990\""),
        ("dc.date < 1990", "@attr 1=31 @attr 2=1 \"1990\""),
        ("dc.date <= 1990", "@attr 1=31 @attr 2=2 \"1990\""),
        ("dc.date >= 1990", "@attr 1=31 @attr 2=4 \"1990\""),
        ("dc.date > 1990", "@attr 1=31 @attr 2=5 \"1990\""),
        ("dc.date within \"1990 1999\"", "@and @attr 1=31 @attr 2=4 \"1990\" @attr 1=31 @attr 2=2 \"1999\""),
        ("dc.date within 1990", "@attr 1=31 \"1990\""),
        ("dc.date = 199*", "@attr 1=31 @attr 5=1 \"199\""),
        // Masks and anchors
        ("dc.title = fish*", "@attr 1=4 @attr 5=1 \"fish\""),
        ("dc.title = *fish", "@attr 1=4 @attr 5=2 \"fish\""),
        ("dc.title = *fish*", "@attr 1=4 @attr 5=3 \"fish\""),
        ("dc.title = \"red cham*\"", "@attr 1=4 @attr 4=1 @attr 5=1 \"red cham\""),
        ("dc.title = *", "@attr 1=4 @attr 2=103 \"1\""),
        ("dc.title = ^fish", "@attr 1=4 @attr 3=1 \"fish\""),
        ("dc.title = \"^red chamber\"", "@attr 1=4 @attr 3=1 @attr 4=1 \"red chamber\""),
        ("dc.title = \"^red chamber^\"", "@attr 1=4 @attr 4=1 @attr 6=3 \"red chamber\""),
        (#"dc.title = C\*"#, "@attr 1=4 \"C*\""),
        ("dc.title =/unmasked C*", "@attr 1=4 \"C*\""),
        // Standard numbers; all their forms are in StandardNumberTests.
        ("isbn = 080442957x", "@or @attr 1=7 \"9780804429573\" @attr 1=7 \"080442957X\""),
        ("isbn = 080442957x*", "@or @attr 1=7 \"9780804429573\" @attr 1=7 \"080442957X\""),
        ("isbn == 9791090636071", "@attr 1=7 \"9791090636071\""),
        ("isbn = 97870*", "@attr 1=7 @attr 5=1 \"97870\""),
        ("isbn = 12345", "@attr 1=7 \"12345\""),
        ("isbn any \"9791090636071 12345\"", "@or @attr 1=7 \"9791090636071\" @attr 1=7 \"12345\""),
        ("bath.issn = 03178471", "@or @attr 1=8 \"0317-8471\" @attr 1=8 \"03178471\""),
        ("dc.identifier = 0317-8471", "@or @attr 1=8 \"0317-8471\" @attr 1=8 \"03178471\""),
        ("dc.identifier = 080442957X", "@or @attr 1=7 \"9780804429573\" @attr 1=7 \"080442957X\""),
        ("title = 080442957X", "@attr 1=4 \"080442957X\""),
        // Booleans
        ("a and b or c", "@or @and @attr 1=1016 \"a\" @attr 1=1016 \"b\" @attr 1=1016 \"c\""),
        ("a not (b or c)", "@not @attr 1=1016 \"a\" @or @attr 1=1016 \"b\" @attr 1=1016 \"c\""),
        ("a prox b", "@prox 0 1 0 2 k 2 @attr 1=1016 \"a\" @attr 1=1016 \"b\""),
        ("a prox/distance<4/ordered b", "@prox 0 4 1 1 k 2 @attr 1=1016 \"a\" @attr 1=1016 \"b\""),
        // Nothing gets out of its quotation marks.
        (#"dc.title = "a \"b\" c\\d""#, #"@attr 1=4 @attr 4=1 "a \"b\" c\\d""#),
        (#""@1=4""#, #"@attr 1=1016 "\@1=4""#),
        (#"a\"#, #"@attr 1=1016 "a\\""#),
        (#""a\\x41""#, #"@attr 1=1016 "a\\x41""#),
        ("\"a @and b\"", #"@attr 1=1016 @attr 4=1 "a \@and b""#),
    ]

    @Test(arguments: exactly)
    func `asks exactly this`(text: String, pqf: String) throws {
        #expect(planQuery(try parseQuery(text), for: Self.member) == .ask(.pqf(pqf), approximations: []))
        #expect(pqfTerms(of: pqf) != nil)
    }

    /// A query, what is asked instead, and a word of the sentence that says so.
    private static let nearly: [(String, String, String)] = [
        ("dc.title = wom?n", "@attr 1=4 @attr 5=1 \"wom\"", "‘wom?n’ was asked as ‘wom*’"),
        ("dc.title = ?ish", "@attr 1=4 @attr 5=3 \"ish\"", "‘?ish’ was asked as ‘*ish*’"),
        ("dc.title = *a?bcd*", "@attr 1=4 @attr 5=3 \"bcd\"", "‘*bcd*’"),
        ("dc.title = \"ro* dream\"", "@and @attr 1=4 @attr 5=1 \"ro\" @attr 1=4 \"dream\"", "any order"),
        ("dc.title = dream^", "@attr 1=4 \"dream\"", "‘^’ in dc.title was ignored"),
        ("dc.publisher == \"a b\"", "@attr 1=1018 @attr 4=1 \"a b\"", "‘==’ for dc.publisher"),
        ("cql.serverChoice == fish", "@attr 1=1016 \"fish\"", "asked as a phrase"),
        ("dc.title == \"red cham*\"", "@attr 1=4 @attr 4=1 @attr 5=1 \"red cham\"", "‘==’ with masks"),
        ("dc.date = 2005-03-17", "@attr 1=31 \"2005\"", "by the year alone"),
        ("dc.date < 2005-03", "@attr 1=31 @attr 2=1 \"2005\"", "by the year alone"),
        ("dc.date > 19*", "@attr 1=31 @attr 2=5 \"19\"", "masks in dc.date"),
        ("dc.date encloses 1990", "@attr 1=31 \"1990\"", "‘encloses’"),
        ("dc.title =/stem fish", "@attr 1=4 \"fish\"", "‘stem’ was ignored"),
        ("a sortby title", "@attr 1=1016 \"a\"", "‘sortby’"),
        ("a prox/unit=sentence b", "@and @attr 1=1016 \"a\" @attr 1=1016 \"b\"", "‘prox’ was asked as ‘and’"),
        ("a prox (b or c)", "@and @attr 1=1016 \"a\" @or @attr 1=1016 \"b\" @attr 1=1016 \"c\"", "‘prox’"),
    ]

    @Test(arguments: nearly)
    func `says what it asks more broadly`(text: String, pqf: String, sentence: String) throws {
        guard case .ask(.pqf(let asked), let approximations) = planQuery(try parseQuery(text), for: Self.member) else {
            Issue.record("not asked")
            return
        }
        #expect(asked == pqf)
        #expect(approximations.count == 1 && approximations[0].contains(sentence), "\(approximations)")
        #expect(pqfTerms(of: asked) != nil)
    }

    @Test func `says each approximation once`() throws {
        let plan = planQuery(try parseQuery("a =/stem b and title =/stem c", added: ["a"]), for: Self.member)
        #expect(plan == .notAsked(why: "it has no index for a"))
        let other = planQuery(try parseQuery("dc.title =/stem b and title =/stem c"), for: Self.member)
        guard case .ask(_, let approximations) = other else {
            Issue.record("not asked")
            return
        }
        #expect(approximations.count == 1)
    }

    @Test func `has attributes for every index that can be searched`() throws {
        for index in searchIndexes where index.indexName != .resultSetID {
            let query = Query(root: .clause(SearchClause(index: index.indexName, term: "a")))
            guard case .ask(.pqf(let pqf), let approximations) = planQuery(query, for: Self.member) else {
                Issue.record("\(index.indexName) can't be asked")
                continue
            }
            #expect(approximations.isEmpty && pqfTerms(of: pqf) != nil)
        }
        #expect(bib1Uses.keys.allSatisfy { searchIndexesByName[$0] != nil })
    }

    @Test func `leads back from Use attributes to indexes that ask for the same`() {
        let uses = [
            1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 21, 30, 31, 33, 47, 54, 58, 59, 62, 63, 1002, 1003, 1004, 1007, 1016,
            1017, 1018, 1031, 1035, 1211,
        ]
        /// Attributes that have no index of their own.
        let wider = [30: "31", 47: "21", 1004: "1", 1017: "1016", 1035: "1016", 1211: "1007"]
        for use in uses {
            let index = searchIndex(bib1Use: use)
            #expect(index.flatMap { bib1Uses[$0] } == wider[use] ?? String(use))
        }
        #expect(searchIndex(bib1Use: 9998) == nil)
    }
}
