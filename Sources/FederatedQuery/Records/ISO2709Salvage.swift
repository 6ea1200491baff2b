/// The fields of an ISO 2709 record whose leader or directory is wrong, found by their terminators.
///
/// The directory still gives the tags, and its lengths tell which pieces a stray terminator has torn apart.
struct ISO2709Salvage {
    /// The leader, made 24 printable characters, and the fields' bytes without terminators.
    private(set) var octets: [UInt8] = []
    /// Where the fields stand in `octets`.
    private(set) var fields: [Record.Field] = []

    /// Finds what can be found in `record`, and notes what was wrong with it.
    ///
    /// - Throws: `UnreadableRecord` when there is not one field.
    init(_ record: Span<UInt8>, mendings: inout Mendings) throws(UnreadableRecord) {
        var end = record.count
        while end > 0, record[end - 1] == 0x1D { end -= 1 }
        if end == record.count { mendings.note("The record terminator is missing.") }
        guard let directoryEnd = Self.directoryEnd(record, end: end) else {
            throw UnreadableRecord(
                why: "No directory: no field terminator after the leader of a record of \(end) bytes.")
        }
        let directory = ISO2709Directory(record, end: directoryEnd)
        if decimal(record, at: directory.start - 12, digits: 5) != directoryEnd + 1 {
            mendings.note("The leader's base address of data was wrong.")
        }
        if !directory.isWellFormed { mendings.note("The directory was not made of whole entries of digits.") }
        var pieces = Self.pieces(record, in: directoryEnd + 1..<end, mendings: &mendings)
        if pieces.count != directory.entries.count { pieces.removeAll(where: \.isEmpty) }
        guard !pieces.isEmpty, !directory.entries.isEmpty else {
            throw UnreadableRecord(why: "The record has no fields.")
        }
        octets.reserveCapacity(record.count)
        for index in 0..<24 {
            let byte = index < directory.start ? record[index] : 0x20
            octets.append(byte &- 0x20 > 0x5E ? 0x20 : byte)
        }
        if !isPrintable(record, 0..<min(24, directory.start)) || directory.start != 24 {
            mendings.note("The leader was not 24 printable characters.")
        }
        pair(directory.entries, with: pieces, of: record, mendings: &mendings)
    }

    /// The first field terminator where a directory may end.
    private static func directoryEnd(_ record: Span<UInt8>, end: Int) -> Int? {
        guard end > 24 else { return nil }
        for index in 24..<end where record[index] == 0x1E { return index }
        return nil
    }

    /// What stands between the terminators in `range`; the last piece may lack one.
    private static func pieces(
        _ record: Span<UInt8>, in range: Range<Int>, mendings: inout Mendings
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where record[index] == 0x1E {
            guard pieces.count < DecodingLimits.fields else {
                mendings.note("Fields beyond the \(DecodingLimits.fields)th were left out.")
                return pieces
            }
            pieces.append(start..<index)
            start = index + 1
        }
        if start < range.upperBound {
            pieces.append(start..<range.upperBound)
            mendings.note("The last field is cut short.")
        }
        return pieces
    }

    /// Gives each entry its piece, by the order in which they stand in the record.
    private mutating func pair(
        _ entries: [ISO2709Directory.Entry], with pieces: [Range<Int>], of record: Span<UInt8>,
        mendings: inout Mendings
    ) {
        // The directory may list the fields in another order than they stand in: the lengths show which.
        var orders = [Array(entries.indices)]
        if entries.allSatisfy({ $0.start != nil }) {
            orders.append(entries.indices.sorted { (entries[$0].start ?? 0, $0) < (entries[$1].start ?? 0, $1) })
        }
        var order: [Int] = []
        var best: Pairing?
        for candidate in orders {
            let pairing = Pairing(pieces, lengths: candidate.map { entries[$0].length }, of: record)
            if pairing.misfit < best?.misfit ?? .max { (order, best) = (candidate, pairing) }
        }
        guard let best else { return }
        let (pieces, groups) = (best.pieces, best.groups)
        if best.hasSplit { mendings.note("The terminator between two fields is missing.") }
        if pieces.count > entries.count {
            mendings.note("\(pieces.count) fields for \(entries.count) directory entries: pieces of one were joined.")
        } else if pieces.count < entries.count {
            mendings.note("\(entries.count) directory entries for \(pieces.count) fields: the last tags were left out.")
        } else if best.misfit > 0 {
            mendings.note("Lengths in the directory were wrong.")
        }
        var ranges = [Range<Int>?](repeating: nil, count: entries.count)
        for (position, group) in groups.enumerated() {
            ranges[order[position]] = append(pieces[group], of: record)
        }
        for (entry, range) in zip(entries, ranges) {
            if let range { fields.append(Record.Field(tag: entry.tag, range: range)) }
        }
    }

