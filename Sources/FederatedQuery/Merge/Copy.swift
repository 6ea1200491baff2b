/// One member's record of a book, and where it stands in that member's answer.
public struct Copy: Hashable, Sendable {
    /// The member's id.
    public let member: String
    /// The record's position in the member's result set, 1-based.
    public let position: Int
    /// The record.
    public let record: Record

    /// A copy of these parts.
    public init(member: String, position: Int, record: Record) {
        self.member = member
        self.position = position
        self.record = record
    }
}
