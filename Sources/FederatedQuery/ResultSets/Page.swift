/// One page of a federated result set, and how each member did.
public struct Page: Sendable {
    /// The result set's id, for `cql.resultSetId`.
    public let resultSetID: String
    /// How long the set lives after its last use.
    public let lifetime: Duration
    /// How many joined records there are, and how exact that is.
    public let hitCount: HitCount
    /// The position of the first entry, 1-based.
    public let start: Int
    /// The entries, in order.
    public let entries: [PageEntry]
    /// The position after the last entry, 1-based; `nil` when the page reaches the end.
    public let nextPosition: Int?
    /// Every member of the database, whether it was asked or not, in the order of targets.yaml.
    public let members: [MemberReport]
    /// What was approximated for some member, a sentence each.
    public let approximations: [String]
}

/// A count and its precision (SRU 2.0, resultCountPrecision).
public struct HitCount: Hashable, Sendable {
    /// How the true count relates to `value`.
    public enum Precision: String, Hashable, Sendable {
        /// It is the count.
        case exact
        /// It is at most this: copies not fetched yet may join.
        case maximum
        /// It is at least this: somebody has not answered.
        case minimum
        /// It may be more or less.
        case estimate
    }

    /// The count, 0 or more.
    public let value: Int
    /// How exact it is.
    public let precision: Precision

    /// A count of this precision.
    public init(value: Int, precision: Precision) {
        self.value = value
        self.precision = precision
    }
}

/// What stands at one position of a result set.
public enum PageEntry: Sendable {
    /// A joined record.
    case joined(JoinedRecord)
    /// A record that a member announced but that can't be shown: who, where in its set (1-based), and why.
    case unreadable(member: String, position: Int, why: String)
}

/// One book: the copies that were joined, and the description that stands for them.
public struct JoinedRecord: Sendable {
    /// All copies, in the order of joining; the members' order decides among equals.
    public let copies: [Copy]
    /// The best description of them as one MARC 21 record, with every holder named in 850 and 852 (`$a` member id).
    public let record: Record
}

/// What became of one question to one member.
public struct WindowNews: Sendable {
    /// The member's id.
    public let member: String
    /// Why it failed; `nil` when it answered.
    public let failure: MemberFailure.Reason?
    /// From the question to the last record or the failure.
    public let elapsed: Duration
    /// How many records came and were read.
    public let recordCount: Int
    /// How many records came and could not be read.
    public let unreadableCount: Int
}

/// How one member did in a search.
public struct MemberReport: Hashable, Sendable {
    /// What became of the member's question.
    public enum Outcome: Hashable, Sendable {
        /// It answered.
        case answered
        /// It failed.
        case failed(MemberFailure.Reason)
        /// It was not asked: why, for a reader.
        case notAsked(why: String)
    }

    /// The member's id.
    public let id: String
    /// The library's name.
    public let name: String
    /// What became of it.
    public let outcome: Outcome
    /// Its own hit count; `nil` when it never said.
    public let hitCount: Int?
    /// How many of its records are in the set so far.
    public let recordCount: Int
    /// Its time, from request to last record or failure, all windows together; `nil` when it was not asked.
    public let elapsed: Duration?
}
