/// How much of a query we read.
///
/// What is refused here never reaches libyaz's parser or a member, whose own stacks grow with the query.
enum QueryLimits {
    /// The longest text, in UTF-8 bytes.
    static let bytes = 8192
    /// The most search clauses.
    static let clauses = 64
    /// The deepest nesting of brackets.
    static let depth = 32
    /// The most words in lists and masked phrases, all clauses together: each may become an operand of its own.
    static let words = 128
    /// The most words, signs and quoted strings.
    static let tokens = 1024
}
