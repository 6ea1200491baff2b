/// The description in a record, the same for MARC 21 and UNIMARC/CNMARC.
///
/// Every element is read from the record when it is asked for. ISBD punctuation at the end of an element is left out,
/// non-sorting marks too.
public struct Bibliographic: Sendable {
    /// The record that it reads.
    public let record: Record

    /// The view of this record.
    public init(_ record: Record) { self.record = record }

    /// A person, corporate body or meeting.
    public struct Name: Hashable, Sendable {
        /// The heading's name part: `Austen, Jane`, `鲁迅`.
        public let text: String
        /// Whether the work is entered under it (1XX; UNIMARC 700, 710, 701 of CNMARC).
        public let isMain: Bool
        /// Whether it is a person.
        public let isPerson: Bool
        /// What it did, as the record says (relator term or code); `nil` when it doesn't say.
        public let role: String?
    }

    /// What kind of thing is described (leader/06 and /07).
    public enum Material: String, Hashable, Sendable {
        case text, serial, score, map, video, sound, image, software, object, mixed, holdings
    }

    /// One holding, as the record states it.
    public struct Holding: Hashable, Sendable {
        /// The library or collection.
        public let location: String?
        /// The call number.
        public let callNumber: String?
        /// What is held, or a note.
        public let note: String?
    }
}
