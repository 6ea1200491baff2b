internal import DequeModule
internal import HeapModule

/// The reactor's own thread: one turn takes the new jobs, lets ready sockets advance, and fails what is past its deadline.
///
/// A job past its deadline drops its connection at once; nothing ever waits out a member.
final class ReactorLoop {
    /// A job under way, and where it is.
    private struct Flight {
        enum Place {
            case resolving
            case waiting
            case running(any MemberSession)
        }

        let job: Job
        let pool: Pool
        var place = Place.waiting
    }

    private struct Deadline: Comparable {
        let instant: ContinuousClock.Instant
        let job: UInt64

        static func < (a: Deadline, b: Deadline) -> Bool { (a.instant, a.job) < (b.instant, b.job) }
    }

    /// How long a connection is kept without use.
    private static let keptIdle = Duration.seconds(60)
    /// How long an address is believed.
    private static let addressLifetime = Duration.seconds(60)

    private let reactor: Reactor
    private let poller: Poller
    private var pools: [String: Pool] = [:]
    private var sessions: [UInt64: any MemberSession] = [:]
    private var flights: [UInt64: Flight] = [:]
    private var deadlines = Heap<Deadline>()
    private var addresses: [String: (list: [Address], until: ContinuousClock.Instant)] = [:]
    private var resolving: [String: [UInt64]] = [:]
    private var lastToken: UInt64 = 0
    private var nextSweep = ContinuousClock.now
    private var isRunning = true

    init(reactor: Reactor, poller: Poller) {
        self.reactor = reactor
        self.poller = poller
    }

    /// Runs until `stop` comes.
    func run() {
        var ready: [Poller.Ready] = []
        while isRunning {
            for command in reactor.takeCommands() { carryOut(command) }
            poller.wait(milliseconds: timeToNextDeadline(), into: &ready)
            for news in ready { advance(news) }
            let now = ContinuousClock.now
            while let first = deadlines.min, first.instant <= now {
                deadlines.removeMin()
                expire(first.job)
            }
            if nextSweep <= now { dropOldIdle(now) }
        }
    }

    private func carryOut(_ command: Reactor.Command) {
        switch command {
        case .start(let new): for job in new { start(job) }
        case .resolved(let host, let list): resolved(host, list)
        case .stop: stop()
        }
    }

    private func stop() {
        isRunning = false
        for flight in flights.values { flight.job.fail(.unreachable, "the gateway is shutting down") }
        flights = [:]
        for session in sessions.values { drop(session) }
    }

