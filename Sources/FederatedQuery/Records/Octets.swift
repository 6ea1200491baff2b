import Glibc

// What every reader of octets needs.

/// The first position of `byte` at or after `start`; the count when there is none.
func position(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes.withUnsafeBytes { raw in
        guard let base = raw.baseAddress, let found = memchr(base + start, Int32(byte), raw.count - start) else {
            return raw.count
        }
        return UnsafeRawPointer(found) - base
    }
}

/// The number written in `digits` decimal digits at `position`; `nil` when other characters stand there.
func decimal(_ octets: Span<UInt8>, at position: Int, digits: Int) -> Int? {
    guard position >= 0, position + digits <= octets.count else { return nil }
    var value = 0
    for index in position..<position + digits {
        let digit = octets[index] &- 0x30
        guard digit <= 9 else { return nil }
        value = value * 10 + Int(digit)
    }
    return value
}

/// Whether all of `range` is printable ASCII.
func isPrintable(_ octets: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where octets[index] &- 0x20 > 0x5E { return false }
    return true
}

/// Whether `byte` is an ASCII letter or digit.
func isAlphanumeric(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 || isLetter(byte) }

/// Whether `byte` is an ASCII letter.
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }
