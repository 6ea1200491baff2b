/// A query as Z39.50's type-1 query has it; `text` is YAZ's prefix notation for it.
indirect enum PQF: Hashable, Sendable {
    case term(BibAttributes, String)
    case and(PQF, PQF)
    case or(PQF, PQF)
    case not(PQF, PQF)
    case prox(Proximity, PQF, PQF)

    /// How far apart the operands of `@prox` may be.
    struct Proximity: Hashable, Sendable {
        /// In words.
        var distance: Int
        /// Whether the first must come first.
        var isOrdered: Bool
        /// How the distance is compared: 1 `<`, 2 `<=`, 3 `=`, 4 `>=`, 5 `>`, 6 `<>`.
        var relation: Int
    }

    /// The operands joined from the left; `nil` when there is none.
    static func joined(_ operands: [PQF], by join: (PQF, PQF) -> PQF) -> PQF? {
        operands.dropFirst().reduce(operands.first) { left, right in left.map { join($0, right) } }
    }

    /// In YAZ's prefix query format: `@and @attr 1=4 "fish" @attr 1=1003 "frog"`.
    var text: String {
        switch self {
        case .term(let attributes, let term): "\(attributes.pqf)\"\(Self.escaped(term))\""
        case .and(let left, let right): "@and \(left.text) \(right.text)"
        case .or(let left, let right): "@or \(left.text) \(right.text)"
        case .not(let left, let right): "@not \(left.text) \(right.text)"
        case .prox(let proximity, let left, let right):
            // Exclusion 0; known unit 2: words.
            "@prox 0 \(proximity.distance) \(proximity.isOrdered ? 1 : 0) \(proximity.relation) k 2 \(left.text) \(right.text)"
        }
    }

    /// All terms, from left to right.
    var terms: [String] {
        switch self {
        case .term(_, let term): [term]
        case .and(let left, let right), .or(let left, let right), .not(let left, let right),
            .prox(_, let left, let right):
            left.terms + right.terms
        }
    }

    /// A term as it stands between PQF's quotation marks.
    ///
    /// A backslash before the quotation mark and itself; also before a first `@`, since libyaz's PQF reads `"@1…` as
    /// an attribute in spite of the quotation mark. NUL would end the text and becomes a blank.
    private static func escaped(_ term: String) -> String {
        var result = ""
        for scalar in term.unicodeScalars {
            switch scalar {
            case "\\", "\"", "@": result += "\\"
            default: break
            }
            result.unicodeScalars.append(scalar == "\0" ? " " : scalar)
        }
        return result
    }
}
