extension Scenario {
    /// The reach of the issue: what a search of eight members may cost more than asking them.
    static let ten = Scenario(
        name: "ten", summary: "8 yaz-ztest, 10 records from each, joined and ranked, a page of MARCXML, one client"
    ) { bench throws(Failure) in
        let servers = try bench.startZTest(8)
        defer { servers.stop() }
        let floor = try Floor(bench, servers.members, records: 10)
        let gateway = try Gateway(bench, targets: targets(servers.members, window: 10))
        defer { gateway.stop() }
        let count = bench.effort.requests(300)
        var queries = QueryStock()
        // The first ten records of yaz-ztest hold two copies of one book, so that ten of each make nine: a page of ten
        // asks the members for more, a page of nine does not.
        var (ten, nine) = (Comparison(), Comparison())
        for round in 0...bench.effort.rounds {
            bench.say("ten: round \(round) of \(bench.effort.rounds)")
            let before = try floor.warm(queries.take(count))
            let tens = try gateway.ask(queries.take(count).map { PageRequest(query: $0.cql) })
            let between = try floor.warm(queries.take(count))
            let nines = try gateway.ask(queries.take(count).map { PageRequest(query: $0.cql, records: 9) })
            let bare = try floor.bare(queries.take(count))
            guard round > 0 else { continue }
            ten.add(before, tens, bare: bare)
            nine.add(between, nines, bare: bare)
        }
        let peak = try gateway.figures().peak
        return [("ten", ten), ("ten, a page of 9", nine)].map { name, comparison in
            var row = comparison.row(name, peak: peak)
            row.goals = [
                Goal("wall / floor", comparison.wallRatio, "", .atMost(2)),
                Goal("CPU / floor", comparison.cpuRatio, "", .atMost(2.5)),
            ]
            row.notes = [comparison.bareFloor]
            return row
        }
    }
}
