extension Record {
    /// The record in ISO 2709, UTF-8.
    ///
    /// The leader says so (MARC 21 leader/09 `a`, UNIMARC 100 $a positions 26-29 `50  `), and its lengths are right. Tags
    /// of other than three characters can't be written, and their fields are left out.
    ///
    /// - Returns: `nil` when it is too long for the format: 99,999 bytes, or 9,999 in one field.
    public func iso2709() -> [UInt8]? {
        let written = fields.filter { (0x010000...0xFFFFFF).contains($0.tag.packed) }
        let base = 24 + written.count * 12 + 1
        let total = written.reduce(base + 1) { $0 + $1.range.count + 1 }
        guard total <= 99_999 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(total)
        output.append(contentsOf: bytes[..<24])
        output.write(total, digits: 5, at: 0)
        output.replaceSubrange(10..<12, with: [0x32, 0x32])
        output.write(base, digits: 5, at: 12)
        output.replaceSubrange(20..<24, with: [0x34, 0x35, 0x30, dialect == .marc21 ? 0x30 : 0x20])
        if dialect == .marc21 { output[9] = 0x61 }
        output.append(contentsOf: repeatElement(0x30, count: base - 25))
        var start = 0
        for (index, field) in written.enumerated() {
            let length = field.range.count + 1
            guard length <= 9_999 else { return nil }
            let entry = 24 + index * 12
            for place in 0..<3 {
                output[entry + place] = UInt8(truncatingIfNeeded: field.tag.packed >> (16 - 8 * place))
            }
            output.write(length, digits: 4, at: entry + 3)
            output.write(start, digits: 5, at: entry + 7)
            start += length
        }
        output.append(0x1E)
        for field in written {
            let place = output.count
            output.append(contentsOf: bytes[field.range])
            if dialect == .unimarc, field.tag == "100", field.range.count >= 34 {
                output.replaceSubrange(place + 30..<place + 34, with: [0x35, 0x30, 0x20, 0x20])
            }
            output.append(0x1E)
        }
        output.append(0x1D)
        return output
    }
}

extension [UInt8] {
    /// Writes a number in so many decimal digits at `position`.
    fileprivate mutating func write(_ number: Int, digits: Int, at position: Int) {
        var rest = number
        for index in stride(from: position + digits - 1, through: position, by: -1) {
            self[index] = UInt8(0x30 + rest % 10)
            rest /= 10
        }
    }
}
