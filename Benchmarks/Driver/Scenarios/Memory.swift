import Glibc

extension Scenario {
    /// What a live result set takes.
    static let memory = Scenario(
        name: "memory", summary: "8 Zebra: the memory of one live result set of 800 records"
    ) { bench throws(Failure) in
        let zebras = try bench.zebras()
        let floor = try Floor(bench, zebras.members, records: 100)
        let query = SampleQuery.title(zebras.words[0])
        let fetched = try floor.warm([query])
        let gateway = try Gateway(bench, targets: targets(zebras.members, window: 100))
        defer { gateway.stop() }
        var client = try Client(gateway)
        // Other queries that find the same records: each starts a result set of its own.
        func search(_ numbers: Range<Int>) throws(Failure) {
            for number in numbers { _ = try client.fetch(PageRequest(query: "\(query.cql) or dc.title=zzq\(number)")) }
        }
        let (few, many) = (max(20, bench.effort.requests(40)), max(60, bench.effort.requests(150)))
        bench.say("memory: \(few) result sets, then \(many)")
        try search(0..<few)
        let before = try settled(gateway)
        try search(few..<many)
        let after = try settled(gateway)
        let set = Double(after - before) / Double(many - few)
        var row = Row("memory")
        row.peak = try gateway.figures().peak
        row.goals = [
            Goal("set / its records", set / Double(fetched.bytes), "", .atMost(3)),
            Goal("a result set", set / 1e6, "MB", .atMost(2.5)),
        ]
        let size = fetched.bytes / max(1, fetched.records)
        row.notes = [
            "\(zebras.source); a set holds \(fetched.records) records of \(size) bytes on average, "
                + "\(decimal(Double(fetched.bytes) / 1e6)) MB; the growth from \(few) to \(many) live sets"
        ]
        return [row]
    }
}

/// The resident memory, once what is freed late is freed, in bytes.
private func settled(_ gateway: Gateway) throws(Failure) -> Int {
    sleep(2)
    return try gateway.figures().resident
}
