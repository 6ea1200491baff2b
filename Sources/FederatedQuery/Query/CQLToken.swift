/// One token of CQL text.
struct CQLToken: Hashable, Sendable {
    /// The kinds that CQL's grammar tells apart.
    enum Kind: Hashable, Sendable {
        /// Bare characters: an index, a named relation, a boolean or a term.
        case word
        /// A string in quotation marks; `text` is what stands between them.
        case quoted
        /// A relation: `=` `==` `<>` `<` `<=` `>` `>=`; `>` starts a prefix map, too.
        case symbol
        case open, close, slash
    }

    /// Its kind.
    let kind: Kind
    /// Its characters as written: backslashes stay, blanks of all kinds are spaces.
    let text: String
    /// Where it starts, in UTF-8 bytes from the start of the query.
    let offset: Int

    /// A token of these parts.
    init(_ kind: Kind, _ text: String, offset: Int) {
        self.kind = kind
        self.text = text
        self.offset = offset
    }

    /// Whether it is `and`, `or`, `not` or `prox`, in any case, without quotation marks.
    var isBoolean: Bool {
        kind == .word && ["and", "or", "not", "prox"].contains(text.lowercased())
    }

    /// Whether it is `sortby`.
    var isSortBy: Bool { kind == .word && text.lowercased() == "sortby" }

    /// Whether it can be a term, or part of one.
    var isTerm: Bool { kind == .word || kind == .quoted }

    /// Whether it is a phrase: a quoted string of several words.
    var isPhrase: Bool { kind == .quoted && text.contains(" ") }

    /// The token as CQL text.
    var cql: String { kind == .quoted ? "\"\(text)\"" : text }
}
