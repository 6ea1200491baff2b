/// One small question of a check.
struct Probe: Hashable, Sendable {
    /// What is asked.
    enum Question: Hashable, Sendable {
        /// Connect and Init, on a new connection.
        case initialise
        /// A Search, and as many records as `count` says.
        case search(pqf: String)
        /// A Scan for `count` terms from this one on.
        case scan(pqf: String)
    }

    let question: Question
    /// The first record wanted, 1-based.
    var start = 1
    /// How many records or terms are wanted.
    var count = 0
    /// The record syntax, by libyaz's name.
    var syntax: String
    /// The element set; `nil` for none.
    var elementSet: String?
    /// The character set of the query's terms.
    var queryCharset: String
    /// How the records are to be sorted, as YAZ writes it; `nil` for not at all.
    var sort: String?
    /// Whether character sets are negotiated at Init.
    var negotiates: Bool

    /// A question put as `member` is described.
    init(_ question: Question, to member: MemberProfile, count: Int = 0) {
        self.question = question
        self.count = count
        syntax = member.syntax.wireName
        elementSet = member.elementSet
        queryCharset = member.queryCharset
        negotiates = member.negotiate
    }
}

/// Puts a question to a member, on the one connection that its check has.
///
/// - Parameters:
///   - probe: the question.
///   - member: who is asked.
///   - members: the door to it; the check's own, so that nothing it tries rubs off on searches.
/// - Returns: the reply, at the latest at the member's deadline.
func put(_ probe: Probe, to member: MemberProfile, through members: MemberConnections) async -> MemberReply {
    var member = member
    member.connections = 1
    member.negotiate = probe.negotiates
    func trial(_ pqf: String, isScan: Bool) -> Trial {
        Trial(
            request: MemberRequest(member: member, query: .pqf(pqf), start: probe.start, count: probe.count),
            isScan: isScan,
            sort: probe.sort, syntax: probe.syntax, elementSet: probe.elementSet, queryCharset: probe.queryCharset)
    }
    let reply =
        switch probe.question {
        case .initialise: await members.initialise(member)
        case .search(let pqf): await members.put(trial(pqf, isScan: false))
        case .scan(let pqf): await members.put(trial(pqf, isScan: true))
        }
    return withoutPassword(reply, of: member)
}

/// The reply without the member's password, should its words give that back to us.
func withoutPassword(_ reply: MemberReply, of member: MemberProfile) -> MemberReply {
    guard let password = member.credentials?.password, !password.isEmpty else { return reply }
    switch reply {
    case .success(let answer):
        return .success(
            MemberAnswer(
                member: answer.member, hitCount: answer.hitCount, start: answer.start, records: answer.records,
                elapsed: answer.elapsed, system: answer.system?.replacing(password, with: "…"),
                opening: answer.opening, requests: answer.requests))
    case .failure(let failure):
        return .failure(
            MemberFailure(
                member: failure.member, reason: failure.reason,
                detail: failure.detail.replacing(password, with: "…"), elapsed: failure.elapsed,
                hitCount: failure.hitCount, records: failure.records))
    }
}
