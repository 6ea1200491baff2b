extension Scenario {
    /// Much to join and to rank at once, and real records.
    static let hundred = Scenario(
        name: "hundred", summary: "8 Zebra, 100 records from each, all joined and ranked, a page of ten"
    ) { bench throws(Failure) in
        let zebras = try bench.zebras()
        let floor = try Floor(bench, zebras.members, records: 100)
        let gateway = try Gateway(bench, targets: targets(zebras.members, window: 100))
        defer { gateway.stop() }
        let count = bench.effort.requests(60)
        let queries = (0..<count).map { SampleQuery.title(zebras.words[$0 % zebras.words.count]) }
        var comparison = Comparison()
        for round in 0...bench.effort.rounds {
            bench.say("hundred: round \(round) of \(bench.effort.rounds)")
            let before = try floor.warm(queries)
            let after = try gateway.ask(queries.map { PageRequest(query: $0.cql) })
            let bare = try floor.bare(queries)
            if round > 0 { comparison.add(before, after, bare: bare) }
        }
        var row = comparison.row("hundred", peak: try gateway.figures().peak)
        row.goals = [
            Goal("wall / floor", comparison.wallRatio, "", .atMost(1.5)),
            Goal("CPU / floor", comparison.cpuRatio, "", .atMost(4)),
        ]
        let size = comparison.bytes / max(1, comparison.records)
        row.notes = [
            "\(zebras.source); \(comparison.records) records a search, \(size) bytes on average; "
                + "\(min(count, zebras.words.count)) title words in turn",
            comparison.bareFloor,
        ]
        return [row]
    }
}
