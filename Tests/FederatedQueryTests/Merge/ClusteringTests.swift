import Testing

@testable import FederatedQuery

@Suite struct ClusteringTests {
    static let emma = Book(
        title: "Emma", author: "Austen, Jane", publisher: "Penguin Books", year: "1996", extent: "474 p.")

    private func clustering(_ copies: [Copy]) -> Clustering {
        var clustering = Clustering()
        clustering.add(copies)
        return clustering
    }

    @Test func `joins copies of one edition and keeps others apart`() {
        var second = Self.emma
        second.edition = "2nd ed."
        second.year = "2003"
        let all = copies([
            ("a", Self.emma), ("b", second), ("c", Self.emma), ("d", second), ("e", Book(title: "Persuasion")),
        ])
        #expect(clustering(all).clusters.map(\.copies) == [[0, 2], [1, 3], [4]])
    }

    @Test func `later copies join what is there, or come behind it`() {
        var clustering = Clustering()
        clustering.add([Self.emma.copy(at: "a")])
        clustering.add([Book(title: "Persuasion").copy(at: "b"), Self.emma.copy(at: "c")])
        #expect(clustering.clusters.map(\.copies) == [[0, 2], [1]])
        #expect(clustering.copies.map(\.member) == ["a", "b", "c"])
    }

    /// The first two say too little to be joined; the third would hold them together.
    @Test func `never joins two clusters that have been served`() {
        var bare = Self.emma
        (bare.author, bare.extent, bare.year) = ("", "", "")
        var rich = Self.emma
        rich.isbn = "9780140434156"
        var numbered = bare
        (numbered.isbn, numbered.publisher) = (rich.isbn, "")
        numbered.year = "1996"

        var whole = Clustering()
        whole.add([bare.copy(at: "a"), numbered.copy(at: "b"), rich.copy(at: "c")])
        var paged = Clustering()
        paged.add([bare.copy(at: "a"), numbered.copy(at: "b")])
        #expect(paged.clusters.count == 2)
        paged.add([rich.copy(at: "c")])
        #expect(paged.clusters.count == 2)
        #expect(paged.clusters.contains { $0.copies.count == 2 })
        #expect(whole.clusters.count <= 2)
    }

    @Test func `a description without an edition does not chain two editions together`() {
        var second = Self.emma
        var third = Self.emma
        second.edition = "2nd ed."
        third.edition = "3rd ed."
        let found = clustering([second.copy(at: "a"), Self.emma.copy(at: "b"), third.copy(at: "c")])
        #expect(found.clusters.count == 2)
        #expect(found.clusters.allSatisfy { !($0.copies.contains(0) && $0.copies.contains(2)) })
    }

    @Test func `records that say nothing stay alone`() {
        let empty = Book(title: "").copy()
        #expect(clustering([empty, empty, empty]).clusters.count == 3)
    }

    @Test func `says why copies are joined`() {
        var other = Self.emma
        (other.author, other.responsibility) = ("", "Jane Austen")
        let found = clustering([Self.emma.copy(at: "a"), other.copy(at: "b"), Self.emma.copy(at: "c")])
        #expect(found.joins.map { [$0.copy, $0.with, $0.cluster] } == [[1, 0, 0], [2, 0, 0]])
        #expect(found.joins[0].evidence.rules == [.sameTitle, .sameAuthor, .sameYear, .sameExtent, .samePublisher])
        #expect(found.joins[1].evidence.rules == [.identical])
        #expect(found.joins.allSatisfy { $0.score >= Points.same })
    }

    @Test func `a title that thousands share costs no more than a bucket of comparisons`() {
        let all = (0..<1_000).map { number in
            var book = Book(title: "Annual report", year: String(1_000 + number))
            book.responsibility = "Institute of Physics"
            return book.copy(at: "a", position: number + 1)
        }
        #expect(clustering(all).clusters.count == all.count)
    }

    /// Variants of a few books, added in windows: what holds for any input.
    @Test func `keeps its promises for any copies in any windows`() {
        var random = SplitMix(seed: 5_962)
        let all = (0..<300).map { position in Self.variant(&random).copy(at: "m\(position % 7)", position: position + 1)
        }
        var clustering = Clustering()
        var earlier: [Cluster] = []
        var start = 0
        while start < all.count {
            let end = min(start + Int.random(in: 1...40, using: &random), all.count)
            clustering.add(Array(all[start..<end]))
            for (index, cluster) in earlier.enumerated() {
                #expect(clustering.clusters[index].copies.starts(with: cluster.copies))
            }
            earlier = clustering.clusters
            start = end
        }
        #expect(clustering.clusters.flatMap(\.copies).sorted() == Array(all.indices))
        #expect(clustering.clusters.allSatisfy { $0.copies == $0.copies.sorted() && !$0.copies.isEmpty })
        for cluster in clustering.clusters {
            for a in cluster.copies {
                for b in cluster.copies where a < b {
                    if case .different(let rule) = clustering.comparison(a, b) {
                        Issue.record("\(rule.name): \(a), \(b)")
                    }
                }
            }
        }
        #expect(clustering.joins.count == all.count - clustering.clusters.count)

        var again = Clustering()
        again.add(all)
        var third = Clustering()
        third.add(all)
        #expect(again.clusters == third.clusters)
    }

    private static func variant(_ random: inout SplitMix) -> Book {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        var book = Book(title: pick(["红楼梦", "紅樓夢", "Emma", "诛仙1", "诛仙 2", "Emma : a novel"]))
        book.author = pick(["曹雪芹", "Austen, Jane", "萧鼎", ""])
        book.year = pick(["1996", "1996", "2005", ""])
        book.edition = pick(["", "", "2nd ed.", "第3版"])
        book.publisher = pick(["Penguin", "人民文学出版社", "人民文學出版社", ""])
        book.isbn = pick(["", "", "9780140434156", "7-5037-1744-0"])
        book.extent = pick(["", "320 p.", "321页"])
        return Bool.random(using: &random) ? book : book.cnmarc
    }
}
