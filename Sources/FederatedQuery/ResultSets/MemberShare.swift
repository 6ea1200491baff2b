/// One member's part in a result set: how it is asked, what it said, and how much of it is here.
struct MemberShare: Sendable {
    let member: MemberProfile
    /// The query it is asked; `nil` when it is not asked.
    let query: MemberQuery?
    private var lastOutcome: MemberReport.Outcome
    private(set) var hitCount: Int?
    /// The time that its windows took, all together; `nil` before the first.
    private(set) var elapsed: Duration?
    /// How many of its records are here: its positions 1 to this.
    private(set) var recordCount = 0
    private var isSwitchedOff = false
    /// Whether it has been asked and has neither answered nor failed.
    private(set) var isAwaited = false
    /// Whether a page has left without it while it was awaited.
    private var isLate = false
    /// Whether it sent fewer than it announced, so that asking again is of no use.
    private var isDry = false

    var id: String { member.id }

    /// A share of a member that is asked this.
    init(member: MemberProfile, query: MemberQuery) {
        self.member = member
        self.query = query
        lastOutcome = .failed(.timedOut(.search))
    }

    /// A share of a member that is switched off: it is named, and nobody misses its records.
    init(switchedOff member: MemberProfile) {
        self.init(member: member, notAsked: "it is switched off (enabled: false)")
        isSwitchedOff = true
    }

    /// A share of a member that is not asked.
    init(member: MemberProfile, notAsked why: String) {
        self.member = member
        query = nil
        lastOutcome = .notAsked(why: why)
    }

    /// What became of it: late while a page has left without it and its answer may still come.
    var outcome: MemberReport.Outcome { isLate ? .failed(.late) : lastOutcome }

    /// Its hit count as far as it counts here: 0 when it never said.
    var hits: Int { hitCount ?? 0 }

    /// Whether it holds more that it can be asked for now.
    var canGrow: Bool {
        guard query != nil, !isDry, !isAwaited else { return false }
        guard let hitCount else { return elapsed == nil }
        return outcome == .answered && recordCount < hitCount
    }

    /// Whether all it announced is here.
    var isFetched: Bool { recordCount >= hits }

    /// Whether records of it may exist that nobody knows of: it failed, or could not be asked.
    var isMissing: Bool { !isSwitchedOff && outcome != .answered || (isDry && !isFetched) }

    /// The next window of it; `nil` when it can't grow.
    ///
    /// At first a whole one, from which the best are ranked; later at least half a one, since little is missing then.
    func nextRequest(atLeast count: Int) -> MemberRequest? {
        guard let query, canGrow else { return nil }
        let wanted = max(count, elapsed == nil ? member.window : (member.window + 1) / 2)
        let left = hitCount.map { $0 - recordCount } ?? wanted
        return MemberRequest(member: member, query: query, start: recordCount + 1, count: min(wanted, left))
    }

    /// Takes note that it has been asked.
    mutating func ask() { isAwaited = true }

    /// Takes note that a page leaves without it if it is awaited still.
    mutating func leaveBehind() { isLate = isAwaited }

    /// Takes note of a window's part.
    mutating func take(_ part: WindowPart) {
        recordCount += part.recordCount
        hitCount = part.hitCount ?? hitCount
        elapsed = (elapsed ?? .zero) + part.elapsed
        lastOutcome = part.failure.map { .failed($0) } ?? .answered
        isAwaited = false
        isLate = false
        isDry = part.failure == nil && part.recordCount < part.asked && recordCount < hits
    }

    /// How it did, for a reader.
    var report: MemberReport {
        MemberReport(
            id: id, name: member.name, outcome: outcome, hitCount: hitCount, recordCount: recordCount, elapsed: elapsed)
    }
}
