/// A query in the language of the member that it is for, in UTF-8.
public enum MemberQuery: Hashable, Sendable {
    /// For a member reached over Z39.50: YAZ's prefix query format; the wire gets it in the member's own character set.
    case pqf(String)
    /// For a member reached over SRU: CQL, and how it is to be asked.
    case cql(String, SRUManner)

    /// The query as text, PQF or CQL.
    public var text: String {
        switch self {
        case .pqf(let text), .cql(let text, _): text
        }
    }
}

/// How an SRU member is asked: what its configuration and its Explain record come to.
public struct SRUManner: Hashable, Sendable {
    /// The version of its requests.
    public var version: MemberProfile.SRU.Version
    /// The record schema asked for, by its short name or its URI.
    public var schema: String
    /// The most records that it gives at a time; `nil` when it did not say.
    public var pageLimit: Int?

    /// A manner of these parts.
    public init(version: MemberProfile.SRU.Version, schema: String, pageLimit: Int? = nil) {
        self.version = version
        self.schema = schema
        self.pageLimit = pageLimit
    }
}
