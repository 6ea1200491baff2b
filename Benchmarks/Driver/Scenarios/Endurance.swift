import Glibc

extension Scenario {
    /// Whether it stays as it is, however long it runs.
    static let endurance = Scenario(
        name: "endurance", summary: "200,000 searches by 8 clients, a tenth of them faulty: what grows?"
    ) { bench throws(Failure) in
        let servers = try bench.startZTest(8)
        defer { servers.stop() }
        // Nobody listens there.
        let refusing = Member(id: "refusing", host: "127.0.0.1", port: try bench.freePorts(1)[0], database: "Default")
        let groups = [(id: "good", first: 8)]
        let gateway = try Gateway(bench, targets: targets(servers.members + [refusing], window: 10, groups: groups))
        defer { gateway.stop() }
        let parts = 10
        let each = bench.effort.searches / parts
        let end = milliseconds() + 430_000
        var lastPart = 0.0
        var (walls, done, cpu) = (Samples(), 0, try gateway.cpu())
        var levels: [Level] = []
        // A run that would go past the eight minutes that a scenario has ends before, and says so.
        while done < parts, done < 2 || milliseconds() + lastPart < end {
            let start = milliseconds()
            bench.say("endurance: \(done * each) of \(parts * each) searches")
            walls = walls + (try searches(gateway, done * each..<(done + 1) * each))
            done += 1
            lastPart = milliseconds() - start
            if done == 1 || done == parts { levels.append(try Level(gateway)) }
        }
        if done < parts { levels.append(try Level(gateway)) }
        cpu = (try gateway.cpu() - cpu) / Double(done * each)
        let (first, last) = (levels[0], levels[levels.count - 1])
        var row = Row("endurance")
        row.gateway = Cost(p50: walls.median, p99: walls.p99, cpu: cpu)
        row.peak = try gateway.figures().peak
        row.goals = [
            Goal("searches", Double(done * each), "", .atLeast(Double(parts * each))),
            Goal(
                "memory gained", Double(last.resident - first.resident) / Double(first.resident) * 100, "%", .atMost(5)),
            Goal("descriptors gained", Double(last.descriptors - first.descriptors), "", .atMost(0)),
            Goal("threads gained", Double(last.threads - first.threads), "", .atMost(0)),
        ]
        row.notes = [
            "from after \(each) searches (\(decimal(Double(first.resident) / 1e6)) MB, \(first.descriptors) descriptors "
                + "beside members' connections, \(first.threads) threads) to the end (\(decimal(Double(last.resident) / 1e6)) MB)"
        ]
        return [row]
    }
}

/// What the gateway holds when nobody asks.
private struct Level {
    let resident: Int
    /// Without those of connections to members, whose number is as many as were busy at one time.
    let descriptors: Int
    let threads: Int

    init(_ gateway: Gateway) throws(Failure) {
        sleep(3)
        let (figures, connections) = (try gateway.figures(), try gateway.status().connections)
        (resident, threads) = (figures.resident, figures.threads)
        descriptors = figures.descriptors - connections
    }
}

/// Searches by eight clients at once; each answer must be what its search deserves.
private func searches(_ gateway: Gateway, _ numbers: Range<Int>) throws(Failure) -> Samples {
    let (port, clients) = (gateway.port, 8)
    let walls = try onThreads(clients) { client throws(Failure) in
        var connection = try Client(port: port)
        var walls: [Double] = []
        for number in numbers where number % clients == client {
            // In every ten of a client one is faulty, and they take turns.
            let turn = number / clients
            if turn % 10 == 9 {
                try connection.provoke(FaultySearch.all[turn / 10 % FaultySearch.all.count], number)
            } else {
                walls.append(try connection.fetch(goodPage(number)))
            }
        }
        return walls
    }
    return Samples(values: walls.flatMap { $0 })
}

/// One of several kinds of searches that are in order.
private func goodPage(_ number: Int) -> PageRequest {
    let hits = 100 + number
    let query =
        switch number % 5 {
        case 0: "dc.title=\(hits)"
        case 1: "dc.creator=\(hits) and dc.title=programming"
        case 2: "\"\(hits)\""
        case 3: "dc.subject any \"\(hits) computers\""
        default: "dc.title=\(hits) not dc.date=1999"
        }
    return PageRequest(query: query, database: "good", records: number % 3 == 0 ? 9 : 5)
}

/// A search that must fail, or whose page must do without a member.
private struct FaultySearch: Sendable {
    let database: String
    let query: String
    var start = 1
    let status: Int
    let hasDiagnostic: Bool

    static let all = [
        FaultySearch(database: "good", query: "dc.title=(", status: 200, hasDiagnostic: true),
        FaultySearch(database: "good", query: "foo.bar=fish", status: 200, hasDiagnostic: true),
        FaultySearch(database: "good", query: "dc.title=12", start: 900_000, status: 200, hasDiagnostic: true),
        FaultySearch(database: "nowhere", query: "dc.title=12", status: 404, hasDiagnostic: true),
        FaultySearch(database: "refusing", query: "dc.title=12", status: 200, hasDiagnostic: true),
        FaultySearch(database: "alliance", query: "dc.title=12", status: 200, hasDiagnostic: false),
    ]
}

extension Client {
    fileprivate mutating func provoke(_ search: FaultySearch, _ number: Int) throws(Failure) {
        let page = PageRequest(
            query: "\(search.query)\(search.query.last == "2" ? String(number) : "")", database: search.database,
            start: search.start, records: 9)
        let answer = try ask(page.path)
        guard answer.status == search.status, answer.hasDiagnostic == search.hasDiagnostic else {
            throw Failure("\(page.path): status \(answer.status), \(answer.hasDiagnostic ? "a" : "no") diagnostic")
        }
    }
}
