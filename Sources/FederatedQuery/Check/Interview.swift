/// A check under way: asks one question after the other, and gathers what follows from the answers.
///
/// The stages are in the extensions; what an answer means is decided by functions of values alone.
struct Interview {
    /// The most questions that one member is asked.
    static let maximumQuestions = 150
    /// After this many questions in a row without an answer it is left in peace.
    static let maximumFailuresInARow = 4
    /// A check takes at most this many of the member's deadlines, and the one of the question that is under way then.
    static let deadlines = 20

    typealias Finding = MemberCheck.Finding

    /// The member as it is described.
    let member: MemberProfile
    /// How the question reaches it.
    let put: @Sendable (Probe) async -> MemberReply
    /// Told before each stage: what is tried now, and how many questions were asked before.
    let progress: @Sendable (String, Int) -> Void
    /// When no further question is asked.
    let ends: ContinuousClock.Instant

    /// The member as its answers suggest it be described.
    var learnt: MemberProfile
    /// What is to stand behind a key of the suggested entry, by key.
    var comments: [String: String] = [:]
    var findings: [Finding] = []
    private(set) var questions = 0
    private(set) var endedEarly: String?
    private var failuresInARow = 0
    /// The times of searches without records on a warm connection.
    private(set) var searchTimes: [Duration] = []

    /// The system's own name, and what it offers.
    var system: String?
    var opening = Opening()
    /// A query that finds something, and how many records it finds.
    var found: (pqf: String, hits: Int)?
    /// The records that it sent.
    var sample = RecordSample()
    /// How many hits each index gave for a word of its own records.
    var hits: [String: Int] = [:]
    /// Whether it finds something whatever is asked.
    var isIndiscriminate = false

    init(
        member: MemberProfile, started: ContinuousClock.Instant = .now,
        progress: @escaping @Sendable (String, Int) -> Void = { _, _ in },
        put: @escaping @Sendable (Probe) async -> MemberReply
    ) {
        self.member = member
        self.put = put
        self.progress = progress
        learnt = member
        ends = started + member.deadline * Self.deadlines
    }

    /// Asks one question; `nil` when it is not asked any more.
    mutating func ask(_ probe: Probe) async -> MemberReply? {
        guard endedEarly == nil else { return nil }
        guard questions < Self.maximumQuestions else { return end("\(questions) questions are enough") }
        guard ContinuousClock.now < ends else {
            return end("stopped after \(Self.deadlines) times its deadline of \(member.deadline)")
        }
        questions += 1
        let reply = await put(probe)
        switch reply {
        case .success(let answer):
            failuresInARow = 0
            if probe.count == 0, case .search = probe.question { searchTimes.append(answer.elapsed) }
        case .failure(let failure):
            failuresInARow = failure.reason.isMembersFault ? failuresInARow + 1 : 0
            if failuresInARow >= Self.maximumFailuresInARow {
                endedEarly = "stopped since it left \(failuresInARow) questions in a row unanswered"
            }
        }
        return reply
    }

    private mutating func end(_ why: String) -> MemberReply? {
        endedEarly = why
        return nil
    }

    /// Searches, as the member is known by now, for what a CQL query means to it; `nil` when it can't be put to it.
    mutating func search(
        _ cql: String, as profile: MemberProfile? = nil, count: Int = 0
    ) async -> (pqf: String, reply: MemberReply)? {
        let profile = profile ?? learnt
        guard let pqf = pqf(for: cql, at: profile),
            let reply = await ask(Probe(.search(pqf: pqf), to: profile, count: count))
        else { return nil }
        return (pqf, reply)
    }

    mutating func add(
        _ topic: MemberCheck.Topic, _ what: String, _ verdict: MemberCheck.Verdict, _ detail: String, pqf: String? = nil
    ) {
        // Where anything is found, finding something proves nothing.
        let isHollow = isIndiscriminate && verdict == .works && [.queries, .indexes, .dates, .words].contains(topic)
        findings.append(
            Finding(
                topic: topic, what: what, verdict: isHollow ? .doubtful : verdict, detail: oneLine(detail),
                pqf: pqf.map(oneLine)))
    }

    /// The median of what was measured.
    var searchTime: Duration? {
        searchTimes.isEmpty ? nil : searchTimes.sorted()[searchTimes.count / 2]
    }
}

/// The PQF that a member would be sent for a CQL query; `nil` when it can't be asked.
func pqf(for cql: String, at member: MemberProfile) -> String? {
    guard let query = try? parseQuery(cql, added: addedIndexes(of: [member])),
        case .ask(.pqf(let pqf), _) = planQuery(query, for: member)
    else { return nil }
    return pqf
}

extension MemberReply {
    /// How many hits a search had, also when the records failed to come; `nil` when it was not answered.
    var hitCount: Int? {
        switch self {
        case .success(let answer): answer.hitCount
        case .failure(let failure): failure.hitCount.flatMap { $0 > 0 ? $0 : nil }
        }
    }
}
