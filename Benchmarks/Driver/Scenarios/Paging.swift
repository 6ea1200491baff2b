extension Scenario {
    /// What it takes to turn the page.
    static let paging = Scenario(
        name: "paging", summary: "8 Zebra, windows of 100: pages 2 to 10 of a live result set"
    ) { bench throws(Failure) in
        let zebras = try bench.zebras()
        let gateway = try Gateway(bench, targets: targets(zebras.members, window: 100))
        defer { gateway.stop() }
        var client = try Client(gateway)
        var pages: [[Double]] = Array(repeating: [], count: 9)
        var (cpu, asked) = (0.0, 0)
        let count = bench.effort.requests(60)
        bench.say("paging: \(count) searches")
        for number in 0..<count + 5 {
            let query = SampleQuery.title(zebras.words[number % zebras.words.count]).cql
            _ = try client.fetch(PageRequest(query: query))
            let (before, start) = (try gateway.status(), try gateway.cpu())
            var walls: [Double] = []
            for page in 2...10 { walls.append(try client.fetch(PageRequest(query: query, start: page * 10 - 9))) }
            let time = try gateway.cpu() - start
            asked += try gateway.status().answers - before.answers
            guard number >= 5 else { continue }
            cpu += time
            for (index, wall) in walls.enumerated() { pages[index].append(wall) }
        }
        var row = Row("paging")
        row.gateway = cost([Samples(values: pages.flatMap { $0 })], [cpu / Double(count * 9)])
        row.peak = try gateway.figures().peak
        row.goals = [
            Goal("slowest page's median", pages.map { median($0) }.max() ?? 0, "ms", .atMost(0.5)),
            Goal("members asked again", Double(asked), "", .atMost(0)),
        ]
        row.notes = ["\(zebras.source); a page is 10 records, \(count) searches"]
        return [row]
    }
}
