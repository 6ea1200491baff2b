/// Whether octets from a member hold an InitResponse where none may stand, or something that is no APDU at all.
///
/// libyaz 5.34 takes a second InitResponse for a fault of the program and aborts it (an assertion in zoom-z3950.c), so
/// that one must never reach it. Nor may HTTP, which it reads on a Z39.50 connection, too, and whose SOAP can end it.
/// Only what starts at the beginning of an APDU can be judged.
///
/// Source: ISO 23950 appendix A, all APDUs context-specific, initResponse [21]; X.690 8.1.2 and 8.1.3, identifier and
/// length octets.
///
/// - Parameters:
///   - octets: what has come, from the beginning of an APDU on; the last APDU may be cut.
///   - mayBegin: whether the first APDU may be one, since Init has been sent.
/// - Returns: whether libyaz must not read them.
func holdsUnexpectedInit(_ octets: some RandomAccessCollection<UInt8>, mayBegin: Bool) -> Bool {
    let initResponse: UInt8 = 0xB5
    var rest = octets[...]
    var isAllowed = mayBegin
    while let tag = rest.popFirst() {
        if tag & 0xE0 != 0xA0 || tag == initResponse && !isAllowed { return true }
        isAllowed = false
        // No APDU of a server has a tag of more than one octet but those from [31] on.
        if tag & 0x1F == 0x1F { while let more = rest.popFirst(), more & 0x80 != 0 {} }
        guard let first = rest.popFirst(), first != 0x80, first & 0x7F <= 4 || first < 0x80 else { return false }
        var length = Int(first)
        if first > 0x80 {
            length = 0
            for _ in 0..<(first & 0x7F) { length = length << 8 | Int(rest.popFirst() ?? 0) }
        }
        rest = rest.dropFirst(length)
    }
    return false
}

/// How long the APDU is that octets begin with, as far as they tell.
enum APDULength: Hashable {
    /// So many octets, its header among them.
    case octets(Int)
    /// Only its end will tell (X.690 8.1.3.6).
    case indefinite
    /// The header is not whole.
    case unknown
}

/// The length of the APDU at the beginning of these octets.
func apduLength(_ octets: some RandomAccessCollection<UInt8>) -> APDULength {
    var rest = octets[...]
    guard let tag = rest.popFirst() else { return .unknown }
    if tag & 0x1F == 0x1F {
        var last: UInt8 = 0x80
        while last & 0x80 != 0 {
            guard let octet = rest.popFirst() else { return .unknown }
            last = octet
        }
    }
    guard let first = rest.popFirst() else { return .unknown }
    guard first != 0x80 else { return .indefinite }
    var length = Int(first)
    if first > 0x80 {
        let count = Int(first & 0x7F)
        guard rest.count >= count else { return .unknown }
        // More than any answer may be long; the codec refuses it.
        length = count > 4 ? Int(UInt32.max) : rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(count)
    }
    return .octets(octets.distance(from: octets.startIndex, to: rest.startIndex) + length)
}