    /// Appends the pieces of one field, and gives where they stand now.
    ///
    /// A later piece that begins with indicators of its own loses them.
    private mutating func append(_ pieces: ArraySlice<Range<Int>>, of record: Span<UInt8>) -> Range<Int> {
        let start = octets.count
        for (position, piece) in pieces.enumerated() {
            let repeatsIndicators = position > 0 && piece.count > 2 && record[piece.lowerBound + 2] == 0x1F
            for index in piece.dropFirst(repeatsIndicators ? 2 : 0) { octets.append(record[index]) }
        }
        return start..<octets.count
    }
}

/// Pieces of a record, grouped so that each directory entry gets a group.
private struct Pairing {
    /// The pieces, those parted that held two fields.
    let pieces: [Range<Int>]
    /// The pieces of each entry; fewer than entries when there are fewer pieces.
    let groups: [Range<Int>]
    /// By how many bytes the groups differ from the lengths that the directory gives.
    let misfit: Int
    /// Whether a piece was parted.
    let hasSplit: Bool

    init(_ found: [Range<Int>], lengths: [Int?], of record: Span<UInt8>) {
        let split = splitPieces(found, lengths: lengths, of: record)
        let groups = groupPieces(split.map { $0.count + 1 }, lengths: lengths)
        misfit = zip(groups, lengths).reduce(0) { sum, pair in
            guard let length = pair.1 else { return sum }
            return sum + abs(split[pair.0].reduce(0) { $0 + $1.count + 1 } - length)
        }
        pieces = split
        self.groups = groups
        hasSplit = split.count > found.count
    }
}

/// Parts pieces that hold two fields, because the terminator between them is lost, where the directory shows it.
private func splitPieces(
    _ pieces: [Range<Int>], lengths: [Int?], of record: Span<UInt8>
) -> [Range<Int>] {
    guard pieces.count < lengths.count else { return pieces }
    var split: [Range<Int>] = []
    for piece in pieces {
        var rest = piece
        while let (first, second) = fieldLengths(lengths, at: split.count), rest.count > first,
            rest.count >= first + second - 4,
            let border = [first - 1, first].map({ rest.lowerBound + $0 })
                .first(where: { $0 + 2 < rest.upperBound && record[$0 + 2] == 0x1F })
        {
            split.append(rest.lowerBound..<rest.lowerBound + first - 1)
            rest = border..<rest.upperBound
        }
        split.append(rest)
    }
    return split
}

/// The lengths of an entry and the next, when both are known.
private func fieldLengths(_ lengths: [Int?], at index: Int) -> (Int, Int)? {
    guard index + 1 < lengths.count, let first = lengths[index], let second = lengths[index + 1], first > 0 else {
        return nil
    }
    return (first, second)
}

/// Groups neighbouring pieces so that each directory entry gets one group and the lengths fit best.
///
/// - Parameters:
///   - pieces: the pieces' lengths in bytes, terminators counted.
///   - lengths: the lengths that the directory gives; `nil` where it gives none.
/// - Returns: the groups, in order, as ranges of pieces; fewer than entries when there are fewer pieces.
func groupPieces(_ pieces: [Int], lengths: [Int?]) -> [Range<Int>] {
    let spare = pieces.count - lengths.count
    guard spare > 0 else { return pieces.indices.map { $0..<$0 + 1 } }
    guard lengths.count * (spare + 1) * (spare + 1) <= 500_000 else {
        return groupByNearestEnd(pieces, lengths: lengths)
    }
    // cost[s]: the least misfit of the entries so far when s spare pieces have been joined to a neighbour.
    var cost = [Int](repeating: 0, count: spare + 1)
    for index in cost.indices.dropFirst() { cost[index] = .max / 2 }
    var joined: [[Int]] = []
    for (entry, length) in lengths.enumerated() {
        var next = [Int](repeating: .max / 2, count: spare + 1)
        var choice = [Int](repeating: 0, count: spare + 1)
        for before in 0...spare {
            var sum = 0
            for extra in 0...(spare - before) {
                sum += pieces[entry + before + extra]
                let misfit = cost[before] + abs(sum - (length ?? sum))
                if misfit < next[before + extra] {
                    next[before + extra] = misfit
                    choice[before + extra] = extra
                }
            }
        }
        cost = next
        joined.append(choice)
    }
    var groups: [Range<Int>] = []
    var left = spare
    for entry in lengths.indices.reversed() {
        let extra = joined[entry][left]
        groups.append(entry + left - extra..<entry + left + 1)
        left -= extra
    }
    return groups.reversed()
}

/// The same for very many pieces, in linear time: each group ends with the piece that ends nearest to the given length.
private func groupByNearestEnd(_ pieces: [Int], lengths: [Int?]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for (entry, length) in lengths.enumerated() {
        var end = start + 1
        var sum = pieces[start]
        let last = pieces.count - (lengths.count - entry - 1)
        while end < last, let length, abs(sum + pieces[end] - length) < abs(sum - length) {
            sum += pieces[end]
            end += 1
        }
        groups.append(start..<end)
        start = end
    }
    return groups
}
