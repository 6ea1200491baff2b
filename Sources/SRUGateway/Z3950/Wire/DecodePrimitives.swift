import CYaz

/// The elements of a SEQUENCE OF.
func elements<T>(
    _ list: UnsafeMutablePointer<UnsafeMutablePointer<T>?>?, _ count: Int32
) -> [UnsafeMutablePointer<T>] {
    UnsafeBufferPointer(start: list, count: list == nil ? 0 : Int(count)).compactMap { $0 }
}

extension UnsafeMutablePointer<Odr_int> {
    /// The number, as Swift has it.
    var int: Int { Int(pointee) }
}

extension UnsafeMutablePointer<CChar> {
    /// The text of a C string; what is not UTF-8 in it is replaced.
    var text: String { String(cString: self) }

    /// The octets of a C string, whatever character set they are in.
    var octetsToTerminator: [UInt8] {
        var octets: [UInt8] = []
        var cursor = self
        while cursor.pointee != 0 {
            octets.append(UInt8(bitPattern: cursor.pointee))
            cursor += 1
        }
        return octets
    }
}

extension UnsafeMutablePointer<Odr_oct> {
    /// A copy of the octets.
    var octets: [UInt8] { Array(UnsafeRawBufferPointer(start: pointee.buf, count: Int(pointee.len))) }
}

extension UnsafeMutablePointer<Odr_oid> {
    /// The dotted form of an object identifier.
    var dotted: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(OID_STR_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            oid_oid_to_dotstring(self, start)
            return String(cString: start)
        }
    }
}

extension UnsafeMutablePointer<Odr_bitmask> {
    /// Whether this bit of a BIT STRING is set, counted from 0; bits behind the last are not.
    func isSet(_ bit: Int) -> Bool {
        guard bit >> 3 <= Int(pointee.top) else { return false }
        return withUnsafeBytes(of: &pointee.bits) { $0[bit >> 3] & (0x80 >> UInt8(bit & 7)) != 0 }
    }
}
