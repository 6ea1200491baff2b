import Testing

@testable import FederatedQuery

@Suite struct MemberIndexesTests {
    /// The member's own attributes for an index, a query, and what is asked.
    private static let own: [(String, String, String, String)] = [
        ("dc.title", "@attr 1=1017", "title = fish", "@attr 1=1017 \"fish\""),
        ("DC.Title", "@attr 1=1017", "title = fish", "@attr 1=1017 \"fish\""),
        // What it states stands against what the relation would add; the rest is added.
        ("dc.title", "@attr 1=4 @attr 4=6", "title = \"a b\"", "@attr 1=4 @attr 4=6 \"a b\""),
        ("dc.title", "@attr 1=4 @attr 4=2", "title = a*", "@attr 1=4 @attr 4=2 @attr 5=1 \"a\""),
        ("dc.title", "@attr gils 1=2", "title = a", "@attr gils 1=2 \"a\""),
        ("dc.title", "", "title = a", "\"a\""),
        // A system that knows Z39.58 masks says so by truncation 104.
        ("dc.title", "@attr 1=4 @attr 5=104", "title = w?m*n", "@attr 1=4 @attr 5=104 \"w#m?n\""),
        ("dc.publisher", "@attr 1=1018 @attr 6=3", "publisher == a", "@attr 1=1018 @attr 6=3 @attr 4=1 \"a\""),
        ("cql.allRecords", "@attr 1=1016", "cql.allRecords = 1", "@attr 1=1016 @attr 2=103 \"1\""),
        ("bath.isbn", "@attr 1=1007", "dc.identifier = 9791090636071", "@attr 1=1007 \"9791090636071\""),
        ("local.shelf", "@attr 1=9000", "local.shelf = a", "@attr 1=9000 \"a\""),
        ("local.shelf", "@attr 1=9000", "local.shelf > a", "@attr 1=9000 @attr 2=5 \"a\""),
    ]

    @Test(arguments: own)
    func `asks with the member's own attributes`(name: String, attributes: String, text: String, pqf: String) throws {
        let member = MemberProfile(id: "a", host: "h", indexes: [name: attributes])
        let query = try parseQuery(text, added: addedIndexes(of: [member]))
        #expect(planQuery(query, for: member) == .ask(.pqf(pqf), approximations: []))
        #expect(pqfTerms(of: pqf) != nil)
    }

    private static let refusals: [(MemberProfile, String, String)] = [
        (MemberProfile(id: "a", host: "h", indexes: ["dc.title": nil]), "title = a", "dc.title"),
        (MemberProfile(id: "a", host: "h", indexes: ["dc.title": nil]), "b and title = a", "dc.title"),
        (MemberProfile(id: "a", host: "h", indexes: ["dc.title": "4"]), "title = a", "dc.title"),
        (MemberProfile(id: "a", host: "h"), "local.shelf = a", "local.shelf"),
        (MemberProfile(id: "a", host: "h"), "cql.resultSetId = a", "result set"),
        (MemberProfile(id: "a", host: "h", queryCharset: "iso-8859-1"), "红", "‘红’ (U+7EA2)"),
        (MemberProfile(id: "a", host: "h", queryCharset: "gb2312"), "title = \"國家\"", "‘國’ (U+570B)"),
        (MemberProfile(id: "a", host: "h", queryCharset: "marc-8"), "\u{1F600}a", "‘\u{1F600}’ (U+1F600)"),
        (MemberProfile(id: "a", host: "h", queryCharset: "klingon"), "a", "‘klingon’"),
    ]

    @Test(arguments: refusals)
    func `does not ask what a member can't do, and says what`(member: MemberProfile, text: String, name: String) throws
    {
        let query = try parseQuery(text, added: ["local.shelf"])
        guard case .notAsked(let why) = planQuery(query, for: member) else {
            Issue.record("\(planQuery(query, for: member))")
            return
        }
        #expect(why.contains(name), "\(why)")
    }

    @Test(arguments: [("gb18030", "红楼梦 國"), ("GB18030", "é"), ("iso-8859-1", "é"), ("marc-8", "é中國"), ("gbk", "國")])
    func `asks what the member's character set can hold`(charset: String, text: String) throws {
        let member = MemberProfile(id: "a", host: "h", queryCharset: charset)
        guard case .ask = planQuery(try parseQuery(text), for: member) else {
            Issue.record("\(planQuery(try parseQuery(text), for: member))")
            return
        }
    }

    private static let lists: [(String, Bool)] = [
        ("", true), ("@attr 1=4", true), (" @attr 1=4  @attr bib-1 4=1 ", true), ("@attr 1=_ALLRECORDS", true),
        ("1=4", false), ("@attr", false), ("@attr 1", false), ("@attr 1=", false), ("@attr 0=1", false),
        ("@attr x=1", false), ("@attr 1=4 fish", false), ("@attr 1=4\"", false), ("@and @attr 1=4", false),
        ("@attr 1=\"a b\"", false), ("@attr a b 1=4", false), ("@attr 99999999999=4", false),
    ]

    @Test(arguments: lists)
    func `tells attribute lists from other text`(text: String, isList: Bool) {
        #expect(isAttributeList(text) == isList)
        if isList { #expect(pqfTerms(of: text + " \"a\"") == ["a"]) }
    }

    @Test func `gathers the indexes that members add`() {
        let members = [
            MemberProfile(id: "a", host: "h", indexes: ["Local.Shelf": "@attr 1=9000", "dc.title": nil]),
            MemberProfile(id: "b", host: "h", indexes: ["dc.rights": "@attr 1=9001"]),
        ]
        #expect(addedIndexes(of: members) == ["local.shelf", "dc.rights"])
    }
}
