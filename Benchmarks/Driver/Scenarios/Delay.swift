import Glibc

extension Scenario {
    /// How often the gateway waits for a member: what is far away shows every round trip.
    static let delay = Scenario(
        name: "delay", summary: "8 yaz-ztest with 20 ms added each way, over warm and over new connections"
    ) { bench throws(Failure) in
        if case .failure(let why) = bench.network { return [.skipped("delay", because: "\(why)")] }
        let line = try ChildProcess(
            [bench.program("gateway-bench"), "--delay-line", "20"], log: bench.log("delay-line"), output: .pipe)
        defer { line.stop() }
        _ = try line.readLine()
        let servers = try bench.startZTest(8, on: DelayLine.near, reachedAt: DelayLine.far)
        defer { servers.stop() }
        let floor = try Floor(bench, servers.members, records: 10)
        let gateway = try Gateway(bench, targets: targets(servers.members, window: 10))
        defer { gateway.stop() }
        var queries = QueryStock()
        var (nine, ten, cold) = (Comparison(), Comparison(), Comparison())
        let (many, few) = (bench.effort.requests(30), bench.effort.requests(10))
        for round in 0...bench.effort.rounds {
            bench.say("delay: round \(round) of \(bench.effort.rounds)")
            let first = try floor.warm(queries.take(many))
            let nines = try gateway.ask(queries.take(many).map { PageRequest(query: $0.cql, records: 9) })
            let second = try floor.warm(queries.take(few))
            let tens = try gateway.ask(queries.take(few).map { PageRequest(query: $0.cql) })
            let colds = try bench.coldRound(gateway, servers.members, queries.take(few))
            // Last: its connections are new again afterwards.
            let third = try floor.cold(queries.take(few))
            _ = try floor.warm(queries.take(1))
            guard round > 0 else { continue }
            nine.add(first, nines)
            ten.add(second, tens)
            cold.add(third, colds)
        }
        let roundTrip = try connectTime(servers.members[0])
        let peak = try gateway.figures().peak
        var rows = [("delay, warm", nine), ("delay, warm, a page of 10", ten), ("delay, cold", cold)].map {
            $1.row($0, peak: peak)
        }
        rows[0].goals = [Goal("wall / floor", nine.wallRatio, "", .atMost(1.1))]
        rows[0].notes = ["a page of 9, for which one window is enough (see ten)"]
        rows[1].goals = [Goal("wall / floor", ten.wallRatio, "", .stated)]
        let wall = rows[2].gateway?.p50 ?? 0
        rows[2].goals = [Goal("wall / round trip", wall / roundTrip, "", .atMost(3.2))]
        rows[2].notes = ["a round trip is \(decimal(roundTrip)) ms, the median of 21 connects in this run"]
        return rows
    }
}

extension Bench {
    /// Searches of which each finds no connection open: the gateway's configuration is read anew before.
    fileprivate func coldRound(
        _ gateway: Gateway, _ members: [Member], _ queries: [SampleQuery]
    ) throws(Failure) -> GatewayRound {
        var client = try Client(gateway)
        var (walls, cpu) = ([Double](), 0.0)
        for (index, query) in queries.enumerated() {
            // A member that is described otherwise gets new connections.
            let name = "Bench \(query.cql)"
            try gateway.reload(
                targets: targets(members, window: 10, name: name, deadline: 18 + index % 2), name: name)
            let start = try gateway.cpu()
            walls.append(try client.fetch(PageRequest(query: query.cql, records: 9)))
            cpu += try gateway.cpu() - start
        }
        return GatewayRound(walls: Samples(values: walls), cpu: cpu / Double(queries.count))
    }
}

/// How long a connect to a member takes: the median of 21, in milliseconds.
private func connectTime(_ member: Member) throws(Failure) -> Double {
    var times: [Double] = []
    for _ in 0..<21 {
        let start = milliseconds()
        close(try connectedSocket(host: member.host, port: member.port))
        times.append(milliseconds() - start)
    }
    return median(times)
}
