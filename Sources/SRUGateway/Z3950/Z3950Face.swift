import FederatedQuery
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The Z39.50 server: accepts connections and serves each as one association.
struct Z3950Face: Sendable {
    /// The most connections at a time; a further one is closed at once.
    var maximumAssociations = 512
    var patience = AssociationTimer.Patience()

    private let pages: PageSource
    private let environment: Association.Environment
    private let logger: Logger

    init(pages: @escaping PageSource, environment: Association.Environment, logger: Logger) {
        self.pages = pages
        self.environment = environment
        self.logger = logger
    }

    /// Serves until the task is cancelled, or a graceful shutdown begins.
    ///
    /// At a graceful shutdown it stops accepting, finishes the operations under way, ends each association with a Close,
    /// and returns; what takes longer than `patience.grace` is cut off.
    ///
    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: the TCP port; 0 takes a free one.
    ///   - onBound: called once, with the port, when connections are accepted.
    /// - Throws: when the address can't be had.
    func run(host: String, port: Int, onBound: @Sendable (Int) -> Void) async throws {
        let server = try await bind(host: host, port: port)
        onBound(server.channel.localAddress?.port ?? port)
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { await attend(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func bind(host: String, port: Int) async throws -> NIOAsyncChannel<any Channel, Never> {
        let count = AssociationCount()
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { connection in
                connection.eventLoop.makeCompletedFuture {
                    try furnish(connection, count)
                    return connection
                }
            }
    }

    /// Puts the handlers of an association into a new connection, or closes it when there are too many.
    private func furnish(_ connection: any Channel, _ count: AssociationCount) throws {
        guard count.enter(limit: maximumAssociations) else {
            logger.warning("too many Z39.50 associations", metadata: ["limit": "\(maximumAssociations)"])
            connection.close(promise: nil)
            return
        }
        connection.closeFuture.whenComplete { _ in count.leave() }
        let association = Association(environment)
        try connection.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(APDUFrameDecoder()), AssociationTimer(patience),
            AssociationHandler(association, pages: pages, logger: logger),
        ])
    }

    /// Waits for the end of an association, and hastens it when the gateway stops.
    private func attend(_ connection: any Channel) async {
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                try? await connection.closeFuture.get()
            } onGracefulShutdown: {
                connection.pipeline.fireUserInboundEventTriggered(ShutdownEvent())
            }
        } onCancel: {
            connection.close(promise: nil)
        }
    }
}

/// How many associations there are.
private final class AssociationCount: Sendable {
    private let count = Atomic(0)

    /// Counts one more, unless there are `limit` already; several event loops may ask at once.
    func enter(limit: Int) -> Bool {
        let reached = count.add(1, ordering: .relaxed).newValue
        guard reached > limit else { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
