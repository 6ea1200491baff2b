import Foundation

@testable import DemoRecords
@testable import FederatedQuery

/// A Z39.50 member without a network: a few books, and the habits of some system.
struct FakeMember: Sendable {
    struct Book: Sendable {
        let id: String
        let title: String
        let author: String
        let publisher: String
        let year: Int
        let isbn: String
        let language: String
        let subject: String
    }

    enum Habit: Hashable, Sendable {
        /// Dates are compared only with the structure year.
        case wantsYears
        /// A relation is not looked at.
        case ignoresRelations
        /// It sends no record with the answer to a search.
        case neverPiggybacks
        /// It finds everything, whatever is asked.
        case findsAnything
        /// It refuses truncation.
        case neverTruncates
        /// It falls silent after so many questions.
        case diesAfter(Int)
        /// It names its password in all that it says.
        case tellsPassword(String)
    }

    var books = chinese
    var isUNIMARC = false
    /// The character set of its records, and of the queries that it takes.
    var charset = "utf-8"
    var queryCharset = "utf-8"
    /// The use attributes that it has indexes for.
    var uses: Set<String> = ["4", "1003", "21", "1016", "31", "1018", "54", "1007", "7", "12", "_ALLRECORDS"]
    var syntaxes: Set<String> = ["usmarc", "xml"]
    var habits: Set<Habit> = []

    /// The check of it, and the questions that it was asked.
    func check(as profile: MemberProfile = MemberProfile(id: "fake", host: "fake")) async -> (
        check: MemberCheck, questions: [Probe]
    ) {
        let asked = Asked()
        let check = await checkZ3950Member(profile) { probe in
            let count = await asked.add(probe)
            return self.reply(to: probe, number: count)
        }
        return (check, await asked.probes)
    }

    private actor Asked {
        private(set) var probes: [Probe] = []

        func add(_ probe: Probe) -> Int {
            probes.append(probe)
            return probes.count
        }
    }

    static let chinese = [
        Book(
            id: "f1", title: "红楼梦", author: "曹雪芹", publisher: "人民文学出版社", year: 1982, isbn: "9787020002207",
            language: "chi", subject: "章回小说"),
        Book(
            id: "f2", title: "三体", author: "刘慈欣", publisher: "重庆出版社", year: 2008, isbn: "9787536692930",
            language: "chi", subject: "科学幻想小说"),
        Book(
            id: "f3", title: "The C programming language", author: "Kernighan, Brian W.", publisher: "Prentice Hall",
            year: 1988, isbn: "9780131103627", language: "eng", subject: "Programming"),
        Book(
            id: "f4", title: "围城", author: "钱锺书", publisher: "人民文学出版社", year: 1991, isbn: "9787020024759",
            language: "chi", subject: "长篇小说"),
    ]

    static let french = [
        Book(
            id: "f1", title: "Économie politique", author: "Müller, André", publisher: "Éditions Droz", year: 1975,
            isbn: "9782600000017", language: "fre", subject: "Économie"),
        Book(
            id: "f2", title: "Précis de géométrie", author: "Lévy, Paul", publisher: "Masson", year: 1990,
            isbn: "9782225800016", language: "fre", subject: "Géométrie"),
        Book(
            id: "f3", title: "Histoire de la Bohême", author: "Denis, Ernest", publisher: "Leroux", year: 1903,
            isbn: "9782000000013", language: "fre", subject: "Bohême"),
    ]

    static let traditional = [
        Book(
            id: "f1", title: "紅樓夢", author: "曹雪芹", publisher: "聯經出版公司", year: 1991, isbn: "9789570807943",
            language: "chi", subject: "章回小說"),
        Book(
            id: "f2", title: "臺灣經濟發展", author: "林鐘雄", publisher: "三民書局", year: 1987, isbn: "9789571400013",
            language: "chi", subject: "經濟發展"),
    ]
}

extension FakeMember {
    private func reply(to probe: Probe, number: Int) -> MemberReply {
        for case .diesAfter(let count) in habits where number > count { return failure(.timedOut(.search), "silent") }
        switch probe.question {
        case .initialise:
            return .success(
                MemberAnswer(
                    member: "fake", hitCount: 0, start: 1, records: [], elapsed: .milliseconds(3),
                    system: "Fake\u{1B}[31m 1.0 \(password)",
                    opening: Opening(options: ["search", "present"], connect: .milliseconds(1)), requests: 0))
        case .scan: return failure(.refused(bib1: 1), "no Scan here")
        case .search(let pqf): return search(pqf, probe)
        }
    }

    private var password: String {
        for case .tellsPassword(let word) in habits { return word }
        return ""
    }

