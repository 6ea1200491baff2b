/// What one look at every byte of a record's fields tells, in one pass that the compiler turns into vector code.
struct ByteCensus {
    /// Whether any byte lies outside ASCII.
    private(set) var hasHighBytes = false
    /// Field terminators, 0x1E.
    private(set) var terminators = 0
    /// Control characters other than field terminators and subfield delimiters.
    private(set) var controls = 0
    /// Numeric references, `&#`.
    private(set) var references = 0
    /// Subfield delimiters, 0x1F, that no printable ASCII character follows.
    private(set) var badCodes = 0

    /// The census of `range` of `bytes`; a byte must follow the range.
    init(_ bytes: Span<UInt8>, in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound < bytes.count)
        bytes.withUnsafeBufferPointer { buffer in
            var index = range.lowerBound
            while index < range.upperBound {
                let end = min(index + 128, range.upperBound)
                count(buffer, index..<end)
                index = end
            }
        }
    }

    /// Counts at most 255 bytes, so that one byte can hold each count.
    private mutating func count(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var seen: UInt8 = 0
        var terminators: UInt8 = 0
        var controls: UInt8 = 0
        var badCodes: UInt8 = 0
        var references: UInt8 = 0
        for index in range {
            let byte = buffer[index]
            let code = buffer[index + 1] &- 0x21
            seen |= byte
            terminators &+= byte == 0x1E ? 1 : 0
            controls &+= byte < 0x1E ? 1 : 0
            references &+= (byte == 0x26 ? 1 : 0) & (code == 0x02 ? 1 : 0)
            badCodes &+= (byte == 0x1F ? 1 : 0) & (code > 0x5D ? 1 : 0)
        }
        hasHighBytes = hasHighBytes || seen > 0x7F
        self.terminators += Int(terminators)
        self.controls += Int(controls)
        self.badCodes += Int(badCodes)
        self.references += Int(references)
    }
}
