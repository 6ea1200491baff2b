/// Where the fields of an ISO 2709 record stand in its octets.
///
/// Source: ISO 2709:2008; MARC 21 Specifications for Record Structure.
struct ISO2709Frame {
    /// The fields in the directory's order, terminators left out; ranges are positions in the record's octets.
    var fields: [Record.Field]
    /// Whether every field can be taken over as it stands: two indicators, printable codes, no control
    /// characters, no references that MARC-8 would resolve.
    var isTidy: Bool
    /// Whether any byte of the fields lies outside ASCII.
    var hasHighBytes: Bool

    init(fields: [Record.Field], isTidy: Bool, hasHighBytes: Bool) {
        self.fields = fields
        self.isTidy = isTidy
        self.hasHighBytes = hasHighBytes
    }

    /// The frame of a record whose directory is right; `nil` when anything in it does not fit.
    ///
    /// The record length in the leader is not looked at: the octets are as long as they are.
    init?(sound octets: Span<UInt8>) {
        guard octets.count >= 26, octets[octets.count - 1] == 0x1D,
            let base = decimal(octets, at: 12, digits: 5), base >= 37, base < octets.count,
            (base - 25) % 12 == 0, octets[base - 1] == 0x1E
        else { return nil }
        let census = ByteCensus(octets, in: base..<octets.count - 1)
        let count = (base - 25) / 12
        guard census.terminators == count, count <= DecodingLimits.fields else { return nil }
        isTidy =
            census.controls == 0 && census.badCodes == 0 && census.references == 0 && isPrintable(octets, 0..<24)
        hasHighBytes = census.hasHighBytes
        fields = []
        fields.reserveCapacity(count)
        var next = base
        var isInOrder = true
        for entry in stride(from: 24, to: base - 1, by: 12) {
            guard let field = directoryEntry(octets, at: entry, base: base), octets[field.range.upperBound] == 0x1E
            else {
                return nil
            }
            isInOrder = isInOrder && field.range.lowerBound == next
            next = field.range.upperBound + 1
            isTidy = isTidy && isTidyField(octets, field)
            fields.append(field)
        }
        guard !isInOrder else { return }
        // In order, as many terminators as fields leave none over; else each field must be looked through.
        for field in fields where position(of: 0x1E, in: octets.extracting(field.range), from: 0) < field.range.count {
            return nil
        }
    }
}

/// The field that the directory entry at `position` points to, its terminator left out.
///
/// - Returns: `nil` when the entry is not of letters and digits, or points outside the record.
private func directoryEntry(_ octets: Span<UInt8>, at position: Int, base: Int) -> Record.Field? {
    guard let length = decimal(octets, at: position + 3, digits: 4), length > 0,
        let start = decimal(octets, at: position + 7, digits: 5), base + start + length < octets.count
    else { return nil }
    var tag: UInt32 = 0
    for index in position..<position + 3 {
        guard isAlphanumeric(octets[index]) else { return nil }
        tag = tag << 8 | UInt32(octets[index])
    }
    return Record.Field(tag: Record.Tag(packed: tag), range: base + start..<base + start + length - 1)
}

/// Whether a field has the shape that its tag asks for.
private func isTidyField(_ octets: Span<UInt8>, _ field: Record.Field) -> Bool {
    let range = field.range
    if field.tag.isControl {
        for index in range where octets[index] == 0x1F { return false }
        return true
    }
    return range.count >= 4 && octets[range.lowerBound + 2] == 0x1F
        && isPrintable(octets, range.lowerBound..<range.lowerBound + 2)
}
