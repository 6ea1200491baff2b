/// The directory of an ISO 2709 record, read as far as it makes sense.
struct ISO2709Directory {
    /// One entry: a tag, and what it says of its field; `nil` where no digits stand.
    struct Entry: Equatable {
        let tag: Record.Tag
        let length: Int?
        let start: Int?
    }

    /// Where the directory begins: 24, unless the leader is too long or too short.
    let start: Int
    /// The entries, in order.
    private(set) var entries: [Entry] = []
    /// Whether it is made of whole entries of digits, and nothing else.
    private(set) var isWellFormed = true

    /// Reads the directory that ends before `end`, where the field terminator stands.
    init(_ record: Span<UInt8>, end: Int) {
        // Every leader ends in 45 and two more characters, the entry map.
        start = [24, 23, 25, 22, 26].first { $0 <= end && record[$0 - 4] == 0x34 && record[$0 - 3] == 0x35 } ?? 24
        var position = start
        while position + 3 <= end, entries.count < DecodingLimits.fields {
            // An entry that has lost or gained a character shifts the rest: the addresses show where it goes on.
            let shift = [0, 1, -1, 2, -2].first {
                position + $0 >= start && Self.fits(record, at: position + $0, end: end)
            }
            if let shift, shift != 0 {
                position += shift
                isWellFormed = false
            }
            let entry = Self.entry(record, at: position, end: end)
            if entry.length == nil || entry.start == nil { isWellFormed = false }
            entries.append(entry)
            position += 12
        }
        if position != end { isWellFormed = false }
    }

    /// Whether an entry at `position` points behind a field terminator, and the next one's field begins where its ends.
    private static func fits(_ record: Span<UInt8>, at position: Int, end: Int) -> Bool {
        guard position + 12 <= end, let length = decimal(record, at: position + 3, digits: 4),
            let start = decimal(record, at: position + 7, digits: 5), end + start < record.count,
            record[end + start] == 0x1E
        else { return false }
        return position + 12 == end || decimal(record, at: position + 12 + 7, digits: 5) == start + length
    }

    private static func entry(_ record: Span<UInt8>, at position: Int, end: Int) -> Entry {
        var tag: UInt32 = 0
        for index in position..<position + 3 {
            let byte = record[index]
            tag = tag << 8 | UInt32(byte &- 0x20 > 0x5E ? 0x3F : byte)  // a question mark for what is no character
        }
        guard position + 12 <= end else { return Entry(tag: Record.Tag(packed: tag), length: nil, start: nil) }
        return Entry(
            tag: Record.Tag(packed: tag), length: decimal(record, at: position + 3, digits: 4),
            start: decimal(record, at: position + 7, digits: 5))
    }
}
