/// The floor: a process of `bench-floor`, which does the fan-out and nothing else.
final class Floor {
    /// One fan-out after another, all measured.
    struct Round {
        /// The wall time of each.
        let walls: Samples
        /// Processor time of one, in milliseconds.
        let cpu: Double
        /// What one brought.
        let records: Int
        let bytes: Int
    }

    private let process: ChildProcess

    /// A floor over `members`, with `records` records from each.
    init(_ bench: Bench, _ members: [Member], records: Int) throws(Failure) {
        let command = [bench.program("BenchFloor"), String(records)] + members.map(\.zoomAddress)
        process = try ChildProcess(command, log: bench.log("floor"), output: .pipe)
    }

    /// Fan-outs over connections that stay open.
    func warm(_ queries: [SampleQuery]) throws(Failure) -> Round { try fanOut("warm", queries) }

    /// The same, without decoding the records and encoding them anew as ZOOM does for its clients.
    func bare(_ queries: [SampleQuery]) throws(Failure) -> Round { try fanOut("bare", queries) }

    /// Fan-outs over new connections for each.
    func cold(_ queries: [SampleQuery]) throws(Failure) -> Round { try fanOut("cold", queries) }

    func stop() { process.stop() }

    private func fanOut(_ kind: String, _ queries: [SampleQuery]) throws(Failure) -> Round {
        try process.write("\(kind) \(queries.count)\n" + queries.map { "\($0.pqf)\n" }.joined())
        let line = try process.readLine()
        let numbers = line.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 4 + queries.count else { throw process.failure("gave no figures: \(line)") }
        let count = numbers[0]
        return Round(
            walls: Samples(values: numbers[4...].map { $0 / 1e6 }), cpu: numbers[1] / 1e6 / count,
            records: Int(numbers[2] / count), bytes: Int(numbers[3] / count))
    }
}
