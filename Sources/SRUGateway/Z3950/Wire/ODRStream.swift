import CYaz

/// One run of libyaz's BER codec, and the memory of whatever it makes: all of it is freed with the stream.
struct ODRStream: ~Copyable {
    /// Which way the codec runs.
    enum Direction {
        case decode, encode
    }

    let raw: ODR

    init(_ direction: Direction) {
        raw = odr_createmem(direction == .decode ? ODR_DECODE : ODR_ENCODE)
    }

    deinit { odr_destroy(raw) }

    /// A copy of `value`, one of libyaz's structures, in the stream's memory.
    func allocate<T>(_ value: T) -> UnsafeMutablePointer<T> {
        let pointer = odr_malloc(raw, MemoryLayout<T>.size).bindMemory(to: T.self, capacity: 1)
        pointer.initialize(to: value)
        return pointer
    }

    /// The values one after another in the stream's memory, as libyaz keeps the elements of a SEQUENCE OF.
    func list<T>(_ values: [UnsafeMutablePointer<T>?]) -> UnsafeMutablePointer<UnsafeMutablePointer<T>?> {
        let size = MemoryLayout<UnsafeMutablePointer<T>?>.stride * max(values.count, 1)
        let pointer = odr_malloc(raw, size)
            .bindMemory(to: UnsafeMutablePointer<T>?.self, capacity: max(values.count, 1))
        pointer.initialize(from: values, count: values.count)
        return pointer
    }

    func integer(_ value: Int) -> UnsafeMutablePointer<Odr_int> { odr_intdup(raw, Odr_int(value)) }

    func boolean(_ value: Bool) -> UnsafeMutablePointer<Odr_bool> { odr_booldup(raw, value ? 1 : 0) }

    /// The text as a C string; it ends at its first U+0000.
    func string(_ text: String) -> UnsafeMutablePointer<CChar> { odr_strdup(raw, text) }

    /// The object identifier of this dotted form, one of our own constants.
    func oid(_ dotted: String) -> UnsafeMutablePointer<Odr_oid> { odr_getoidbystr(raw, dotted) }

    func octets(_ bytes: [UInt8]) -> UnsafeMutablePointer<Odr_oct> {
        bytes.withUnsafeBytes {
            odr_create_Odr_oct(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
    }

    /// A BIT STRING with these bits set, counted from 0.
    func bits(_ numbers: some Sequence<Int>) -> UnsafeMutablePointer<Odr_bitmask> {
        let mask = allocate(Odr_bitmask())
        mask.pointee.top = -1
        withUnsafeMutableBytes(of: &mask.pointee.bits) { bits in
            for number in numbers where number >> 3 < bits.count {
                bits[number >> 3] |= 0x80 >> UInt8(number & 7)
                mask.pointee.top = max(mask.pointee.top, Int32(number >> 3))
            }
        }
        return mask
    }
}
