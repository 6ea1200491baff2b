/// What the query's words found in one cluster.
struct WordFindings {
    /// For each word: how often it occurs, each time weighted by its field's weight and length.
    private(set) var frequencies: [Double]
    /// How much of the main title the query covers, 0 to 1.
    private var coverage = 0.0
    /// The longest part of the query that the title has as it is: 0 to 1, 1 for the whole.
    private var phrase = 0.0
    /// The same for the beginning of the title.
    private var beginning = 0.0
    /// 1 if the title is the query, less if another title is.
    private var exactness = 0.0
    /// How many members hold it.
    private let holders: Int

    /// Looks through the descriptions of a cluster; each word counts where it is found best.
    init(of cluster: Int, in clustering: Clustering, for sought: SoughtWords) {
        frequencies = [Double](repeating: 0, count: sought.words.count)
        let copies = clustering.clusters[cluster].copies
        holders = Self.holders(of: copies, in: clustering)
        var previous: Int32 = -1
        var looked = 0
        for copy in copies where looked < Self.mostDescriptions {
            let description = clustering.descriptionOfCopy[copy]
            guard description != previous else { continue }
            previous = description
            looked += 1
            look(through: clustering.descriptions[Int(description)], in: clustering.pool, for: sought)
        }
    }

    /// Of a cluster with many different descriptions the first few speak for all.
    private static let mostDescriptions = 4

    private static func holders(of copies: [Int], in clustering: Clustering) -> Int {
        guard copies.count > 1 else { return copies.count }
        return Set(copies.map { clustering.copies[$0].member }).count
    }

    private mutating func look(through features: MatchFeatures, in pool: FeaturePool, for sought: SoughtWords) {
        let title = features.title(in: pool)
        let main = features.mainTitle(in: pool)
        let others = features.otherTitles(in: pool)
        let names = features.names(in: pool)
        let subjects = features.subjects(in: pool)
        for (index, word) in sought.words.enumerated() {
            var frequency = 0.0
            if word.fields.contains(.title) {
                frequency += RankedField.mainTitle.frequency(occurrences(of: word, in: main), main.count)
                frequency += RankedField.subtitle.frequency(
                    occurrences(of: word, in: title.dropFirst(main.count)), title.count - main.count)
                frequency += RankedField.otherTitle.frequency(occurrences(of: word, in: others), others.count)
            }
            if word.fields.contains(.names) {
                let found = names.contains { $0.value == word.name && $0.kind != .number }
                frequency += RankedField.names.frequency(found ? 1 : 0, names.count)
            }
            if word.fields.contains(.subjects) {
                frequency += RankedField.subjects.frequency(occurrences(of: word, in: subjects), subjects.count)
            }
            frequencies[index] = max(frequencies[index], frequency)
        }
        compare(sought.phrase, with: main, title, weight: 1)
        compare(sought.phrase, with: others, others, weight: 0.5)
    }

    private func occurrences(of word: SoughtWord, in tokens: ArraySlice<Token>) -> Int {
        var count = 0
        for index in tokens.indices where tokens[index] == word.first {
            if let second = word.second {
                guard index + 1 < tokens.endIndex, tokens[index + 1] == second else { continue }
            }
            count += 1
        }
        return count
    }

    /// How the query as a whole lies in the title.
    ///
    /// - Parameters:
    ///   - query: the query's tokens.
    ///   - main: the main title, or all other titles.
    ///   - title: with the subtitle.
    ///   - weight: less than 1 for a title that the book has besides its own: hundreds are `Poems` by uniform title.
    private mutating func compare(
        _ query: [Token], with main: ArraySlice<Token>, _ title: ArraySlice<Token>, weight: Double
    ) {
        guard !query.isEmpty, !main.isEmpty else { return }
        let covered = main.count { query.contains($0) }
        coverage = max(coverage, weight * Double(covered) / Double(main.count))
        if main.elementsEqual(query) || title.elementsEqual(query) { exactness = max(exactness, weight) }
        var longest = 0
        for start in title.indices {
            for from in query.indices where query[from] == title[start] {
                var length = 1
                while from + length < query.count, start + length < title.endIndex,
                    query[from + length] == title[start + length]
                {
                    length += 1
                }
                longest = max(longest, length)
                if start == title.startIndex {
                    beginning = max(beginning, weight * Double(length) / Double(query.count))
                }
            }
        }
        phrase = max(phrase, weight * Double(longest) / Double(query.count))
    }

    /// The score, with these weights of the words.
    ///
    /// Half of what was found counts only as far as all words were: `The Jews` is a short title that the query
    /// `crypto jews` covers, and still no answer to it.
    func score(_ weights: [Double]) -> Double {
        var words = 0.0
        var found = 0.0
        var total = 0.0
        for (frequency, weight) in zip(frequencies, weights) {
            words += weight * frequency / (frequency + 0.6)
            found += frequency > 0 ? weight : 0
            total += weight
        }
        let share = found / total
        let title = coverage * coverage * 0.8 + phrase * 0.35 + beginning * 0.25 + exactness * 0.6
        return words * (0.5 + 0.5 * share) + total * (title * share * share + 0.04 * logarithm(Double(holders)))
    }
}

/// A field's weight in the ranking, and its usual length.
private struct RankedField {
    let weight: Double
    let usualLength: Double

    static let mainTitle = RankedField(weight: 1, usualLength: 4)
    static let subtitle = RankedField(weight: 0.6, usualLength: 6)
    static let otherTitle = RankedField(weight: 0.6, usualLength: 8)
    static let names = RankedField(weight: 0.9, usualLength: 6)
    static let subjects = RankedField(weight: 0.4, usualLength: 10)

    /// A word's frequency in this field: weighted, and less in a long field than in a short one (BM25, b = 0.6).
    func frequency(_ occurrences: Int, _ length: Int) -> Double {
        occurrences == 0 ? 0 : weight * Double(occurrences) / (0.4 + 0.6 * Double(length) / usualLength)
    }
}
