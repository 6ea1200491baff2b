import Glibc

/// A running `sru-gateway serve`, the release build, logging as it does in service.
final class Gateway {
    let port: Int
    private let process: ChildProcess
    private let configuration: String

    /// A gateway with this targets.yaml, ready to answer.
    init(_ bench: Bench, targets: String) throws(Failure) {
        configuration = "\(bench.folder)/targets.yaml"
        try write(targets.utf8, to: configuration)
        let command = [
            bench.program("sru-gateway"), "serve", "--config", configuration, "--http", "127.0.0.1:0", "--z3950",
            "127.0.0.1:0",
        ]
        process = try ChildProcess(command, log: bench.log("gateway"), output: .pipe)
        let line = try process.readLine()
        guard let found = line.firstRange(of: "http://127.0.0.1:"),
            let port = Int(line[found.upperBound...].prefix(while: \.isNumber))
        else { throw process.failure("did not say where it listens: \(line)") }
        self.port = port
    }

    /// What the kernel says of it.
    func figures() throws(Failure) -> ProcessFigures { try ProcessFigures(of: process.process) }

    /// Its processor time since its start, in milliseconds.
    func cpu() throws(Failure) -> Double { try cpuTime(of: process.process) }

    /// What `/status` says.
    func status() throws(Failure) -> GatewayStatus {
        var connection = try HTTPConnection(port: port)
        guard try connection.get("/status") == 200 else { throw process.failure("has no status") }
        return GatewayStatus(connection.body)
    }

    /// Gives it another configuration, and waits until that is in force.
    ///
    /// - Parameters:
    ///   - targets: the configuration.
    ///   - name: the alliance's name in it, another than before.
    /// - Throws: when it does not take it.
    func reload(targets: String, name: String) throws(Failure) {
        try write(targets.utf8, to: configuration)
        process.signal(SIGHUP)
        let end = milliseconds() + 10_000
        while try status().alliance != name {
            guard milliseconds() < end else { throw process.failure("did not read its configuration again") }
            usleep(2_000)
        }
    }

    func stop() { process.stop() }
}

/// As much of `/status` as a benchmark needs, over all members.
struct GatewayStatus: Equatable {
    /// The alliance's name.
    let alliance: String
    /// Searches and Presents that members answered since the start.
    let answers: Int
    /// Those that failed.
    let errors: Int
    /// Connections to members, with a search under way or kept warm.
    let connections: Int

    /// What this JSON says.
    ///
    /// A number is the sum of its key's values: each of these keys stands in members alone.
    init(_ json: ArraySlice<UInt8>) {
        let text = String(decoding: json, as: UTF8.self)
        func sum(_ key: String) -> Int {
            text.ranges(of: "\"\(key)\":").reduce(0) { sum, range in
                sum + (Int(text[range.upperBound...].prefix(while: \.isNumber)) ?? 0)
            }
        }
        alliance =
            text.firstRange(of: "\"alliance\":\"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
            .map(String.init) ?? ""
        answers = sum("answers")
        errors = sum("errors")
        connections = sum("busy") + sum("idle")
    }
}
