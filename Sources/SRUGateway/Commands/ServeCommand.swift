import ArgumentParser
import FederatedQuery
import Logging

/// `sru-gateway serve`: the SRU and the Z39.50 face, until SIGTERM or SIGINT.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers SRU and Z39.50 until it is told to stop.",
        discussion: """
              sru-gateway serve
              sru-gateway serve --http 0.0.0.0:8210 --z3950 [::]:2210

            When it is ready it prints one line with its addresses. The alliance's
            database, each group and each member are databases of their own, at
            http://HOST:8210/DATABASE and tcp:HOST:2210/DATABASE.

            SIGHUP reads the configuration again; a file with a mistake is refused,
            the log says why, the old one stays. SIGTERM and SIGINT stop it: there
            are no new connections, what is under way is finished, for at most the
            longest deadline.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(
        name: .customLong("http"),
        help: ArgumentHelp("Where SRU listens; port 0 takes a free one.", valueName: "addr:port"))
    var http = ListenAddress(host: "127.0.0.1", port: 8210)

    @Option(
        name: .customLong("z3950"),
        help: ArgumentHelp("Where Z39.50 listens; port 0 takes a free one.", valueName: "addr:port"))
    var z3950 = ListenAddress(host: "127.0.0.1", port: 2210)

    @Option(help: ArgumentHelp("The SRU version of a request that names none: 1.1, 1.2 or 2.0.", valueName: "version"))
    var defaultVersion = SRUVersion.v1_2

    @Flag(help: "Adds diagnostic 59 to a page on which members are missing; some clients then throw it away.")
    var partialDiagnostic = false

    @Option(help: ArgumentHelp("How much the log on standard error says.", valueName: "level"))
    var logLevel = LogLevel.info

    func run() async throws {
        let alliance = try loadAlliance(path: file.path)
        var logger = Logger(label: "sru-gateway", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = logLevel.level
        logger.debug("allocator: \(allocatorName)")
        var settings = SRUSettings()
        settings.defaultVersion = defaultVersion
        settings.reportsPartialResults = partialDiagnostic
        let metrics = GatewayMetrics()
        let search = try FederatedSearch(alliance: alliance) { metrics.note($0) }
        defer { search.shutDown() }
        let readiness = Readiness(database: alliance.database) { try? writeOutput(lines: [$0]) }
        let gateway = Gateway(
            search: search, alliance: ServedAlliance(alliance, settings: settings), configuration: file.path,
            http: http, z3950: z3950, metrics: metrics, logger: logger, readiness: readiness)
        try await gateway.serve()
    }
}

extension SRUVersion: ExpressibleByArgument {}

/// How much the log says.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, warning, error

    var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
