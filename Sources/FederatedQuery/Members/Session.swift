internal import CLibXML
internal import CYaz
internal import Glibc

/// One Z39.50 connection to a member and the job it is doing; it never leaves the reactor's thread.
final class Session: MemberSession {
    /// The token under which the poller knows it.
    let token: UInt64
    let pool: Pool
    private let zoom: ZoomConnection
    /// The member's other addresses, to be tried when this one can't be reached.
    let alternatives: [Address]
    /// The job under way; `nil` while the session waits in its pool.
    private(set) var job: (id: UInt64, job: Job)?
    /// What the poller watches; `nil` when ZOOM has made a new socket since, which may have an old one's number.
    var watched: Watched?
    /// Since when it has waited in its pool.
    var idleSince = ContinuousClock.now
    /// The last search's result set, which a later window of the same search can be presented from.
    private var results: ZoomResultSet?
    private var lastSearch: MemberRequest?
    private var isPresentingAgain = false
    /// The octets of the records that `results` has received: ZOOM keeps them as long as the set.
    private var octetsHeld = 0
    private static let maximumOctetsHeld = 1 << 20
    /// The terms of the Scan under way.
    private var terms: ZoomScanSet?
    /// How many requests were sent for the job under way, Init not counted.
    private var requests = 0
    /// How long the job under way took to connect.
    private var connecting = Duration.zero
    /// Up to which octet of the connection what has come is known to be harmless; `nil` when nothing is.
    private var harmlessUpTo: UInt64?
    /// How the member has broken the protocol so that nothing more of it may be read; `nil` when it has not.
    private(set) var breach: String?
    /// Whether what comes next is the beginning of an APDU.
    private var awaitsAnswer = false
    private var step = MemberFailure.Step.connect
    private var hasInitialised = false
    private let address: String

    init(token: UInt64, pool: Pool, address: Address, alternatives: [Address]) {
        self.token = token
        self.pool = pool
        self.address = address.with(port: pool.member.port)
        self.alternatives = alternatives
        zoom = ZoomConnection(options: Self.options(for: pool.member))
    }

    var socket: Int32? { zoom.socket }
    var interest: UInt32 { zoom.interest }
    var isUnreachable: Bool { zoom.error?.isConnect == true }

    func fire(_ events: UInt32) {
        zoom.fire(events)
        // libyaz keeps what it has read behind an answer, where nobody can look at it before libyaz does.
        guard let harmlessUpTo, let socket = zoom.socket else { return }
        // Most of the time nothing has come behind it at all. The kernel counts the end of the connection as an octet;
        // a real one by itself could begin nothing that would pass as the beginning of the next answer.
        if let received = octetsReceived(by: socket), received <= harmlessUpTo + 1 { return }
        guard let taken = octetsTaken(from: socket), taken <= harmlessUpTo + 1 else {
            return breach = "octets behind its answer"
        }
    }

    /// Starts a job: connects if need be, and queues its search; `false` when the query is not valid PQF.
    func start(_ job: Job, id: UInt64) -> Bool {
        self.job = (id, job)
        step = hasInitialised ? .search : .connect
        requests = 0
        zoom.connect(to: address)
        if case .trial(let trial) = job.work { return start(trial) }
        guard let request = job.request else { return true }
        isPresentingAgain = holds(request)
        guard isPresentingAgain else { return search(request) }
        step = .present
        results?.present(start: request.start - 1, count: request.count)
        return true
    }

    /// Whether the records asked for can be presented from the result set that the last search left.
    func holds(_ request: MemberRequest) -> Bool {
        guard let lastSearch, request.start > 1 else { return false }
        return lastSearch.query == request.query && request.count <= lastSearch.count
    }

    private func search(_ request: MemberRequest) -> Bool {
        lastSearch = nil
        results = nil
        octetsHeld = 0
        guard case .pqf(let pqf) = request.query, let query = ZoomQuery(pqf: pqf) else { return false }
        results = zoom.search(query, start: request.start - 1, count: request.count)
        return true
    }

