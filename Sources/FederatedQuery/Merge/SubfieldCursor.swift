/// Walks the subfields of a field's text, without a copy.
struct SubfieldCursor {
    private var position: Int
    private let end: Int

    /// At the first subfield of the field at `range`.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        end = min(range.upperBound, bytes.count)
        position = range.lowerBound
        while position < end, bytes[position] != 0x1F { position += 1 }
    }

    /// The next subfield's code and where its data stands; `nil` at the end of the field.
    mutating func next(in bytes: Span<UInt8>) -> (code: UInt8, range: Range<Int>)? {
        guard position + 1 < end else { return nil }
        let code = bytes[position + 1]
        let start = position + 2
        position = start
        while position < end, bytes[position] != 0x1F { position += 1 }
        return (code, min(start, position)..<position)
    }

    /// Where the data of the next subfield with this code stands; `nil` if there is none.
    mutating func next(_ code: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
        while let subfield = next(in: bytes) {
            if subfield.code == code { return subfield.range }
        }
        return nil
    }
}
