/// Finds the end of one BER value, looking at each octet once however slowly they arrive.
///
/// It also proves what libyaz's decoder relies on: no value is longer, nested deeper or reaches further than it may.
/// Source: ISO/IEC 8825-1 (X.690), 8.1.
struct BERFrameScanner {
    /// Why the octets are no APDU that we read.
    enum Problem: Error, Hashable {
        /// The first octet begins no APDU: they all have context-specific, constructed tags.
        case notAnAPDU
        /// The octets are no BER, or a value reaches out of the one that holds it.
        case malformed
        /// The value is longer than the limit, or says it will be.
        case tooLong
        /// Values are nested deeper than the limit.
        case tooDeep
    }

    /// A constructed value whose end has not been reached.
    private struct Container {
        /// The offset that nothing inside it may pass.
        let bound: Int
        /// Whether its own end is marked by an end-of-contents and not by its length.
        let isIndefinite: Bool
    }

    /// The first octets of a value, read.
    private struct Header {
        let end: Int
        let isConstructed: Bool
        /// `nil` for the indefinite form.
        let length: Int?
        /// Whether it is the mark that ends an indefinite value.
        let isEndOfContents: Bool
    }

    /// The most octets in an APDU.
    let maximumLength: Int
    /// The most levels of nesting.
    let maximumDepth: Int
    private var offset = 0
    private var containers: [Container] = []

    init(maximumLength: Int, maximumDepth: Int) {
        self.maximumLength = maximumLength
        self.maximumDepth = maximumDepth
    }

    /// The length of the APDU at the start of `octets`, or `nil` while more octets are needed.
    ///
    /// Call it again with the same octets and those that have arrived since; start anew after a length or an error.
    mutating func scan(_ octets: some RandomAccessCollection<UInt8>) throws(Problem) -> Int? {
        while true {
            while let last = containers.last, !last.isIndefinite, last.bound == offset { containers.removeLast() }
            if containers.isEmpty, offset > 0 { return offset <= octets.count ? offset : nil }
            guard let header = try header(in: octets) else { return nil }
            try enter(header)
        }
    }

    private mutating func enter(_ header: Header) throws(Problem) {
        let bound = containers.last?.bound ?? maximumLength
        guard header.end <= bound else { throw outOfBound(bound) }
        if header.isEndOfContents {
            guard containers.last?.isIndefinite == true else { throw .malformed }
            containers.removeLast()
            offset = header.end
            return
        }
        if header.isConstructed, containers.count >= maximumDepth { throw .tooDeep }
        guard let length = header.length else {
            guard header.isConstructed else { throw .malformed }
            containers.append(Container(bound: bound, isIndefinite: true))
            offset = header.end
            return
        }
        guard length <= bound - header.end else { throw outOfBound(bound) }
        if header.isConstructed {
            containers.append(Container(bound: header.end + length, isIndefinite: false))
            offset = header.end
        } else {
            offset = header.end + length
        }
    }

    private func outOfBound(_ bound: Int) -> Problem { bound == maximumLength ? .tooLong : .malformed }

    /// The identifier and length octets at `offset`, or `nil` when they have not all arrived.
    private func header(in octets: some RandomAccessCollection<UInt8>) throws(Problem) -> Header? {
        var cursor = offset
        func next() -> UInt8? {
            guard cursor < octets.count else { return nil }
            defer { cursor += 1 }
            return octets[octets.index(octets.startIndex, offsetBy: cursor)]
        }
        guard let identifier = next() else { return nil }
        if offset == 0, identifier & 0xE0 != 0xA0 { throw .notAnAPDU }
        if identifier & 0x1F == 0x1F {
            var more = true
            while more {
                guard cursor - offset <= 4 else { throw .malformed }  // no tag of Z39.50 has more than two octets
                guard let octet = next() else { return nil }
                more = octet & 0x80 != 0
            }
        }
        guard let first = next() else { return nil }
        var length: Int? = Int(first)
        if first == 0x80 {
            length = nil
        } else if first > 0x80 {
            guard first <= 0x84 else { throw .tooLong }
            var value = 0
            for _ in 0..<(first & 0x7F) {
                guard let octet = next() else { return nil }
                value = value << 8 | Int(octet)
            }
            length = value
        }
        if identifier == 0, length != 0 { throw .malformed }
        return Header(
            end: cursor, isConstructed: identifier & 0x20 != 0, length: length, isEndOfContents: identifier == 0)
    }
}
