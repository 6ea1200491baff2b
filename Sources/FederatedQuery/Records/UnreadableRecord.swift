/// A record that could not be read, not even in part.
public struct UnreadableRecord: Error, Hashable, Sendable {
    /// Why, in a sentence.
    public let why: String

    /// A record unreadable for this reason.
    public init(why: String) { self.why = why }
}
