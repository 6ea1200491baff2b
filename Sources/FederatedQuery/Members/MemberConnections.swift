internal import Synchronization

/// The door to the members: takes requests, gives replies, and remembers how each member has been doing.
final class MemberConnections: Sendable {
    private struct State {
        var health: [String: MemberHealth] = [:]
        var probes: [String: Task<Void, Never>] = [:]
        /// The members as they are described now, after the first `keepOnly`.
        var current: [String: MemberProfile]?
        var isShutDown = false
    }

    private let reactor: Reactor
    private let state = Mutex(State())

    init() throws(PollerError) { reactor = try Reactor() }

    /// Asks every member at once.
    ///
    /// - Parameters:
    ///   - requests: one for each member.
    ///   - started: from when on the members' deadlines count.
    ///   - report: called once for each request, at the latest at its member's deadline, on a thread of ours.
    func ask(
        _ requests: [MemberRequest], since started: ContinuousClock.Instant,
        report: @escaping @Sendable (MemberReply) -> Void
    ) {
        let now = ContinuousClock.now
        let skipped = state.withLock { state in
            Set(requests.map(\.member.id).filter { state.health[$0]?.skippedUntil != nil })
        }
        for id in skipped.sorted() {
            let detail = "left alone since it kept failing"
            report(.failure(MemberFailure(member: id, reason: .skipped, detail: detail, elapsed: .zero)))
        }
        let asked = requests.filter { !skipped.contains($0.member.id) }
        for request in asked where request.member.access != .z3950 {
            fetch(SRUWindow(request), from: request.member, by: started + request.member.deadline) { [self] reply in
                note(reply, of: request.member)
                report(reply)
            }
        }
        reactor.start(
            asked.filter { $0.member.access == .z3950 }.map { request in
                Job(
                    member: request.member, work: .search(request), deadline: started + request.member.deadline,
                    started: now
                ) { [self] reply in
                    note(reply, of: request.member)
                    report(reply)
                }
            })
    }

    /// How long a member is worth waiting for when the others have answered, where that is less than its deadline.
    func patience(for members: some Sequence<MemberProfile>) -> [String: Duration] {
        state.withLock { state in
            members.reduce(into: [:]) { patience, member in
                guard !member.waitsForDeadline, let usual = state.health[member.id]?.usualTime,
                    usual < member.deadline
                else { return }
                patience[member.id] = usual
            }
        }
    }

    /// Connects to a member and initialises, on a connection of its own, whatever its health.
    func initialise(_ member: MemberProfile) async -> MemberReply {
        guard member.access == .z3950 else { return await greet(member) }
        return await reply(of: member, to: .initialise)
    }

    /// Asks one member, whatever its health, and does not remember how it did.
    func tryOut(_ request: MemberRequest) async -> MemberReply {
        guard request.member.access == .z3950 else {
            return await withCheckedContinuation { continuation in
                let deadline = ContinuousClock.now + request.member.deadline
                fetch(SRUWindow(request), from: request.member, by: deadline) { continuation.resume(returning: $0) }
            }
        }
        return await reply(of: request.member, to: .search(request))
    }

    /// Sends one HTTP request to an SRU member, whatever its health, and does not remember how it did.
    func exchange(
        _ exchange: HTTPExchange, with member: MemberProfile, by deadline: ContinuousClock.Instant
    ) async -> Result<HTTPResponse, MemberFailure> {
        await withCheckedContinuation { continuation in
            send(exchange, to: member, by: deadline) { continuation.resume(returning: $0) }
        }
    }

    /// Asks an SRU member on until a window is whole; `report` is called once.
    private func fetch(
        _ window: SRUWindow, from member: MemberProfile, by deadline: ContinuousClock.Instant,
        report: @escaping @Sendable (MemberReply) -> Void
    ) {
        let start = ContinuousClock.now
        send(window.question.exchange, to: member, by: deadline) { [self] result in
            switch result {
            case .failure(let failure): report(.failure(window.failure(of: failure, startedAt: start)))
            case .success(let response):
                // The XML is not for the reactor's thread to read.
                Task {
                    var window = window
                    guard let reply = window.take(response) else {
                        return fetch(window, from: member, by: deadline, report: report)
                    }
                    report(reply)
                }
            }
        }
    }

