import FederatedQuery
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Where the pages of a result set come from: `FederatedSearch.page`.
typealias PageSource = @Sendable (FederatedQuery.SearchRequest) async throws(SearchError) -> Page

/// The Z39.50 server: accepts connections and serves each as one association.
struct Z3950Face: Sendable {
    /// The most connections at a time; a further one is closed at once.
    var maximumAssociations = 512
    var patience = AssociationTimer.Patience()

    private typealias Connection = NIOAsyncChannel<Association.Event, ByteBuffer>

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
    /// At a graceful shutdown it stops accepting, finishes the operations under way, closes each association with a
    /// Close, and returns.
    ///
    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: the TCP port; 0 takes a free one.
    ///   - onBound: called once, with the port, when connections are accepted.
    /// - Throws: when the address can't be had.
    func run(host: String, port: Int, onBound: @Sendable (Int) -> Void) async throws {
        let server = try await bind(host: host, port: port)
        onBound(server.channel.localAddress?.port ?? port)
        let count = AssociationCount()
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        guard count.enter(limit: maximumAssociations) else {
                            logger.warning("too many Z39.50 associations", metadata: ["limit": "\(maximumAssociations)"])
                            connection.channel.close(promise: nil)
                            continue
                        }
                        group.addTask {
                            await serve(connection)
                            count.leave()
                        }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func bind(host: String, port: Int) async throws -> NIOAsyncChannel<Connection, Never> {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ByteToMessageHandler(APDUFrameDecoder()))
                    try pipeline.addHandler(AssociationTimer(patience))
                    // Requests wait here while one is carried out; behind the mark the socket is not read.
                    return try Connection(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(backPressureStrategy: .init(lowWatermark: 2, highWatermark: 8)))
                }
            }
    }

    /// Serves one association to its end; a client that leaves takes its search along.
    private func serve(_ connection: Connection) async {
        let work = Task {
            await withGracefulShutdownHandler {
                await converse(connection)
            } onGracefulShutdown: {
                connection.channel.pipeline.fireUserInboundEventTriggered(ShutdownEvent())
            }
        }
        connection.channel.closeFuture.whenComplete { _ in work.cancel() }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }

    private func converse(_ connection: Connection) async {
        var association = Association(environment)
        do {
            try await connection.executeThenClose { events, responses in
                for try await event in events {
                    guard try await carryOut(association.handle(event), &association, responses) else { return }
                }
            }
        } catch {
            logger.debug("Z39.50 association broken off", metadata: ["error": "\(error)"])
        }
    }

    /// Performs the actions, and what follows from them.
    ///
    /// - Returns: whether the association goes on.
    private func carryOut(
        _ actions: [Association.Action], _ association: inout Association,
        _ responses: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        for action in actions {
            switch action {
            case .send(let response):
                guard let octets = encodeAPDU(response) else {
                    logger.error("a Z39.50 response can't be encoded")
                    return false
                }
                try await responses.write(ByteBuffer(bytes: octets))
            case .ask(let request):
                let answer = await answer(to: request)
                guard try await carryOut(association.handle(.answered(answer)), &association, responses) else {
                    return false
                }
            case .disconnect:
                return false
            }
        }
        return true
    }

    private func answer(to request: FederatedQuery.SearchRequest) async -> Result<Page, SearchError> {
        do throws(SearchError) { return .success(try await pages(request)) } catch { return .failure(error) }
    }
}

/// How many associations there are.
private final class AssociationCount: Sendable {
    private let count = Atomic(0)

    /// Counts one more, unless there are `limit` already.
    func enter(limit: Int) -> Bool {
        guard count.load(ordering: .relaxed) < limit else { return false }
        count.add(1, ordering: .relaxed)
        return true
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
