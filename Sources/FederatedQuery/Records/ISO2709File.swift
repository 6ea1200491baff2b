/// The records of a file in ISO 2709, one range each.
///
/// Records end with 0x1D. What lies between them does not matter: line ends, blanks, stray bytes. A record that has lost
/// its end is parted from the next where a leader begins.
struct ISO2709File {
    /// A record's place, and whether bytes that belong to no record stood before it.
    struct Part: Equatable {
        let range: Range<Int>
        let followsStrayBytes: Bool
    }

    /// The records, in order.
    private(set) var parts: [Part] = []

    /// Finds the records in `octets`, in time linear in their number.
    init(_ octets: Span<UInt8>) {
        var start = Self.skipFiller(octets, from: 0)
        while start < octets.count {
            let end = Self.end(octets, of: start)
            if decimal(octets, at: start, digits: 5) == end - start {
                parts.append(Part(range: start..<end, followsStrayBytes: false))
            } else {
                part(octets, start..<end)
            }
            start = Self.skipFiller(octets, from: end)
        }
    }

    /// Parts what may be several records, at each leader.
    private mutating func part(_ octets: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        var hasTerminator = false
        var followsStrayBytes = false
        for index in range {
            if octets[index] == 0x1E { hasTerminator = true }
            guard index > start, Self.isLeader(octets, at: index), index - start >= 24 || !hasTerminator else {
                continue
            }
            if hasTerminator {
                parts.append(Part(range: start..<index, followsStrayBytes: followsStrayBytes))
            }
            followsStrayBytes = !hasTerminator
            hasTerminator = false
            start = index
        }
        parts.append(Part(range: start..<range.upperBound, followsStrayBytes: followsStrayBytes))
    }

    /// The position after the record that begins at `start`.
    private static func end(_ octets: Span<UInt8>, of start: Int) -> Int {
        let terminator = position(of: 0x1D, in: octets, from: start)
        let end = min(terminator + 1, octets.count)
        guard let length = decimal(octets, at: start, digits: 5), length > end - start, length <= octets.count - start,
            octets[start + length - 1] == 0x1D
        else { return end }
        // The leader says that the record is longer: a 0x1D in its text, or a wrong length. The next leader decides.
        let near = octets.extracting(0..<min(octets.count, start + length + 256))
        let next = skipFiller(near, from: start + length)
        let isStray = !isLeader(octets, at: skipFiller(octets, from: end))
        return isStray && (next == octets.count || isLeader(octets, at: next)) ? start + length : end
    }

    /// The first position at or after `start` where a record may begin.
    private static func skipFiller(_ octets: Span<UInt8>, from start: Int) -> Int {
        var index = start
        var blanks = start
        while index < octets.count {
            let byte = octets[index]
            let isMark =
                byte == 0xEF && index + 2 < octets.count && octets[index + 1] == 0xBB && octets[index + 2] == 0xBF
            if byte == 0x20 {
                index += 1
            } else if byte < 0x20 || isMark {
                index += isMark ? 3 : 1
                blanks = index
            } else {
                break
            }
        }
        // Blanks may be the first characters of a leader without a length.
        let leader = [5, 4, 3, 2, 1].first { index - $0 >= blanks && endsLikeLeader(octets, at: index - $0) }
        return index < octets.count ? index - (leader ?? 0) : index
    }

    /// Whether 24 bytes at `index` are a leader as the standard has it.
    private static func isLeader(_ octets: Span<UInt8>, at index: Int) -> Bool {
        endsLikeLeader(octets, at: index) && decimal(octets, at: index, digits: 5) != nil
            && decimal(octets, at: index + 12, digits: 5) != nil
    }

    /// Whether the entry map `45` stands where it should in a leader at `index`, and two counts of one digit before.
    private static func endsLikeLeader(_ octets: Span<UInt8>, at index: Int) -> Bool {
        guard index >= 0, index + 24 <= octets.count, octets[index + 20] == 0x34, octets[index + 21] == 0x35 else {
            return false
        }
        return octets[index + 10] == 0x32 && octets[index + 11] == 0x32
    }
}