    private func timeToNextDeadline() -> Int32 {
        guard isRunning else { return 0 }
        let next = min(deadlines.min?.instant ?? nextSweep, nextSweep)
        let wait = ContinuousClock.now.duration(to: next).components
        guard wait.seconds >= 0, wait.attoseconds >= 0 else { return 0 }
        return Int32(clamping: wait.seconds * 1000 + (wait.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private func token() -> UInt64 {
        lastToken += 1
        return lastToken
    }

    // MARK: a job's way to a connection

    private func start(_ job: Job) {
        let id = token()
        deadlines.insert(Deadline(instant: job.deadline, job: id))
        flights[id] = Flight(job: job, pool: pool(for: job.member))
        place(id)
    }

    /// The member's pool; a new one when the member's description has changed, since warm connections know the old one.
    private func pool(for member: MemberProfile) -> Pool {
        let old = pools[member.id]
        if let old, old.member == member { return old }
        let pool = Pool(member: member, gauge: reactor.gauge(of: member.id))
        pools[member.id] = pool
        for session in old?.retire() ?? [] { drop(session) }
        return pool
    }

    /// Gives a job a warm connection, a new one, or a place in the queue.
    private func place(_ id: UInt64) {
        guard let flight = flights[id] else { return }
        let pool = flight.pool
        if case .initialise = flight.job.work { return open(id, flight) }
        if let session = pool.takeIdle(for: flight.job.request) {
            run(id, flight.job, on: session)
        } else if pool.hasRoom {
            open(id, flight)
        } else {
            pool.waiting.append(id)
        }
    }

    private func open(_ id: UInt64, _ flight: Flight) {
        let host = flight.job.member.host
        if let known = addresses[host], known.until > .now {
            return connect(id, flight, to: known.list[...])
        }
        if let address = Address(numeric: host) {
            return connect(id, flight, to: [address])
        }
        flights[id]?.place = .resolving
        resolving[host, default: []].append(id)
        guard resolving[host]?.count == 1 else { return }
        guard spawn({ [reactor] in reactor.post(.resolved(host: host, Address.resolve(host))) }) else {
            return resolved(host, [])
        }
    }

    private func resolved(_ host: String, _ list: [Address]) {
        if !list.isEmpty { addresses[host] = (list, .now + Self.addressLifetime) }
        for id in resolving.removeValue(forKey: host) ?? [] {
            guard let flight = flights[id] else { continue }
            if list.isEmpty {
                flights[id] = nil
                flight.job.fail(.unresolvable, "no address for \(host)")
            } else {
                flights[id]?.place = .waiting
                place(id)
            }
        }
    }

    private func connect(_ id: UInt64, _ flight: Flight, to list: ArraySlice<Address>) {
        guard let address = list.first else { return }
        let session = session(at: address, in: flight.pool, alternatives: Array(list.dropFirst()))
        sessions[session.token] = session
        flight.pool.opened()
        run(id, flight.job, on: session)
    }

    private func session(at address: Address, in pool: Pool, alternatives: [Address]) -> any MemberSession {
        switch pool.member.access {
        case .z3950: Session(token: token(), pool: pool, address: address, alternatives: alternatives)
        case .sru, .srus: HTTPSession(token: token(), pool: pool, address: address, alternatives: alternatives)
        }
    }

    private func run(_ id: UInt64, _ job: Job, on session: any MemberSession) {
        flights[id]?.place = .running(session)
        guard session.start(job, id: id) else {
            flights[id] = nil
            job.fail(.refused(bib1: 108), "the query can't be put to it")
            return close(session)
        }
        advance(session)
    }

    // MARK: connections

    private func advance(_ news: Poller.Ready) {
        guard let session = sessions[news.token] else { return }
        guard let id = session.job?.id else { return close(session) }
        switch session.vetAnswer() {
        case .harmless: break
        case .incomplete where !news.isLast: return watch(session, forMore: true)
        case .incomplete: break  // It never will be complete: libyaz sees the end, and no answer.
        case .harmful(let what):
            flights[id] = nil
            session.fail(breach: what)
            return close(session)
        }
        session.fire(news.events)
        guard session.breach == nil else {
            flights[id] = nil
            session.fail(breach: session.breach)
            return close(session)
        }
        advance(session)
    }

    private func advance(_ session: any MemberSession) {
        guard session.advance() else { return watch(session) }
        if session.searchAnew() { return advance(session) }
        guard let id = session.job?.id, !tryNextAddress(id, after: session) else { return }
        flights[id] = nil
        if session.finish(), session.socket != nil, session.pool.keep(session) {
            session.idleSince = .now
            watch(session)
            serveNext(session.pool)
        } else {
            close(session)
        }
    }

    /// Whether the job went on to the member's next address, because this one can't be reached.
    private func tryNextAddress(_ id: UInt64, after session: any MemberSession) -> Bool {
        guard session.isUnreachable, !session.alternatives.isEmpty, let flight = flights[id] else {
            return false
        }
        drop(session)
        connect(id, flight, to: session.alternatives[...])
        return true
    }

    /// Watches the session's socket for what it waits for now.
    ///
    /// `forMore`: for octets behind those that are there and stay unread, not for those.
    private func watch(_ session: any MemberSession, forMore: Bool = false) {
        guard let socket = session.socket else { return }
        let watched = Watched(socket: socket, interest: session.interest, isNewsOnly: forMore)
        guard watched != session.watched else { return }
        session.watched = watched
        poller.watch(socket, for: watched.interest, token: session.token, isNewsOnly: forMore)
    }

    /// Destroys a connection, and lets the next job have its place.
    private func close(_ session: any MemberSession) {
        drop(session)
        serveNext(session.pool)
    }

    private func drop(_ session: any MemberSession) {
        guard sessions.removeValue(forKey: session.token) != nil else { return }
        session.pool.closed(session)
    }

    private func serveNext(_ pool: Pool) {
        while let id = pool.waiting.popFirst() {
            guard let flight = flights[id], flight.job.deadline > .now else { continue }
            return place(id)
        }
    }

    // MARK: time

    private func expire(_ id: UInt64) {
        guard let flight = flights.removeValue(forKey: id) else { return }
        let member = flight.job.member
        switch flight.place {
        case .resolving: flight.job.fail(.timedOut(.resolve), "no name server answered for \(member.host)")
        case .waiting: flight.job.fail(.busy, "all \(member.connections) connections were busy")
        case .running(let session):
            session.fail(breach: nil)
            close(session)
        }
    }

    private func dropOldIdle(_ now: ContinuousClock.Instant) {
        nextSweep = now + .seconds(5)
        for pool in pools.values {
            for session in pool.idle where session.idleSince.duration(to: now) > Self.keptIdle { close(session) }
        }
    }
}
