/// One word of a term, its masks told from its characters.
///
/// Source: CQL 1.2, context set: `*` masks any run of characters, `?` one, `^` at an end anchors it there; a backslash
/// takes the meaning from the character behind it.
struct TermWord: Hashable, Sendable {
    /// A part of the word.
    enum Piece: Hashable, Sendable {
        /// These characters.
        case literal(String)
        /// `*`: any characters or none.
        case any
        /// `?`: one character.
        case one
    }

    /// The parts in order: no two literals, no two `*` in a row.
    private(set) var pieces: [Piece] = []
    /// Whether `^` stands before it: it is to be the field's first word.
    private(set) var isFirst = false
    /// Whether `^` stands behind it: it is to be the field's last word.
    private(set) var isLast = false

    /// Whether anything in it is masked.
    var isMasked: Bool { pieces.contains { $0 == .any || $0 == .one } }

    /// Its characters without masks and anchors.
    var literal: String {
        pieces.reduce(into: "") { if case .literal(let text) = $1 { $0 += text } }
    }

    /// Whether there is something to look for in it: a letter, a digit or `*`.
    var hasContent: Bool { hasLetter || pieces.contains(.any) }

    /// Whether a letter, an ideograph or a digit is in it.
    var hasLetter: Bool {
        literal.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// It as CQL writes it, for a reader: `wom?n`.
    var cql: String {
        let body = pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .any: "*"
            case .one: "?"
            }
        }
        return (isFirst ? "^" : "") + body.joined() + (isLast ? "^" : "")
    }

    /// The same without anchors.
    var unanchored: TermWord {
        var word = self
        word.isFirst = false
        word.isLast = false
        return word
    }

    /// Whether nothing has been added yet.
    fileprivate var isEmpty: Bool { pieces.isEmpty && !isFirst }

    fileprivate mutating func append(_ character: Character) {
        if case .literal(let text)? = pieces.last {
            pieces[pieces.count - 1] = .literal(text + String(character))
        } else {
            pieces.append(.literal(String(character)))
        }
    }

    fileprivate mutating func mask(_ character: Character) {
        switch character {
        case "*" where pieces.last != .any: pieces.append(.any)
        case "?": pieces.append(.one)
        case "^" where isEmpty: isFirst = true
        default: break
        }
    }

    /// Takes a last `^` for an anchor.
    fileprivate mutating func anchorLast() { isLast = true }
}

extension SearchClause {
    /// The words of the term, in order, as blanks part them; `unmasked` takes the meaning from all masks.
    var words: [TermWord] {
        let isMasked = !relation.modifiers.contains { $0.name == "unmasked" }
        var words: [TermWord] = []
        var word = TermWord()
        var characters = term[...]
        while let character = characters.popFirst() {
            let isCovered = character == "\\" && !characters.isEmpty
            let plain = isCovered ? characters.removeFirst() : character
            let atEnd = characters.first?.isWhitespace ?? true
            if plain.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = TermWord()
            } else if isMasked, !isCovered, plain == "^", atEnd, !word.isEmpty {
                word.anchorLast()
            } else if isMasked, !isCovered, "*?".contains(plain) || plain == "^" && word.isEmpty {
                word.mask(plain)
            } else {
                word.append(plain)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The term's own characters, backslashes taken away, masks left as they are.
    var literalTerm: String {
        var result = ""
        var characters = term[...]
        while let character = characters.popFirst() {
            result.append(character == "\\" && !characters.isEmpty ? characters.removeFirst() : character)
        }
        return result
    }
}

/// Text as a term that means just these characters: backslashes before all that would mask.
///
/// For clauses that come from elsewhere than CQL. Example: `C*?` gives `C\*\?`.
///
/// - Parameter text: what is to be looked for.
/// - Returns: a term for `SearchClause`.
public func escapedTerm(_ text: String) -> String {
    text.reduce(into: "") { result, character in
        if "\\*?^\"".contains(character) { result.append("\\") }
        result.append(character)
    }
}
