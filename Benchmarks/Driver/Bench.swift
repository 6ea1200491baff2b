import Glibc

/// What scenarios have in common: where things are, how much is to be measured, and what is kept between them.
final class Bench {
    /// The folder of this run's files: configurations, logs, registers.
    ///
    /// It is removed at the end.
    let folder: String
    /// The folder of the package.
    let package: String
    let effort: Effort
    /// Whether this network is ours alone, so that a delay line can be laid in it; if not, why.
    let network: Result<Void, Failure>
    private let programs: String
    private var startedZebras: Zebras?

    /// The work place of a run.
    ///
    /// The programs are those that were built with this one, beside it, in the package's folder .build.
    init(effort: Effort, network: Result<Void, Failure>) throws(Failure) {
        self.effort = effort
        self.network = network
        guard let own = realpath("/proc/self/exe", nil) else { throw .system("/proc/self/exe") }
        defer { free(own) }
        let path = String(cString: own).split(separator: "/", omittingEmptySubsequences: false)
        guard let build = path.lastIndex(of: ".build") else {
            throw Failure("gateway-bench does not lie in .build, where it was built")
        }
        programs = path.dropLast().joined(separator: "/")
        package = path[..<build].joined(separator: "/")
        let results = "\(package)/.build/bench"
        folder = "\(results)/run-\(getpid())"
        mkdir(results, 0o755)
        removeLeftovers(in: results)
        guard mkdir(folder, 0o755) == 0 else { throw .system(folder) }
    }

    /// The path of a program that was built with this one.
    func program(_ name: String) -> String { "\(programs)/\(name)" }

    /// The path of a log in this run's folder.
    func log(_ name: String) -> String { "\(folder)/\(name).log" }

    /// The path of a results file.
    func results(_ name: String) -> String { "\(package)/.build/bench/\(name).json" }

    /// The eight Zebra servers, started when a scenario first wants them, for all that do.
    func zebras() throws(Failure) -> Zebras {
        if let startedZebras { return startedZebras }
        let zebras = try Zebras(self)
        startedZebras = zebras
        return zebras
    }

    /// Tells who waits how far it is.
    func say(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}

/// Removes the folders of runs that were ended in a way that let them clean up nothing.
private func removeLeftovers(in results: String) {
    for name in names(in: results) {
        guard name.hasPrefix("run-"), let process = pid_t(name.dropFirst(4)), kill(process, 0) != 0 else { continue }
        removeFolder("\(results)/\(name)")
    }
}

/// How much is measured.
struct Effort: Sendable {
    /// Rounds of each comparison.
    var rounds = 7
    /// Of the requests of a round, the share that is done.
    var share = 1.0
    /// Searches of the scenario `endurance`.
    var searches = 200_000
    /// Records of the scenario `joining`, the most.
    var records = 1_000_000

    /// Enough to see that all works.
    static let quick = Effort(rounds: 2, share: 0.1, searches: 20_000, records: 100_000)

    /// This many requests, or the share of them that is done, but at least two.
    func requests(_ count: Int) -> Int { max(2, Int(Double(count) * share)) }
}
