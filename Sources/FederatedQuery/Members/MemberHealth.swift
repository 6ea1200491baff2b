/// How one member has been doing, and whether it is asked at all: a circuit breaker and a memory of times.
///
/// A pure value: whoever holds it tells it the time.
struct MemberHealth: Sendable {
    /// After this many failures in a row the member is left alone.
    static let failuresBeforeSkipping = 5
    /// How long it is left alone before it is probed, and between probes.
    static let probeInterval = Duration.seconds(2)
    private static let rememberedTimes = 64
    /// How many answers must be remembered before anything is usual.
    private static let answersToLearnFrom = 16

    private(set) var answers = 0
    private(set) var failures = 0
    private(set) var lastHitCount: Int?
    private(set) var lastFailure: String?
    /// Since when it has done nothing but fail.
    private(set) var failingSince: ContinuousClock.Instant?
    /// When it is probed next; `nil` while it is asked as usual.
    private(set) var skippedUntil: ContinuousClock.Instant?
    /// How long it is worth waiting for when the others have answered: three times what nineteen in twenty of its
    /// answers took, at least half a second; `nil` while that is not known.
    private(set) var usualTime: Duration?
    private var failuresInARow = 0
    private var times: [Duration] = []
    private var oldestTime = 0

    /// Takes note of an answer.
    mutating func answered(hitCount: Int, in time: Duration) {
        answers += 1
        lastHitCount = hitCount
        recovered()
        if times.count == Self.rememberedTimes {
            times[oldestTime] = time
            oldestTime = (oldestTime + 1) % Self.rememberedTimes
        } else {
            times.append(time)
        }
        // What is usual changes slowly, and every search asks for it.
        if answers % 8 == 0 { learn() }
    }

    private mutating func learn() {
        guard times.count >= Self.answersToLearnFrom, let most = percentile(0.95) else { return }
        usualTime = max(most * 3, .milliseconds(500))
    }

    /// Takes note of a failure; `true` when the member is left alone from now on, and must be probed.
    mutating func failed(_ failure: MemberFailure, now: ContinuousClock.Instant) -> Bool {
        failures += 1
        lastFailure = failure.detail
        guard failure.reason.isMembersFault else { return false }
        failuresInARow += 1
        failingSince = failingSince ?? now
        guard failuresInARow >= Self.failuresBeforeSkipping, skippedUntil == nil else { return false }
        skippedUntil = now + Self.probeInterval
        return true
    }

    /// A probe failed: it stays alone until the next.
    mutating func probeFailed(_ failure: MemberFailure, now: ContinuousClock.Instant) {
        lastFailure = failure.detail
        skippedUntil = now + Self.probeInterval
    }

    /// It works again.
    mutating func recovered() {
        failuresInARow = 0
        failingSince = nil
        skippedUntil = nil
    }

    /// The time within which this part (0…1) of the remembered answers came; `nil` before the first.
    func percentile(_ part: Double) -> Duration? {
        guard !times.isEmpty else { return nil }
        return times.sorted()[min(times.count - 1, Int(Double(times.count) * part))]
    }

    /// What the last searches say of a member with this deadline.
    func state(deadline: Duration) -> MemberStatus.State {
        if let skippedUntil { return .skipped(until: skippedUntil) }
        if let failingSince { return .failing(since: failingSince) }
        guard let median = percentile(0.5) else { return .unknown }
        return median > deadline / 2 ? .slow : .up
    }
}

extension MemberFailure.Reason {
    /// Whether it speaks against the member's health: a refused query does not, nor our own lack of connections.
    var isMembersFault: Bool {
        switch self {
        case .refused, .busy, .skipped: false
        default: true
        }
    }
}