    private func start(_ trial: Trial) -> Bool {
        isPresentingAgain = false
        zoom.set("preferredRecordSyntax", to: trial.syntax)
        zoom.set("elementSetName", to: trial.elementSet ?? "")
        zoom.set("rpnCharset", to: trial.queryCharset)
        guard trial.isScan || trial.sort != nil else { return search(trial.request) }
        lastSearch = nil
        results = nil
        octetsHeld = 0
        guard case .pqf(let pqf) = trial.request.query, let query = ZoomQuery(pqf: pqf) else { return false }
        if let sort = trial.sort {
            guard query.sort(by: sort) else { return false }
            results = zoom.search(query, start: 0, count: trial.request.count)
        } else {
            terms = zoom.scan(query, count: trial.request.count)
        }
        return true
    }

    /// Searches anew when the result set to present from turned out to be gone; `false` when that was not it.
    func searchAnew() -> Bool {
        guard isPresentingAgain, zoom.error != nil, let request = job?.job.request else { return false }
        isPresentingAgain = false
        step = hasInitialised ? .search : .connect
        zoom.connect(to: address)
        return search(request)
    }

    /// Lets ZOOM do all it can without waiting; `true` when the job is done, well or badly.
    func advance() -> Bool {
        while let event = zoom.nextEvent() { note(event) }
        return zoom.isIdle
    }

    private func note(_ event: ZoomEvent) {
        switch event {
        case .connected:
            // ZOOM says so as soon as the SYN is sent, and again on a reconnect.
            step = .connect
            hasInitialised = false
            requests = 0
            watched = nil
            harmlessUpTo = 0
            setNoDelay()
        case .sentAPDU:
            awaitsAnswer = true
            if hasInitialised {
                requests += 1
            } else {
                step = .initialise
                connecting = job?.job.started.duration(to: .now) ?? .zero
            }
        case .receivedAPDU where !hasInitialised:
            hasInitialised = true
            step = .search
        case .receivedSearch:
            step = .present
        default:
            break
        }
    }

    /// Whether libyaz may read what the member has sent; judged once at the beginning of each answer.
    func vetAnswer() -> Vetting {
        guard awaitsAnswer, let socket = zoom.socket else { return .harmless }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8192) { octets in
            let count = recv(
                socket, octets.baseAddress, octets.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            guard count > 0 else { return .harmless }
            let vetting = judge(UnsafeMutableRawBufferPointer(octets), count: count, socket)
            // What does not end where we can see it is never going to be judged.
            if vetting == .incomplete, count == octets.count { return .harmful("an answer too long to be judged") }
            awaitsAnswer = vetting == .incomplete
            return vetting
        }
    }

