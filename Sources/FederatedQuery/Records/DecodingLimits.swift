/// How much of one record is read: bytes from outside are bounded here.
enum DecodingLimits {
    /// The largest record, in bytes; ISO 2709 itself ends at 99,999.
    static let recordBytes = 1_000_000
    /// The most fields; what a record has beyond is left out, with a note.
    static let fields = 10_000
}
