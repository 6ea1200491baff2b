/// A record that could not be read, not even in part.
public struct UnreadableRecord: Error, Hashable, Sendable {
    /// Why, in a sentence.
    public let why: String
    /// The code of the Bib-1 diagnostic that stood in the record's place; `nil` when there was a record.
    public let bib1: Int?

    /// A record unreadable for this reason.
    public init(why: String, bib1: Int? = nil) {
        self.why = why
        self.bib1 = bib1
    }
}