    private func judge(_ octets: UnsafeMutableRawBufferPointer, count: Int, _ socket: Int32) -> Vetting {
        let come = UnsafeMutableRawBufferPointer(rebasing: octets[..<count])
        // The answer before was taken to its end and no further.
        let taken = harmlessUpTo ?? octetsTaken(from: socket)
        harmlessUpTo = nil
        var known: Int?
        switch apduLength(come) {
        case .octets(let length): known = max(length, count)
        case .indefinite:
            // As YAZ's servers send records. One that is not whole yet is only looked at as far as it has come.
            let length = Int(completeBER(come.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count)))
            guard length <= 0 || length == count else { return .harmful("octets behind its answer") }
            known = length > 0 ? count : nil
        case .unknown: return .incomplete
        }
        let vetting = vet(come, mayBeginWithInit: !hasInitialised, isScanning: terms != nil)
        if let known, let taken, vetting == .harmless { harmlessUpTo = taken + UInt64(known) }
        return vetting
    }

    private func setNoDelay() {
        guard let socket = zoom.socket else { return }
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reports on the job and takes it off; `true` when the connection can serve again.
    func finish() -> Bool {
        guard let job = job?.job else { return false }
        let error = zoom.error
        report(job, error: error)
        self.job = nil
        terms = nil
        results?.forgetRecords()
        if error != nil || octetsHeld > Self.maximumOctetsHeld {
            lastSearch = nil
            results = nil
        } else if !isPresentingAgain, case .search(let request) = job.work {
            lastSearch = request
        }
        return error.map { $0.isBib1 && requests > 0 } ?? true
    }

    private func report(_ job: Job, error: ZoomError?) {
        let elapsed = job.started.duration(to: .now)
        let hitCount = terms?.count ?? results?.hitCount ?? 0
        guard error == nil else { return fail(job, error) }
        guard hitCount >= 0 else {
            return job.fail(.garbled, "a hit count of \(hitCount)")
        }
        let request = job.request
        var opening = request == nil ? zoom.opening : nil
        opening?.connect = connecting
        job.report(
            .success(
                MemberAnswer(
                    member: job.member.id, hitCount: hitCount, start: request?.start ?? 1, records: received(request),
                    elapsed: elapsed, system: request == nil ? zoom.implementation : nil, opening: opening,
                    requests: requests)))
    }

    func fail(breach: String?) {
        guard let job = job?.job else { return }
        fail(job, breach.map { ZoomError(code: 0, isBib1: false, message: $0) })
        self.job = nil
        results = nil
        terms = nil
    }

    private func fail(_ job: Job, _ error: ZoomError?) {
        let reason = error.map { self.reason(of: $0) } ?? MemberFailure.Reason.timedOut(step)
        let detail = error?.message ?? "no answer at \(step.rawValue)"
        let isRefusal = if case .refused = reason { true } else { false }
        guard step == .present, let hitCount = results?.hitCount, hitCount >= (isRefusal ? 1 : 0) else {
            return job.fail(reason, "\(address): \(detail)")
        }
        job.fail(reason, "\(address): \(detail)", hitCount: hitCount, records: received(job.request))
    }

    private func reason(of error: ZoomError) -> MemberFailure.Reason {
        // When nothing was asked yet, it is Init that the diagnostic stands in (a password, say).
        if error.isBib1 { return requests > 0 ? .refused(bib1: error.code) : .rejected }
        if error.isConnect { return .unreachable }
        if error.isInit { return .rejected }
        if error.isLost { return .closed(step) }
        return .garbled
    }

    private func received(_ request: MemberRequest?) -> [RawRecord] {
        guard let request, let hitCount = results?.hitCount else { return [] }
        let last = min(request.start - 1 + request.count, hitCount)
        guard request.start - 1 < last else { return [] }
        let records = results?.records(start: request.start - 1, count: last - request.start + 1) ?? []
        for case .octets(let octets, _) in records { octetsHeld += octets.count }
        return records
    }

    private static func options(for member: MemberProfile) -> [(name: String, value: String)] {
        var options = [
            ("implementationName", "Alliance Gateway"),
            ("databaseName", member.database),
            ("preferredRecordSyntax", member.syntax.wireName),
        ]
        if let elementSet = member.elementSet { options.append(("elementSetName", elementSet)) }
        if member.negotiate { options.append(("charset", "UTF-8")) }
        if member.queryCharset.lowercased() != "utf-8" { options.append(("rpnCharset", member.queryCharset)) }
        if let credentials = member.credentials {
            options += authentication(credentials)
        }
        return options
    }

    /// ZOOM sends a user without password and group as `open`, and all else as `idPass`.
    private static func authentication(_ credentials: MemberProfile.Credentials) -> [(name: String, value: String)] {
        let password = credentials.password
        if credentials.isOpen {
            return [("user", password.map { "\(credentials.username)/\($0)" } ?? credentials.username)]
        }
        var options = [("user", credentials.username)]
        if let group = credentials.group { options.append(("group", group)) }
        if let password { options.append(("password", password)) }
        return options
    }
}

extension Job {
    var request: MemberRequest? {
        switch work {
        case .initialise, .exchange: nil
        case .search(let request): request
        case .trial(let trial): trial.request
        }
    }
}
