import Testing

@testable import FederatedQuery

@Suite struct RankClustersTests {
    /// The titles of the clusters, best first.
    private func titles(_ cql: String, _ all: [Copy]) throws -> [String] {
        var clustering = Clustering()
        clustering.add(all)
        let order = rankClusters(Array(clustering.clusters.indices), of: clustering, for: try parseQuery(cql))
        return order.map { clustering.copies[clustering.clusters[$0].copies[0]].record.value("245", "a") ?? "" }
    }

    @Test(
        arguments: [
            (
                "the exact title first, then the one that begins so, then the one that has the words",
                "dc.title = physics",
                [
                    Book(title: "A history of modern physics and chemistry"), Book(title: "Physics for engineers"),
                    Book(title: "Physics"),
                ],
                ["Physics", "Physics for engineers", "A history of modern physics and chemistry"]
            ),
            (
                "a phrase before its words scattered", "dc.title all \"political women\"",
                [
                    Book(title: "Women in the political life of France"),
                    Book(title: "Essays on political women of France"),
                ],
                ["Essays on political women of France", "Women in the political life of France"]
            ),
            (
                "the title before the subject", "crypto",
                [Book(title: "Secrets", subject: "Crypto"), Book(title: "Crypto secrets")],
                ["Crypto secrets", "Secrets"]
            ),
            (
                "an author is looked for among the names", "dc.creator = austen",
                [Book(title: "Jane Austen", author: "Tomalin, Claire"), Book(title: "Emma", author: "Austen, Jane")],
                ["Emma", "Jane Austen"]
            ),
            (
                "title and author together", "emma austen",
                [
                    Book(title: "Emma", author: "Kenyon, F. W."), Book(title: "Austen studies"),
                    Book(title: "Emma", author: "Austen, Jane", year: "1815"),
                ],
                ["Emma", "Emma", "Austen studies"]
            ),
            (
                "a query in traditional characters finds simplified ones", "dc.title = 紅樓夢",
                [Book(title: "梦红楼"), Book(title: "红楼梦"), Book(title: "红楼梦研究")], ["红楼梦", "红楼梦研究", "梦红楼"]
            ),
            (
                "Han text goes by neighbours, not by single characters", "文学史",
                [Book(title: "史前文化与学问"), Book(title: "中国文学史")], ["中国文学史", "史前文化与学问"]
            ),
            (
                "the title in its own script counts", "dc.title = 红楼梦",
                [Book(title: "Hong Kong"), Book(title: "Hong lou meng", vernacular: "紅樓夢")],
                ["Hong lou meng", "Hong Kong"]
            ),
            (
                "what is excluded does not count", "physics not chemistry",
                [Book(title: "Chemistry chemistry chemistry"), Book(title: "Physics of chemistry")],
                ["Physics of chemistry", "Chemistry chemistry chemistry"]
            ),
        ] as [(String, String, [Book], [String])])
    func `puts the best answer first`(why: String, cql: String, books: [Book], expected: [String]) throws {
        let all = books.enumerated().map { $1.copy(at: "a", position: $0 + 1) }
        #expect(try titles(cql, all) == expected, "\(why)")
    }

    @Test func `what many members hold goes before what one has`() throws {
        let common = Book(title: "Physics today", author: "Bohr, Niels", year: "1950")
        let rare = Book(title: "Physics daily", author: "Bohr, Niels", year: "1950")
        #expect(
            try titles("physics", copies([("a", rare), ("a", common), ("b", common), ("c", common)]))
                == ["Physics today", "Physics daily"])
    }

    @Test func `among equals the member's own order decides`() throws {
        let one = Book(title: "Physics one", year: "1950")
        let two = Book(title: "Physics two", year: "1950")
        #expect(
            try titles("physics", [one.copy(at: "a", position: 9), two.copy(at: "b", position: 2)]) == [
                "Physics two", "Physics one",
            ])
    }

    @Test func `a query without words takes the members' orders in turn`() throws {
        let all = copies([
            ("a", Book(title: "A1")), ("a", Book(title: "A2")), ("a", Book(title: "A3")), ("b", Book(title: "B1")),
            ("b", Book(title: "B2")),
        ])
        #expect(try titles("cql.allRecords = 1", all) == ["A1", "B1", "A2", "B2", "A3"])
    }

    @Test func `gives back what it was given, in the same order each time`() throws {
        var random = SplitMix(seed: 1_956)
        let words = ["physics", "women", "history", "红楼", "模型", "of", "the", "2"]
        let all = (0..<120).map { position in
            let title = (0..<Int.random(in: 0...6, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
            }
            return Book(title: title.joined(separator: " ")).copy(at: "m\(position % 3)", position: position / 3 + 1)
        }
        var clustering = Clustering()
        clustering.add(all)
        let asked = clustering.clusters.indices.filter { $0 % 3 != 0 }
        for cql in ["physics", "women or history", "\"红楼 2\"", "dc.date = 1999", "phys*"] {
            let query = try parseQuery(cql)
            let order = rankClusters(asked, of: clustering, for: query)
            #expect(order.sorted() == asked)
            #expect(rankClusters(asked, of: clustering, for: query) == order)
            #expect(rankClusters(asked.reversed(), of: clustering, for: query) == order)
        }
        #expect(rankClusters([], of: clustering, for: try parseQuery("physics")).isEmpty)
    }
}
