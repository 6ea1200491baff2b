extension Scenario {
    static let members81 = manyMembers("members-81", 81, "yaz-ztest, whose records are all alike")
    static let members500 = manyMembers("members-500", 500, "yaz-ztest, whose records are all alike")
    static let members81Varied = manyMembers("members-81-varied", 81, "members whose records differ")

    /// What one more member costs, when there are many.
    private static func manyMembers(_ name: String, _ count: Int, _ kind: String) -> Scenario {
        Scenario(
            name: name, summary: "\(count) \(kind), 10 records from each; the cost of an answer against 8 of them"
        ) { bench throws(Failure) in
            let program = name == "members-81-varied" ? bench.program("BenchMembers") : "yaz-ztest"
            let servers = try bench.startDatabases(count, of: program)
            defer { servers.stop() }
            let gateway = try Gateway(bench, targets: targets(servers.members, window: 10, groups: [("eight", 8)]))
            defer { gateway.stop() }
            let idle = try memoryOfConnections(gateway, count)
            let (eight, all) = try bench.compareCounts(name, gateway, servers.members)
            var row = all.row(name, peak: try gateway.figures().peak)
            let (ofEight, ofAll) = (eight.cpu / 8, all.cpu / Double(count))
            row.goals = [
                Goal("CPU of an answer / that of 8", ofAll / ofEight, "", .atMost(1.3)),
                Goal("CPU of an answer", ofAll, "ms", .stated),
                Goal("memory of an idle connection", idle / 1e3, "kB", .stated),
            ]
            row.notes = [
                "of 8 members an answer takes \(decimal(ofEight)) ms of CPU; of the floor, \(decimal(eight.floorCPU / 8))"
                    + " of 8 and \(decimal(all.floorCPU / Double(count))) of \(count)"
            ]
            return [row]
        }
    }
}

/// What a connection that is kept warm adds to the gateway's memory, in bytes: it has been initialised and searched.
private func memoryOfConnections(_ gateway: Gateway, _ count: Int) throws(Failure) -> Double {
    var client = try Client(gateway)
    // No hits, no records: what is left is the connections. The eight are open before.
    for number in 0..<30 {
        _ = try client.fetch(PageRequest(query: "dc.title=0 or dc.title=0\(number)", database: "eight", expected: 0))
    }
    let before = try (figures: gateway.figures(), status: gateway.status())
    _ = try client.fetch(PageRequest(query: "dc.title=0", expected: 0))
    let after = try (figures: gateway.figures(), status: gateway.status())
    let opened = after.status.connections - before.status.connections
    guard opened == count - 8 else { throw Failure("\(opened) connections were opened instead of \(count - 8)") }
    return Double(after.figures.resident - before.figures.resident) / Double(opened)
}

extension Bench {
    /// The first eight and all, by the floor and by the gateway, in turn.
    fileprivate func compareCounts(
        _ name: String, _ gateway: Gateway, _ members: [Member]
    ) throws(Failure) -> (eight: Comparison, all: Comparison) {
        let smallFloor = try Floor(self, Array(members.prefix(8)), records: 10)
        let floor = try Floor(self, members, records: 10)
        var queries = QueryStock()
        var (eight, all) = (Comparison(), Comparison())
        let (many, few) = (effort.requests(200), effort.requests(4_000 / members.count))
        for round in 0...effort.rounds {
            say("\(name): round \(round) of \(effort.rounds)")
            let first = try smallFloor.warm(queries.take(many))
            let small = try gateway.ask(
                queries.take(many).map { PageRequest(query: $0.cql, database: "eight", records: 9) })
            let second = try floor.warm(queries.take(few))
            let whole = try gateway.ask(queries.take(few).map { PageRequest(query: $0.cql, records: 9) })
            guard round > 0 else { continue }
            eight.add(first, small)
            all.add(second, whole)
        }
        return (eight, all)
    }
}
