/// What one member is asked: a query it understands, and which records of the answer.
public struct MemberRequest: Hashable, Sendable {
    /// The member.
    public let member: MemberProfile
    /// The query, in the member's language.
    public let query: MemberQuery
    /// The first record wanted, 1-based.
    public var start: Int
    /// How many records are wanted from there; 0 asks for the hit count alone.
    public var count: Int

    /// A request of these parts.
    public init(member: MemberProfile, query: MemberQuery, start: Int = 1, count: Int) {
        self.member = member
        self.query = query
        self.start = start
        self.count = count
    }
}

/// What the planner decides for one member.
public enum MemberPlan: Hashable, Sendable {
    /// Ask it this; each approximation made on the way is a sentence.
    case ask(MemberQuery, approximations: [String])
    /// Don't ask it: why, in a sentence that names the index or the character at fault.
    case notAsked(why: String)
}
