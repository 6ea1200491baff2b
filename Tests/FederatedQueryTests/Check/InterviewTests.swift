import Testing

@testable import FederatedQuery

/// Whole checks of members that differ in one habit: what is suggested, and what is said.
@Suite struct InterviewTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var member = FakeMember()
        var profile = MemberProfile(id: "fake", host: "fake")
        var syntax = MemberProfile.Syntax.usmarc
        var charset = "utf-8"
        var queryCharset = "utf-8"
        /// The overrides to be suggested among the common indexes.
        var indexes: [String: String?] = [:]
        /// Findings that must be there: topic, what, verdict, a part of the detail.
        var findings: [(MemberCheck.Topic, String, MemberCheck.Verdict, String)] = []

        var testDescription: String { what }
    }

    static let rows: [Row] = [
        Row(
            what: "MARC 21 in UTF-8, all as usual",
            findings: [
                (.records, "character set", .works, "utf-8 by the bytes of 3 records with more than ASCII"),
                (.queries, "utf-8", .works, "finds ‘红楼梦’ again (1 hit)"),
                (.queries, "gb18030", .fails, "finds nothing for ‘红楼梦’"),
                (.indexes, "dc.title", .works, "1=4 4=1: 1 hit for ‘红楼梦’"),
                (.indexes, "bath.isbn", .works, "1=7: 1 hit for ‘9787020002207’"),
                (.dates, "@attr 1=31", .works, "1991: 1, from then on: 2, before: 2"),
                (.piggyback, "records with the search's answer", .works, "4 of 4 records came along"),
                (.counts, "a word that no book has", .works, "0 hits"),
                (.words, "truncation at the end", .works, "1 hit"),
                (.scan, "titles", .untried, "Init does not offer it"),
                (.syntaxes, "xml", .doubtful, "no MARC record"),
                (.syntaxes, "unimarc", .fails, "diagnostic 238"),
            ]),
        Row(
            what: "CNMARC in GB18030, asked in GB18030, years with their structure",
            member: FakeMember(
                isUNIMARC: true, charset: "gb18030", queryCharset: "gb18030", syntaxes: ["unimarc"],
                habits: [.wantsYears]),
            syntax: .unimarc, charset: "gb18030", queryCharset: "gb18030",
            indexes: ["dc.date": "@attr 1=31 @attr 4=4", "bib.dateissued": "@attr 1=31 @attr 4=4"],
            findings: [
                (.queries, "utf-8", .fails, "finds nothing for ‘红楼梦’"),
                (.queries, "gb18030", .works, "finds ‘红楼梦’ again"),
                (.dates, "@attr 1=31", .doubtful, "comparisons: diagnostic 117"),
                (.dates, "@attr 1=31 @attr 4=4", .works, "from then on"),
            ]),
        Row(
            what: "records in Big5, queries too",
            member: FakeMember(books: FakeMember.traditional, charset: "big5", queryCharset: "big5"),
            charset: "big5", queryCharset: "big5",
            findings: [(.records, "character set", .works, "big5 by the bytes of 2 records")]),
        Row(
            what: "MARC-8, queries in MARC-8",
            member: FakeMember(books: FakeMember.french, charset: "marc-8", queryCharset: "marc-8"),
            charset: "marc-8", queryCharset: "marc-8",
            findings: [(.queries, "marc-8", .works, "finds ‘Économie’ again")]),
        Row(
            what: "the file says another character set than the bytes",
            member: FakeMember(charset: "gb18030"),
            profile: MemberProfile(id: "fake", host: "fake", charset: "utf-8"), charset: "gb18030",
            findings: [(.records, "character set", .doubtful, "targets.yaml says utf-8")]),
        Row(
            what: "no index of publishers, ISBNs among standard numbers",
            member: FakeMember(uses: ["4", "1003", "21", "1016", "31", "54", "1007", "12", "_ALLRECORDS"]),
            indexes: ["dc.publisher": nil, "bath.isbn": "@attr 1=1007"],
            findings: [
                (.indexes, "dc.publisher", .fails, "diagnostic 114"),
                (.indexes, "bath.isbn", .works, "1=1007: 1 hit"),
            ]),
        Row(
            what: "no way to ask for all records",
            member: FakeMember(uses: ["4", "1003", "21", "1016", "31", "1018", "54", "1007", "7", "12"]),
            indexes: ["cql.allrecords": nil],
            findings: [(.indexes, "cql.allRecords", .fails, "diagnostic 114")]),
        Row(
            what: "an override of the file that is right stays, one that is wrong goes",
            profile: MemberProfile(
                id: "fake", host: "fake",
                indexes: ["dc.title": "@attr 1=4 @attr 4=1", "dc.creator": "@attr 1=9999", "x.y": "@attr 1=9"]),
            indexes: ["dc.title": "@attr 1=4 @attr 4=1", "x.y": "@attr 1=9"]),
        Row(
            what: "relations that nobody looks at", member: FakeMember(habits: [.ignoresRelations]),
            findings: [(.dates, "@attr 1=31", .doubtful, "it does not look at the relation")]),
        Row(
            what: "no piggyback, no truncation", member: FakeMember(habits: [.neverPiggybacks, .neverTruncates]),
            findings: [
                (.piggyback, "records with the search's answer", .doubtful, "took a Present"),
                (.words, "truncation at the end", .fails, "diagnostic 120"),
            ]),
        Row(
            what: "finds anything", member: FakeMember(habits: [.findsAnything]),
            findings: [
                (.counts, "a word that no book has", .doubtful, "hits prove nothing"),
                (.indexes, "dc.title", .doubtful, "4 hits"),
            ]),
    ]

    @Test(arguments: rows) func `finds out`(row: Row) async {
        let (check, questions) = await row.member.check(as: row.profile)
        let suggestion = check.suggestion
        #expect(check.answers)
        #expect(suggestion?.syntax == row.syntax)
        #expect(suggestion?.charset == row.charset)
        #expect(suggestion?.queryCharset == row.queryCharset)
        let common = Set(indexTrials.filter(\.isCommon).flatMap(\.names).map { $0.lowercased() })
            .union(["cql.allrecords", "x.y"])
        // bath.issn is refused by all of them.
        let overrides = (suggestion?.indexes ?? [:]).filter { common.contains($0.key) && $0.key != "bath.issn" }
        #expect(overrides == row.indexes)
        for (topic, what, verdict, detail) in row.findings {
            let finding = check.findings.first { $0.topic == topic && $0.what == what }
            #expect(finding?.verdict == verdict, "\(what): \(finding?.detail ?? "not there")")
            #expect(finding?.detail.contains(detail) == true, "\(what): \(finding?.detail ?? "not there")")
        }
        #expect(questions.count == check.questions && questions.count <= Interview.maximumQuestions)
        #expect(questions.allSatisfy { $0.count <= 10 }, "small questions")
    }

    @Test(arguments: rows.filter { !$0.indexes.isEmpty }.prefix(2))
    func `the suggestion, checked again, needs no change`(row: Row) async throws {
        let suggestion = try #require(await row.member.check(as: row.profile).check.suggestion)
        #expect(await row.member.check(as: suggestion).check.changes == [])
    }

    @Test func `a member that falls silent is left in peace`() async {
        let (check, questions) = await FakeMember(habits: [.diesAfter(20)]).check()
        #expect(questions.count == 20 + Interview.maximumFailuresInARow)
        #expect(check.endedEarly?.contains("4 questions in a row") == true)
        #expect(check.answers, "what it gave before counts")
    }

    @Test func `no question is asked when the time is up`() async {
        var interview = Interview(
            member: MemberProfile(id: "fake", host: "fake", deadline: .milliseconds(10)),
            started: .now - .seconds(1)
        ) { _ in .failure(MemberFailure(member: "fake", reason: .garbled, detail: "", elapsed: .zero)) }
        #expect(await interview.open() == false)
        #expect(interview.questions == 0)
        #expect(interview.endedEarly?.contains("20 times its deadline") == true)
    }

    @Test func `what a member says reaches nobody's terminal with control characters`() async {
        let check = await FakeMember().check().check
        #expect(check.system == "Fake [31m 1.0")
        #expect(check.findings.allSatisfy { !$0.detail.unicodeScalars.contains { $0.value < 0x20 } })
    }

    @Test func `a password that a member gives back is not shown`() {
        let member = MemberProfile(id: "m", host: "h", credentials: .init(username: "u", password: "s3cret"))
        let failure = MemberFailure(member: "m", reason: .rejected, detail: "no u/s3cret here", elapsed: .zero)
        #expect(withoutPassword(.failure(failure), of: member).failure?.detail == "no u/… here")
        let answer = MemberAnswer(
            member: "m", hitCount: 0, start: 1, records: [], elapsed: .zero, system: "S s3cret")
        #expect(withoutPassword(.success(answer), of: member).answer?.system == "S …")
    }
}
