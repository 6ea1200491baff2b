internal import CYaz
internal import Glibc

/// One HTTP connection to an SRU member: one request at a time, each answered before the next.
///
/// It knows nothing of SRU. A redirect is an answer like any other, so no other host is ever asked.
final class HTTPSession: MemberSession {
    /// How far the job is.
    private enum Phase {
        case opening, sending, receiving
        case answered
        case failed(MemberFailure.Reason, String)
    }

    let token: UInt64
    let pool: Pool
    let alternatives: [Address]
    private(set) var job: (id: UInt64, job: Job)?
    var idleSince = ContinuousClock.now
    private let address: Address
    var watched: Watched?
    private var channel: Channel? { didSet { watched = nil } }
    private var phase = Phase.opening
    private var unsent: ArraySlice<UInt8> = []
    private var reader = HTTPResponseReader()
    /// Whether this connection has answered before, so that it may have died since without blame.
    private var wasWarm = false
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)
    /// The most octets read at a time: other connections have their turn then.
    private static let share = 256 << 10

    init(token: UInt64, pool: Pool, address: Address, alternatives: [Address]) {
        self.token = token
        self.pool = pool
        self.address = address
        self.alternatives = alternatives
    }

    var socket: Int32? { channel?.descriptor }

    var interest: UInt32 {
        guard job != nil, let channel else { return EPOLLIN.rawValue }
        switch phase {
        case .opening: return channel.openingInterest
        case .sending: return EPOLLOUT.rawValue
        default: return EPOLLIN.rawValue
        }
    }

    var isUnreachable: Bool {
        guard case .failed(.unreachable, _) = phase else { return false }
        return true
    }

    func holds(_ request: MemberRequest) -> Bool { false }
    func vetAnswer() -> Vetting { .harmless }
    var breach: String? { nil }
    func searchAnew() -> Bool { false }

    func start(_ job: Job, id: UInt64) -> Bool {
        guard case .exchange(let exchange, _) = job.work else { return false }
        self.job = (id, job)
        wasWarm = channel != nil
        begin(exchange)
        return true
    }

    private func begin(_ exchange: HTTPExchange) {
        unsent = exchange.octets[...]
        reader = HTTPResponseReader()
        guard channel == nil else { return phase = .sending }
        phase = .opening
        let member = pool.member
        channel = Channel(to: address, port: member.port, tls: member.access == .srus ? member.host : nil)
        if channel == nil { phase = .failed(.unreachable, "no socket: \(String(cString: strerror(errno)))") }
    }

    func fire(_ events: UInt32) {
        // A side that has closed and takes no more would be ready for ever: what it said before is all there is.
        guard case .sending = phase, events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 else {
            return
        }
        unsent = []
    }

    func advance() -> Bool {
        while let channel {
            switch phase {
            case .opening:
                switch channel.open() {
                case .done: phase = .sending
                case .wait: return false
                case .failed(let why): phase = .failed(.unreachable, why)
                }
            case .sending: guard send(through: channel) else { return false }
            case .receiving: guard receive(through: channel) else { return false }
            case .answered, .failed: return true
            }
        }
        return true
    }

    /// Sends what it can; `false` when the socket must be waited for.
    private func send(through channel: Channel) -> Bool {
        while !unsent.isEmpty {
            switch channel.send(unsent) {
            case .done(let count): unsent = unsent.dropFirst(count)
            case .wait: return false
            case .ended, .failed:
                // It may have answered before it closed: what came tells more than a broken pipe.
                unsent = []
            }
        }
        phase = .receiving
        return true
    }

    /// Receives what is there; `false` when the socket must be waited for.
    private func receive(through channel: Channel) -> Bool {
        var taken = 0
        while taken < Self.share || channel.holdsMore {
            switch channel.receive(into: &buffer) {
            case .wait: return false
            case .done(let count):
                taken += count
                do throws(HTTPFault) { try reader.take(buffer[..<count]) } catch {
                    phase = .failed(.garbled, error.why)
                    return true
                }
            case .ended, .failed: return takeEnd()
            }
            guard !reader.isComplete else {
                phase = .answered
                return true
            }
        }
        return false
    }

    /// The member closed: the answer is whole by that, or the connection had died in the pool, or it is a failure.
    private func takeEnd() -> Bool {
        if reader.takeEnd() {
            phase = .answered
        } else if wasWarm, !reader.hasBegun, let job, case .exchange(let exchange, _) = job.job.work {
            wasWarm = false
            channel = nil
            begin(exchange)
        } else {
            phase = .failed(.closed(step), "closed before the answer was whole")
        }
        return true
    }

    private var step: MemberFailure.Step {
        if case .opening = phase { return .connect }
        guard let job, case .exchange(let exchange, _) = job.job.work else { return .search }
        return exchange.step
    }

    func finish() -> Bool {
        guard let job = job?.job, case .exchange(_, let deliver) = job.work else { return false }
        self.job = nil
        switch phase {
        case .answered:
            deliver(reader.response)
            if !reader.keepsOpen { channel = nil }
        case .failed(let reason, let why):
            job.fail(reason, "\(place): \(why)")
            channel = nil
        case .opening, .sending, .receiving:
            job.fail(.garbled, "\(place): no answer")
            channel = nil
        }
        reader = HTTPResponseReader()
        return channel != nil
    }

    func fail(breach: String?) {
        guard let job = job?.job else { return }
        job.fail(breach == nil ? .timedOut(step) : .garbled, "\(place): \(breach ?? "no answer at \(step.rawValue)")")
        self.job = nil
    }

    private var place: String { address.with(port: pool.member.port) }
}
