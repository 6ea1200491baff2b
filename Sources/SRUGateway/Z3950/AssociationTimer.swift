import NIOCore

/// Tells an association that nothing has come for too long, or that the gateway is stopping.
///
/// It counts whole APDUs, not octets: a client that sends an octet now and then is as idle as a silent one. A client
/// that does not even take the farewell is cut off after `grace`.
final class AssociationTimer: ChannelInboundHandler {
    typealias InboundIn = Association.Event
    typealias InboundOut = Association.Event

    /// How long a client may be silent before its first request, and between two.
    struct Patience: Sendable {
        var beforeInit: TimeAmount = .seconds(30)
        var betweenRequests: TimeAmount = .minutes(15)
        /// How long the farewell, or the operation under way before it, may take.
        var grace: TimeAmount = .seconds(10)
    }

    private let patience: Patience
    private var due = NIODeadline.now()
    private var isLeaving = false
    private var alarm: Scheduled<Void>?
    private var alarmTime = NIODeadline.distantFuture

    init(_ patience: Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        due = .now() + patience.beforeInit
        schedule(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isLeaving { due = .now() + patience.betweenRequests }
        if due < alarmTime { schedule(context) }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ShutdownEvent else { return context.fireUserInboundEventTriggered(event) }
        leave(context, saying: .shutdown)
    }

    /// One alarm at a time, which looks when it rings whether it was put off: that is cheaper than moving it each time.
    private func schedule(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        alarmTime = due
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
            if NIODeadline.now() < self.due {
                self.schedule(context)
            } else if self.isLeaving {
                context.close(promise: nil)
            } else {
                self.leave(context, saying: .idle)
            }
        }
    }

    private func leave(_ context: ChannelHandlerContext, saying event: Association.Event) {
        guard !isLeaving else { return }
        isLeaving = true
        context.fireChannelRead(Self.wrapInboundOut(event))
        due = .now() + patience.grace
        schedule(context)
    }
}

/// Fired into the pipeline of each association when the gateway stops.
struct ShutdownEvent: Sendable {}
