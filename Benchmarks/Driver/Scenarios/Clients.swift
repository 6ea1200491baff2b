extension Scenario {
    /// What it carries when many ask at once.
    static let clients = Scenario(
        name: "clients", summary: "the same with 8 and with 32 clients at once, no query asked twice"
    ) { bench throws(Failure) in
        let servers = try bench.startZTest(8)
        defer { servers.stop() }
        let gateway = try Gateway(bench, targets: targets(servers.members, window: 10))
        defer { gateway.stop() }
        var queries = QueryStock()
        var rows: [Row] = []
        for clients in [8, 32] {
            let load = try bench.load("clients", gateway, clients: clients) { queries.take($0) }
            var row = Row("clients, \(clients)")
            row.gateway = cost(load.map(\.walls), load.map(\.cpu))
            row.peak = try gateway.figures().peak
            let all = load.reduce(Samples()) { $0 + $1.walls }
            row.goals = [
                Goal("requests/s", median(load.map(\.rate)), "", .atLeast(800)),
                Goal("p99 / p50", all.p99 / all.median, "", .atMost(4)),
            ]
            rows.append(row)
        }
        return rows
    }
}

/// What one round of many clients took.
struct LoadRound {
    let walls: Samples
    /// The gateway's processor time of a request, in milliseconds.
    let cpu: Double
    /// Requests answered in a second.
    let rate: Double
}

extension Bench {
    /// Rounds in which so many clients ask at once, each as soon as it has its last answer; the first is a warm-up.
    fileprivate func load(
        _ name: String, _ gateway: Gateway, clients: Int, _ take: (Int) -> [SampleQuery]
    ) throws(Failure) -> [LoadRound] {
        var rounds: [LoadRound] = []
        let each = effort.requests(2_400) / clients + 1
        for round in 0...effort.rounds {
            say("\(name): \(clients) clients, round \(round) of \(effort.rounds)")
            let pages = (0..<clients).map { _ in take(each).map { PageRequest(query: $0.cql) } }
            let port = gateway.port
            let (cpu, start) = (try gateway.cpu(), milliseconds())
            let walls = try onThreads(clients) { number throws(Failure) in
                var client = try Client(port: port)
                var walls: [Double] = []
                walls.reserveCapacity(each)
                for page in pages[number] { walls.append(try client.fetch(page)) }
                return walls
            }
            guard round > 0 else { continue }
            let count = Double(clients * each)
            rounds.append(
                LoadRound(
                    walls: Samples(values: walls.flatMap { $0 }), cpu: (try gateway.cpu() - cpu) / count,
                    rate: count / (milliseconds() - start) * 1_000))
        }
        return rounds
    }
}
