/// What a member answered to one request.
public struct MemberAnswer: Hashable, Sendable {
    /// The member's id.
    public let member: String
    /// How many records it says match.
    public let hitCount: Int
    /// The first record's position in the member's result set, 1-based.
    public let start: Int
    /// The records, in the member's order, as they came.
    public let records: [RawRecord]
    /// From the request to the last record.
    public let elapsed: Duration
    /// The member's own name for its software, from Init; only told to who asked for Init alone.
    public let system: String?
    /// What else its answer to Init said; only told to who asked for Init alone.
    let opening: Opening?
    /// How many requests it took besides Init: one when the records came with the answer to the search.
    let requests: Int

    /// An answer of these parts.
    public init(
        member: String, hitCount: Int, start: Int, records: [RawRecord], elapsed: Duration, system: String? = nil
    ) {
        self.init(
            member: member, hitCount: hitCount, start: start, records: records, elapsed: elapsed, system: system,
            opening: nil, requests: 1)
    }

    init(
        member: String, hitCount: Int, start: Int, records: [RawRecord], elapsed: Duration, system: String? = nil,
        opening: Opening?, requests: Int
    ) {
        self.member = member
        self.hitCount = hitCount
        self.start = start
        self.records = records
        self.elapsed = elapsed
        self.system = system
        self.opening = opening
        self.requests = requests
    }
}

/// What a member's answer to Init says beside its name (Z39.50 3.2.1.1).
struct Opening: Hashable, Sendable {
    /// The services that it offers, as YAZ names them.
    ///
    /// `search`, `scan`, `namedResultSets` and so on.
    var options: Set<String> = []
    /// The character set that it agreed to; `nil` when it did not answer a negotiation.
    var negotiatedCharset: String?
    /// How long the connect took, of all of it.
    var connect: Duration = .zero
}

/// A member's answer, or why there is none.
public typealias MemberReply = Result<MemberAnswer, MemberFailure>

extension MemberReply {
    /// The member's id.
    var member: String {
        switch self {
        case .success(let answer): answer.member
        case .failure(let failure): failure.member
        }
    }
}

/// A record as a member sent it.
public enum RawRecord: Hashable, Sendable {
    /// Octets in the record syntax the member used: `usmarc`, `unimarc`, `xml` … as libyaz names it.
    case octets([UInt8], syntax: String)
    /// A surrogate diagnostic stood in the record's place (Z39.50 3.2.2.1.5): Bib-1 code and its text.
    case diagnostic(bib1: Int, message: String)
}
