/// One word, number, Han character or name of folded text, packed into 32 bits so that it compares as one number.
///
/// Numbers below 2^30 and Han characters are kept exactly; words and names as a hash of 30 bits.
struct Token: Hashable, Sendable {
    /// What a token stands for: the two low bits of `packed`.
    enum Kind: UInt32 {
        case word, number, ideograph, name
    }

    let packed: UInt32

    private init(_ kind: Kind, _ value: UInt32) { packed = value << 2 | kind.rawValue }

    /// The word with this hash.
    static func word(_ hash: TokenHash) -> Token { Token(.word, hash.value) }

    /// A name's key with this hash: a family name, or a whole name written without spaces.
    static func name(_ hash: TokenHash) -> Token { Token(.name, hash.value) }

    /// This number: `5` for `5`, `05`, `Ⅴ`, `第五卷` or `fifth`.
    static func number(_ value: UInt32) -> Token { Token(.number, value) }

    /// This Han or kana character.
    static func ideograph(_ character: UInt32) -> Token { Token(.ideograph, character) }

    /// Word, number, ideograph or name.
    var kind: Kind { Kind(rawValue: packed & 3) ?? .word }

    /// The number or the character; a hash otherwise.
    var value: UInt32 { packed >> 2 }

    /// The first of a set of volumes that are told apart by 上, 中 and 下; the other two follow.
    static let firstOfSet: UInt32 = 100_001

    /// All volumes of a set together: `全五册`, `上下`.
    static let wholeSet = Token.number(100_004)
}

/// FNV-1a over folded characters.
///
/// Source: draft-eastlake-fnv. A hash rather than the text keeps what is remembered of a record small.
struct TokenHash {
    private var state: UInt32 = 2_166_136_261

    mutating func add(_ character: UInt32) { state = (state ^ character) &* 16_777_619 }

    /// 30 bits, the high ones folded in.
    var value: UInt32 { (state ^ state >> 30) & 0x3FFF_FFFF }

    /// The hash of a run of folded text.
    init(_ text: ArraySlice<UInt32>) {
        for character in text { add(character) }
    }

    /// The hash of nothing, to which characters are added.
    init() {}

    /// The hash of a lower-case ASCII word.
    init(_ word: String) {
        for byte in word.utf8 { add(UInt32(byte)) }
    }
}
