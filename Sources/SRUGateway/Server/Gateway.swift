import FederatedQuery
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The running gateway: both faces over one engine.
struct Gateway: Service {
    let search: FederatedSearch
    let alliance: ServedAlliance
    /// The configuration file, read again at SIGHUP.
    let configuration: String
    let http: ListenAddress
    let z3950: ListenAddress
    let metrics: GatewayMetrics
    let logger: Logger
    let readiness: Readiness

    /// Serves until SIGTERM or SIGINT, then drains: what is under way is finished, at most the longest deadline long.
    ///
    /// - Throws: `UsageError` when an address can't be listened at.
    func serve() async throws {
        raiseDescriptorLimit()
        var lifecycle = ServiceGroupConfiguration(
            services: [.init(service: self, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.atMost(.warning))
        let longest = search.alliance.members.filter(\.enabled).map(\.deadline).max() ?? .zero
        lifecycle.maximumGracefulShutdownDuration = longest + .milliseconds(500)
        try await ServiceGroup(configuration: lifecycle).run()
        logger.info("stopped")
    }

    /// Runs both faces and the reloading until the group shuts down.
    func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { try await runHTTP() }
                group.addTask { try await runZ3950() }
                group.addTask { await reloadAtHangup() }
            }
        } onGracefulShutdown: {
            readiness.stop()
            logger.info("stopping: what is under way is finished")
        }
    }

    private func runHTTP() async throws {
        let face = HTTPFace(
            search: search, alliance: alliance,
            pages: loggedPages(search, face: "sru", metrics: metrics, logger: logger),
            metrics: metrics, readiness: readiness, ownAddress: PublicAddress(host: http.host, port: http.port))
        let limits = HTTP1Channel.Configuration(
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 4 * HTTPFace.maximumURL, maxHeaderListSize: 4 * HTTPFace.maximumURL,
                maxHeaderFieldCount: 100))
        let application = Application(
            responder: face, server: .http1(configuration: limits),
            configuration: .init(
                address: .hostname(http.host, port: http.port), serverName: "sru-gateway/\(gatewayVersion)",
                availableConnectionsDelegate: MaximumAvailableConnections(HTTPFace.maximumConnections)),
            onServerRunning: { channel in
                readiness.http(ListenAddress(host: http.host, port: channel.localAddress?.port ?? http.port))
            },
            logger: logger.atMost(.critical))
        try await listening(at: http, option: "--http") { try await application.run() }
    }

    private func runZ3950() async throws {
        let alliance = alliance
        let face = Z3950Face(
            pages: loggedPages(search, face: "z3950", metrics: metrics, logger: logger),
            environment: .init(
                implementationName: "sru-gateway", implementationVersion: gatewayVersion,
                parseCQL: { (cql) throws(QueryError) in try alliance.current.query(cql) }),
            logger: logger)
        try await listening(at: z3950, option: "--z3950") {
            try await face.run(host: z3950.host, port: z3950.port) { port in
                readiness.z3950(ListenAddress(host: z3950.host, port: port))
            }
        }
    }

    /// Reads the configuration again at each SIGHUP; one with a mistake is refused and the old one stays.
    private func reloadAtHangup() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do throws(ConfigurationError) {
                let new = try loadAlliance(path: configuration)
                search.reload(new)
                alliance.replace(with: new)
                logger.info("configuration read again", metadata: ["members": "\(new.members.count(where: \.enabled))"])
            } catch {
                logger.error("configuration refused, the old one stays:\n\(error)")
            }
        }
    }
}

extension Logger {
    /// This logger, saying nothing below `level`: what a library logs on its own account is not the operator's concern.
    fileprivate func atMost(_ level: Level) -> Logger {
        var logger = self
        logger.logLevel = max(logLevel, level)
        return logger
    }
}
