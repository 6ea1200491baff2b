/// How the tokens of two texts overlap; order and repetition don't count for much.
struct TokenOverlap {
    /// How many tokens of the shorter text the longer one has too.
    var shared = 0
    /// The tokens of the shorter and of the longer text.
    var shorter = 0
    var longer = 0

    /// Counts words and Han characters; numbers are compared by `NumberOverlap`.
    init(_ a: ArraySlice<Token>, _ b: ArraySlice<Token>) {
        var used: UInt64 = 0
        var (countA, countB) = (0, 0)
        for token in b where token.kind != .number { countB += 1 }
        for token in a where token.kind != .number {
            countA += 1
            for (offset, other) in b.enumerated() where other == token && used & 1 << UInt64(offset & 63) == 0 {
                used |= 1 << UInt64(offset & 63)
                shared += 1
                break
            }
        }
        shorter = min(countA, countB)
        longer = max(countA, countB)
    }

    /// Shared tokens among all: 0 to 1; 1 for two empty texts.
    var likeness: Double { longer == 0 ? 1 : Double(shared) / Double(shorter + longer - shared) }

    /// How much of the shorter text the longer one has: 0 to 1; 0 if one is empty.
    var containment: Double { shorter == 0 ? 0 : Double(shared) / Double(shorter) }
}

/// How the numbers of two titles relate.
enum NumberOverlap {
    /// Neither has any, or both have the same.
    case equal
    /// One has all the numbers of the other, and more.
    case contained
    /// Each has one that the other lacks.
    case different

    /// Compares the numbers among the tokens of two titles, each as often as it occurs.
    init(_ a: ArraySlice<Token>, _ b: ArraySlice<Token>) {
        func lacks(_ x: ArraySlice<Token>, _ y: ArraySlice<Token>) -> Bool {
            x.contains { number in
                number.kind == .number && x.count(where: { $0 == number }) > y.count(where: { $0 == number })
            }
        }
        let (onlyA, onlyB) = (lacks(a, b), lacks(b, a))
        self = onlyA && onlyB ? .different : onlyA || onlyB ? .contained : .equal
    }
}