    private func send(
        _ exchange: HTTPExchange, to member: MemberProfile, by deadline: ContinuousClock.Instant,
        report: @escaping @Sendable (Result<HTTPResponse, MemberFailure>) -> Void
    ) {
        if member.access == .srus { TLSTrust.prepare() }
        let work = Job.Work.exchange(exchange) { report(.success($0)) }
        reactor.start([
            Job(member: member, work: work, deadline: deadline, started: .now) { reply in
                guard case .failure(let failure) = reply else { return }
                report(.failure(failure))
            }
        ])
    }

    /// Asks one member in a manner of its own, whatever its health.
    func put(_ trial: Trial) async -> MemberReply { await reply(of: trial.request.member, to: .trial(trial)) }

    private func reply(of member: MemberProfile, to work: Job.Work) async -> MemberReply {
        await withCheckedContinuation { continuation in
            let now = ContinuousClock.now
            reactor.start([
                Job(member: member, work: work, deadline: now + member.deadline, started: now) { reply in
                    continuation.resume(returning: reply)
                }
            ])
        }
    }

    /// How each of these members has been doing.
    func status(of members: [MemberProfile]) -> [MemberStatus] {
        let health = state.withLock { $0.health }
        return members.map { member in
            let own = health[member.id] ?? MemberHealth()
            let gauge = reactor.gauge(of: member.id)
            return MemberStatus(
                id: member.id, name: member.name,
                state: member.enabled ? own.state(deadline: member.deadline) : .disabled,
                p50: own.percentile(0.5), p95: own.percentile(0.95),
                answers: own.answers, failures: own.failures,
                lastHitCount: own.lastHitCount, lastFailure: own.lastFailure,
                busyConnections: gauge.busy.load(ordering: .relaxed),
                idleConnections: gauge.idle.load(ordering: .relaxed))
        }
    }

    /// Forgets how the members did that are not among these, or are described otherwise, and stops probing them.
    func keepOnly(_ old: [MemberProfile], of members: [MemberProfile]) {
        let kept = Set(old.filter(Set(members).contains).map(\.id))
        state.withLock { state in
            state.current = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
            state.health = state.health.filter { kept.contains($0.key) }
            for (id, probe) in state.probes where !kept.contains(id) { probe.cancel() }
            state.probes = state.probes.filter { kept.contains($0.key) }
        }
    }

    /// Drops every connection.
    func shutDown() {
        state.withLock { state in
            state.isShutDown = true
            for probe in state.probes.values { probe.cancel() }
            state.probes = [:]
        }
        reactor.stop()
    }

    private func note(_ reply: MemberReply, of member: MemberProfile) {
        state.withLock { state in
            // A late reply of a member that is gone, or described otherwise by now, says nothing.
            guard !state.isShutDown, state.current == nil || state.current?[member.id] == member else { return }
            switch reply {
            case .success(let answer):
                state.health[member.id, default: MemberHealth()].answered(hitCount: answer.hitCount, in: answer.elapsed)
                // An answer that was under way when probing began.
                state.probes.removeValue(forKey: member.id)?.cancel()
            case .failure(let failure):
                guard state.health[member.id, default: MemberHealth()].failed(failure, now: .now) else { return }
                state.probes[member.id] = Task { await probe(member) }
            }
        }
    }

    /// Tries a member that is left alone until it initialises again.
    private func probe(_ member: MemberProfile) async {
        while true {
            try? await Task.sleep(for: MemberHealth.probeInterval)
            guard !Task.isCancelled else { return }
            let reply = await initialise(member)
            let isDone = state.withLock { state in
                guard !Task.isCancelled else { return true }
                switch reply {
                case .success:
                    state.health[member.id]?.recovered()
                    state.probes[member.id] = nil
                    return true
                case .failure(let failure):
                    state.health[member.id]?.probeFailed(failure, now: .now)
                    return false
                }
            }
            guard !isDone else { return }
        }
    }
}
