internal import Glibc

/// Whether XML has a tag that is longer than any that is written in earnest.
///
/// libxml2 compares each attribute of a tag with all before it: a megabyte of attributes in one tag would take it half
/// a minute. One look at every octet, before it sees them, is cheap.
func hasOverlongTag(_ octets: UnsafeRawBufferPointer) -> Bool {
    let limit = 8_192
    guard let base = octets.baseAddress else { return false }
    var position = 0
    while position < octets.count,
        let found = memchr(base + position, 0x3C, octets.count - position)  // <
    {
        position = base.distance(to: UnsafeRawPointer(found)) + 1
        guard position < octets.count, startsName(octets[position]) else { continue }
        let start = position
        var quote: UInt8?
        while position < octets.count, quote != nil || octets[position] != 0x3E {  // >
            let octet = octets[position]
            if octet == quote { quote = nil } else if quote == nil, octet == 0x22 || octet == 0x27 { quote = octet }
            position += 1
            if position - start > limit { return true }
        }
    }
    return false
}

/// Whether an octet can begin an element's name: a letter, `_`, `:`, or whatever is not ASCII.
private func startsName(_ octet: UInt8) -> Bool {
    octet >= 0x80 || (octet | 0x20) &- 0x61 < 26 || octet == 0x5F || octet == 0x3A
}
