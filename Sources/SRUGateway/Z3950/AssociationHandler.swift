import FederatedQuery
import Logging
import NIOCore

/// Where the pages of a result set come from: `FederatedSearch.page`.
typealias PageSource = @Sendable (FederatedQuery.SearchRequest) async throws(SearchError) -> Page

/// Drives one association: gives it the events one by one, and performs its actions.
///
/// While the engine is asked, or the client does not take what was sent, requests wait and the socket is not read: no
/// more than one read's worth of them is ever kept.
final class AssociationHandler: ChannelDuplexHandler {
    typealias InboundIn = Association.Event
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private var association: Association
    private let pages: PageSource
    private let logger: Logger
    private var waiting: CircularBuffer<Association.Event> = []
    /// The engine's work on the last question; `nil` when there is none.
    private var asking: Task<Void, Never>?
    /// Whether a read was asked for while requests wait.
    private var owesRead = false

    init(_ association: Association, pages: @escaping PageSource, logger: Logger) {
        self.association = association
        self.pages = pages
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waiting.append(Self.unwrapInboundIn(data))
        goOn(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        goOn(context)
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if isBusy(context) { owesRead = true } else { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        asking?.cancel()
        waiting.removeAll()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("Z39.50 connection broken off", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    private func isBusy(_ context: ChannelHandlerContext) -> Bool { asking != nil || !context.channel.isWritable }

    /// Handles what waits, as far as it can be handled now.
    private func goOn(_ context: ChannelHandlerContext) {
        while !isBusy(context), let event = waiting.popFirst() { handle(event, context) }
        guard owesRead, !isBusy(context) else { return }
        owesRead = false
        context.read()
    }

    private func handle(_ event: Association.Event, _ context: ChannelHandlerContext) {
        for action in association.handle(event) {
            switch action {
            case .send(let response): send(response, context)
            case .ask(let request): ask(request, context)
            case .disconnect: disconnect(context)
            }
        }
    }

    private func send(_ response: Z3950Response, _ context: ChannelHandlerContext) {
        guard let octets = encodeAPDU(response) else {
            logger.error("a Z39.50 response can't be encoded")
            return disconnect(context)
        }
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: octets)), promise: nil)
    }

    private func ask(_ request: FederatedQuery.SearchRequest, _ context: ChannelHandlerContext) {
        let answer = context.eventLoop.makePromise(of: Result<Page, SearchError>.self)
        asking = Task { [pages] in
            do throws(SearchError) {
                answer.succeed(.success(try await pages(request)))
            } catch {
                answer.succeed(.failure(error))
            }
        }
        answer.futureResult.assumeIsolated().whenSuccess { result in
            self.asking = nil
            guard context.channel.isActive else { return }
            self.handle(.answered(result), context)
            self.goOn(context)
        }
    }

    /// Closes the connection behind whatever is still to be written.
    private func disconnect(_ context: ChannelHandlerContext) {
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }
}
