import ArgumentParser
import Synchronization

/// The command `gateway-bench`.
@main
struct GatewayBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-bench",
        abstract: "Measures the gateway against a bare fan-out, and says whether that is within reach.",
        discussion: """
              gateway-bench                all scenarios, 20 to 30 minutes
              gateway-bench ten clients    these two
              gateway-bench --quick        all, too briefly to go by: does it work?
              gateway-bench --list         what there is

            It starts the servers and gateways it needs and stops them, Ctrl-C or not. The
            table goes to standard output and, as JSON, to .build/bench/results.json, or
            with one scenario to .build/bench/NAME.json; docs/benchmarks.md says how to
            read it. As root everything runs in a network namespace of its own; without
            that the scenario delay is skipped.

            The exit status is 1 when a scenario could not be run. A reach that is not met
            is no failure.
            """)

    @Argument(help: ArgumentHelp("The scenarios to run, all if none is named.", valueName: "scenario"))
    var scenarios: [String] = []

    @Flag(help: "Few rounds of few requests.")
    var quick = false

    @Option(help: "Rounds of each comparison, after one to warm up; 7 unless given.")
    var rounds: Int?

    @Option(help: "Searches of the scenario endurance; 200000 unless given.")
    var searches: Int?

    @Option(help: "The most records of the scenario joining; 1000000 unless given.")
    var records: Int?

    @Option(help: ArgumentHelp("Where the JSON goes.", valueName: "file"))
    var json: String?

    @Flag(help: "Names the scenarios, and runs none.")
    var list = false

    @Option(name: .customLong("delay-line"), help: .hidden)
    var delayLine: Int?

    func validate() throws {
        for name in scenarios where !Scenario.all.contains(where: { $0.name == name }) {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no scenario '\(name)'; there are \(names)")
        }
        // A tenth of the searches must fill the gateway's thousand result sets, or it grows for the lack of them.
        guard (rounds ?? 1) > 0, (searches ?? 10_000) >= 10_000, (records ?? 10_000) >= 10_000 else {
            throw ValidationError("at least 1 round, 10000 searches, 10000 records")
        }
    }

    private var effort: Effort {
        var effort = quick ? Effort.quick : Effort()
        effort.rounds = rounds ?? effort.rounds
        effort.searches = searches ?? effort.searches
        effort.records = records ?? effort.records
        return effort
    }

    func run() throws {
        if let delayLine { return try DelayLine.run(milliseconds: delayLine) }
        let chosen = Scenario.all.filter { scenarios.isEmpty || scenarios.contains($0.name) }
        guard !list else {
            let width = chosen.map(\.name.count).max() ?? 0
            for scenario in chosen {
                print(scenario.name + String(repeating: " ", count: width - scenario.name.count + 2) + scenario.summary)
            }
            return
        }
        let network = OwnNetwork.enter()
        raiseDescriptorLimit()
        let bench = try Bench(effort: effort, network: network)
        cleanUpOnSignals(bench.folder)
        defer { cleanUp(bench.folder) }
        var rows: [Row] = []
        var isWhole = true
        for scenario in chosen {
            do throws(Failure) {
                rows += try scenario.run(bench)
            } catch {
                // Not when a signal is ending us: then this waits for good.
                runningGroups.withLock { _ in }
                bench.say("\(scenario.name): \(error)")
                rows.append(.skipped(scenario.name, because: "it failed; standard error says how"))
                isWhole = false
            }
        }
        print(table(rows), terminator: "")
        let path = json ?? bench.results(chosen.count == 1 ? chosen[0].name : "results")
        try write(resultsJSON(rows, machine: Machine()).utf8, to: path)
        bench.say("written to \(path)")
        guard isWhole else { throw ExitCode.failure }
    }

}
