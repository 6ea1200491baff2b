/// Which descriptions might be of one book: those that share a key.
///
/// One array with open addressing holds pairs of a key's hash and a description, so that an entry costs 8 bytes and
/// no allocation. A key keeps the first `bucketSize` descriptions that have it: what ten thousand records share tells
/// nothing, and the records are found by their other keys.
struct CandidateIndex: Sendable {
    /// How many descriptions one key leads to.
    static let bucketSize = 32

    /// The key's hash in the high half, the description plus one in the low half; 0 is free.
    private var slots = [UInt64](repeating: 0, count: 64)
    private var count = 0

    /// Appends the descriptions that have `key` to `found`, oldest first.
    func find(_ key: UInt64, into found: inout [Int32]) {
        let hash = Self.hash(key)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash { found.append(Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1) }
            slot = (slot + 1) & mask
        }
    }

    /// Enters that `description` has `key`, unless enough others have.
    mutating func insert(_ key: UInt64, _ description: Int32) {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        place(Self.hash(key), UInt64(UInt32(bitPattern: description + 1)))
    }

    /// Makes room for this many more entries at once.
    mutating func reserve(_ additional: Int) {
        while (count + additional) * 3 > slots.count * 2 { grow() }
    }

    private mutating func place(_ hash: UInt64, _ entry: UInt64) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        var others = 0
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash {
                others += 1
                if others == Self.bucketSize || slots[slot] & 0xFFFF_FFFF == entry { return }
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = hash << 32 | entry
        count += 1
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        count = 0
        // The order within a bucket must stay: start behind a free slot, so that no run is cut.
        guard let free = old.firstIndex(of: 0) else { return }
        for offset in 1...old.count {
            let slot = old[(free + offset) & (old.count - 1)]
            if slot != 0 { place(slot >> 32, slot & 0xFFFF_FFFF) }
        }
    }

    /// 32 bits, well mixed.
    private static func hash(_ key: UInt64) -> UInt64 {
        var value = (key ^ key >> 31) &* 0x7FB5_D329_728E_A185
        value = (value ^ value >> 27) &* 0x81DA_DEF4_BC2D_D44D
        return value >> 32
    }
}

/// The keys under which a description is found, and finds others.
///
/// - Parameters:
///   - features: the description's.
///   - pool: where its tokens and identifiers stand.
///   - keys: gets the keys; emptied first.
func candidateKeys(of features: MatchFeatures, in pool: FeaturePool, into keys: inout [UInt64]) {
    keys.removeAll(keepingCapacity: true)
    for identifier in features.identifiers(in: pool) {
        switch identifier.kind {
        case .series, nil: break
        case .title: keys.append(titleKey(identifier.value, 0))
        default: keys.append(identifier.packed)
        }
    }
    guard features.titleCount > 0 else { return }
    let main = UInt64(features.mainTitle)
    let full = UInt64(features.fullTitle)
    keys.append(titleKey(main, 0))
    if full != main { keys.append(titleKey(full, 0)) }
    // When too many have the title, year, volume and author still find the few that matter.
    let numbers = features.title(in: pool).reduce(UInt64(0)) { $1.kind == .number ? $0 &* 31 &+ UInt64($1.value) : $0 }
    keys.append(titleKey(main, 1 << 60 | UInt64(features.year) << 32 | numbers & 0xFFFF_FFFF))
    if let name = features.names(in: pool).first(where: { $0.kind == .name }) {
        keys.append(titleKey(main, 2 << 60 | UInt64(name.value)))
    }
    // Another subtitle, a word more: the beginning of the title with the year.
    keys.append(titleKey(beginning(of: features.title(in: pool)), 3 << 60 | UInt64(features.year)))
}

private func titleKey(_ title: UInt64, _ rest: UInt64) -> UInt64 {
    (title &* 0x9E37_79B9_7F4A_7C15 ^ rest) & 0x00FF_FFFF_FFFF_FFFF | 0xFF << 56
}

/// The first two words or five Han characters, as a hash.
private func beginning(of title: ArraySlice<Token>) -> UInt64 {
    var hash = TokenHash()
    var length = 0
    for token in title where token.kind != .number {
        hash.add(token.packed)
        length += token.kind == .ideograph ? 2 : 5
        if length >= 10 { break }
    }
    return UInt64(hash.value)
}
