internal import Glibc
internal import Synchronization

/// The thread that owns every connection to the members (`docs/adr/0001`): jobs go in, replies come out.
///
/// Any thread may call it. Nothing of ZOOM leaves it, and nothing makes it wait but its own poller.
final class Reactor: Sendable {
    /// What other threads may want of it.
    enum Command: Sendable {
        case start([Job])
        case resolved(host: String, [Address])
        case stop
    }

    private struct Inbox {
        var commands: [Command] = []
        var isStopped = false
    }

    private let inbox = Mutex(Inbox())
    private let poller: Poller
    private let gauges = Mutex([String: PoolGauge]())

    init() throws(PollerError) {
        poller = try Poller()
        silenceYazLog()
        guard spawn({ [self] in ReactorLoop(reactor: self, poller: poller).run() }) else {
            throw PollerError(code: EAGAIN)
        }
    }

    /// Starts these jobs; each is reported on once, at the latest when its deadline is up.
    func start(_ jobs: [Job]) {
        guard !post(.start(jobs)) else { return }
        for job in jobs { job.fail(.unreachable, "the gateway is shutting down") }
    }

    /// Drops every connection and ends the thread; jobs under way fail.
    func stop() { _ = post(.stop) }

    /// How a member's connections are used.
    func gauge(of member: String) -> PoolGauge {
        gauges.withLock { gauges in
            if let gauge = gauges[member] { return gauge }
            let gauge = PoolGauge()
            gauges[member] = gauge
            return gauge
        }
    }

    /// Puts a command in the inbox; `false` when nobody takes them out any more.
    @discardableResult
    func post(_ command: Command) -> Bool {
        let (taken, mustWake) = inbox.withLock { inbox in
            guard !inbox.isStopped else { return (false, false) }
            if case .stop = command { inbox.isStopped = true }
            inbox.commands.append(command)
            return (true, inbox.commands.count == 1)
        }
        if mustWake { poller.wake() }
        return taken
    }

    /// For the reactor's own thread: takes all commands out; after `stop` nothing more comes in.
    func takeCommands() -> [Command] {
        inbox.withLock { inbox in
            defer { inbox.commands.removeAll(keepingCapacity: true) }
            return inbox.commands
        }
    }
}

/// Runs `body` on a new thread that takes no signals; `false` when the system has none left.
func spawn(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var old = sigset_t()
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, context.toOpaque())
    guard status == 0 else {
        Unmanaged<Body>.fromOpaque(context.toOpaque()).release()
        return false
    }
    pthread_detach(thread)
    return true
}