    private func search(_ pqf: String, _ probe: Probe) -> MemberReply {
        let clauses = pqf.matches(of: /((?:@attr \S+ )+)"([^"]*)"/).map { match in
            (attributes: Self.attributes(match.1), term: String(match.2))
        }
        for clause in clauses {
            let use = clause.attributes["1"] ?? "1016"
            guard uses.contains(use) else { return failure(.refused(bib1: 114), "Unsupported Use attribute: \(use)") }
            if clause.attributes["5"] != nil, habits.contains(.neverTruncates) {
                return failure(.refused(bib1: 120), "Unsupported Truncation attribute")
            }
            let isComparison = ["1", "2", "4", "5"].contains(clause.attributes["2"] ?? "")
            if isComparison, habits.contains(.wantsYears), clause.attributes["4"] != "4" {
                return failure(.refused(bib1: 117), "Unsupported Relation attribute")
            }
        }
        let found = books.filter { book in
            habits.contains(.findsAnything) || clauses.contains { matches(book, $0.attributes, $0.term, probe) }
        }
        return answer(found, probe)
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        text.matches(of: /@attr (\d+)=(\S+)/).reduce(into: [:]) { $0[String($1.1)] = String($1.2) }
    }

    private func matches(_ book: Book, _ attributes: [String: String], _ term: String, _ probe: Probe) -> Bool {
        if attributes["2"] == "103" { return true }
        // What is sent in another character set reads as something else here.
        if term.contains(where: { !$0.isASCII }), probe.queryCharset != queryCharset { return false }
        let texts: [String]
        switch attributes["1"] {
        case "4": texts = [book.title]
        case "1003": texts = [book.author]
        case "21": texts = [book.subject]
        case "1018": texts = [book.publisher]
        case "54": return book.language == term
        case "7", "1007": return book.isbn == term
        case "12": return book.id == term
        case "31": return compare(book.year, attributes["2"] ?? "3", term)
        default: texts = [book.title, book.author, book.subject, book.publisher]
        }
        return texts.contains { text in
            let words = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
            let isPart = words.contains(term.lowercased())
            let isWord = " \(words) ".contains(" \(term.lowercased()) ") || term.contains { !$0.isASCII }
            return attributes["5"] == nil ? isPart && isWord : isPart
        }
    }

    private func compare(_ year: Int, _ relation: String, _ term: String) -> Bool {
        guard let wanted = Int(term) else { return false }
        if habits.contains(.ignoresRelations) { return year == wanted }
        return switch relation {
        case "1": year < wanted
        case "2": year <= wanted
        case "4": year >= wanted
        case "5": year > wanted
        default: year == wanted
        }
    }

    private func answer(_ found: [Book], _ probe: Probe) -> MemberReply {
        let wanted = found.dropFirst(probe.start - 1).prefix(probe.count)
        guard wanted.isEmpty || syntaxes.contains(probe.syntax) else {
            return failure(.refused(bib1: 238), "Record not available in requested syntax", hits: found.count)
        }
        let isAlong = wanted.isEmpty || !habits.contains(.neverPiggybacks)
        return .success(
            MemberAnswer(
                member: "fake", hitCount: found.count, start: probe.start,
                records: wanted.map { .octets(octets(of: $0, in: probe.syntax), syntax: probe.syntax) },
                elapsed: .milliseconds(2), opening: nil, requests: isAlong ? 1 : 2))
    }

    private func failure(_ reason: MemberFailure.Reason, _ detail: String, hits: Int? = nil) -> MemberReply {
        .failure(
            MemberFailure(
                member: "fake", reason: reason, detail: "fake:210: \(detail)", elapsed: .milliseconds(1),
                hitCount: hits))
    }

    private func octets(of book: Book, in syntax: String) -> [UInt8] {
        guard syntax != "xml" else { return Array("<dc><title>\(book.title)</title></dc>".utf8) }
        var record = MARCRecord(
            leaderStart: "nam" + (isUNIMARC ? "0 " : " \(charset == "utf-8" ? "a" : " ")"),
            leaderEnd: isUNIMARC ? "   450 " : " a 4500")
        record.control("001", book.id)
        if isUNIMARC {
            record.data("010", "  ", ["a": book.isbn])
            record.data("100", "  ", ["a": "20200101d\(book.year)    em y0chiy0110    ea"])
            record.data("101", "0 ", ["a": book.language])
            record.data("200", "1 ", ["a": book.title, "f": book.author])
            record.data("210", "  ", ["c": book.publisher, "d": String(book.year)])
            record.data("606", "0 ", ["a": book.subject])
            record.data("701", " 0", ["a": book.author])
        } else {
            record.control("008", "200101s\(book.year)    xx            000 0 \(book.language) d")
            record.data("020", "  ", ["a": book.isbn])
            record.data("100", "1 ", ["a": book.author])
            record.data("245", "10", ["a": book.title])
            record.data("260", "  ", ["b": book.publisher, "c": String(book.year)])
            record.data("650", " 0", ["a": book.subject])
        }
        do throws(NotEncodable) {
            let encoder = try Encoder(charset: charset)
            return try record.iso2709 { text throws(NotEncodable) in try encoder.encode(text) }
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
