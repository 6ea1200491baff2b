/// Why a text is no query that we can carry out.
///
/// The numbers in the comments are SRU's diagnostics (info:srw/diagnostic/1/…), which the SRU face gives for them.
public struct QueryError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text does not parse (10).
        case syntax
        /// Longer than we read; the limit in UTF-8 bytes (12).
        case tooLong(limit: Int)
        /// Too many clauses or too deep; the limit (38).
        case tooComplex(limit: Int)
        /// A context set that we don't know: its name or URI (15).
        case unknownContextSet(String)
        /// An index that no member could ever be asked: its name (16).
        case unknownIndex(String)
        /// A relation that we don't know (19).
        case unknownRelation(String)
        /// A relation modifier that we don't know (20).
        case unknownModifier(String)
        /// A relation that this index doesn't take: both, as in `dc.title <` (22).
        case unsupportedRelation(String)
        /// A boolean that we don't carry out (37).
        case unsupportedBoolean(String)
        /// A boolean modifier that we don't know (46).
        case unsupportedBooleanModifier(String)
        /// A term without a word in it (27).
        case emptyTerm
        /// A result set that is gone or never was: its id (51).
        case unknownResultSet(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, as an offset in UTF-8 bytes from the start of the text, 0-based; `nil` when no place is to blame.
    public let offset: Int?
    /// One sentence for the client, without a full stop.
    public let message: String

    /// An error of these parts.
    public init(_ reason: Reason, offset: Int? = nil, message: String) {
        self.reason = reason
        self.offset = offset
        self.message = message
    }
}
