/// The tokens of one search clause, told apart: `title any/stem fish frog`.
struct ClauseTokens {
    /// The index; `nil` when the clause is terms alone.
    private(set) var index: CQLToken?
    /// The relation; `nil` when the clause is terms alone.
    private(set) var relation: CQLToken?
    /// The relation's modifiers, slashes and all.
    private(set) var modifiers: ArraySlice<CQLToken> = []
    /// The terms; anything may stand among them when libyaz is to refuse the clause.
    private(set) var terms: ArraySlice<CQLToken> = []

    /// Tells the tokens of a clause apart.
    ///
    /// - Parameters:
    ///   - tokens: the clause: no brackets, no booleans.
    ///   - beforeBracket: whether a bracket follows, with the clause's terms in it.
    ///   - shared: the index and relation that terms share with others in a bracket; `nil` outside of one.
    ///   - names: what the names in it mean.
    /// - Throws: diagnostic 10 where libyaz would drop a part of it in silence.
    init(
        _ tokens: ArraySlice<CQLToken>, beforeBracket: Bool, shared: ClauseTokens?, names: IndexNames
    ) throws(QueryError) {
        let sign = tokens.firstIndex { !$0.isTerm } ?? tokens.endIndex
        let head = tokens[..<sign]
        let headCount: Int
        switch sign < tokens.endIndex ? tokens[sign].kind : nil {
        case .symbol: headCount = min(head.count, 1)
        case .slash:
            guard Self.isNamed(head, names), head.count == 2 else { throw .slash(at: tokens[sign].offset) }
            headCount = 2
        default:
            try Self.checkPair(head, isWhole: shared == nil && !beforeBracket, names)
            let isClause = shared == nil && Self.isNamed(head, names, rest: head.count - (beforeBracket ? 1 : 2))
            headCount = isClause ? 2 : 0
        }
        if sign < tokens.endIndex, head.count > headCount, let last = head.last {
            throw .missingBoolean(before: last)
        }
        if headCount > 0 {
            let start = tokens.startIndex + 2
            let end = Self.endOfModifiers(tokens, from: start)
            index = tokens.first
            relation = tokens[start - 1]
            modifiers = tokens[start..<end]
            terms = tokens[end...]
        } else {
            terms = tokens
        }
        try checkTerms(beforeBracket: beforeBracket, shared: shared)
    }

    /// Refuses `dc.title fish`: an index for certain, but no relation.
    private static func checkPair(
        _ head: ArraySlice<CQLToken>, isWhole: Bool, _ names: IndexNames
    ) throws(QueryError) {
        guard isWhole, head.count == 2, let word = head.first, word.kind == .word, names.isPrefixed(word.text) else {
            return
        }
        throw .syntax("no relation (=, any, all) follows ‘\(word.text)’", at: word.offset)
    }

    private func checkTerms(beforeBracket: Bool, shared: ClauseTokens?) throws(QueryError) {
        if let index, shared != nil {
            throw .syntax("in brackets after a relation only terms can stand, not ‘\(index.text)’", at: index.offset)
        }
        if let slash = terms.first(where: { $0.kind == .slash }) { throw .slash(at: slash.offset) }
        if let relation, let second = terms.first(where: { $0.kind == .symbol }) {
            throw .syntax("‘\(second.text)’ follows ‘\(relation.text)’ without a boolean between", at: second.offset)
        }
        if beforeBracket, let term = terms.last, term.isTerm {
            throw .syntax("a boolean (and, or, not) is missing after ‘\(term.text)’", at: term.offset)
        }
    }

    /// Whether words begin with an index and a relation that has a name: `title any …`, `dc.title frob …`.
    ///
    /// - Parameters:
    ///   - head: the words.
    ///   - names: what they mean.
    ///   - rest: how many words would be left for a term, 1 when brackets or modifiers follow.
    /// - Returns: whether they do.
    private static func isNamed(_ head: ArraySlice<CQLToken>, _ names: IndexNames, rest: Int = 1) -> Bool {
        let pair = head.prefix(2)
        guard rest > 0, pair.count == 2, let index = pair.first, let relation = pair.last,
            index.kind == .word, relation.kind == .word
        else { return false }
        if names.isPrefixed(index.text) || names.isPrefixed(relation.text) { return true }
        guard Relation.Base(name: relation.text) != nil else { return false }
        return rest == 1 || names.isKnown(index.text)
    }

    private static func endOfModifiers(_ tokens: ArraySlice<CQLToken>, from start: Int) -> Int {
        var end = start
        while end + 1 < tokens.endIndex, tokens[end].kind == .slash, tokens[end + 1].isTerm {
            end += end + 3 < tokens.endIndex && tokens[end + 2].kind == .symbol && tokens[end + 3].isTerm ? 4 : 2
        }
        return end
    }
}

// MARK: - Lists of words

extension ClauseTokens {
    /// The clause in strict CQL.
    ///
    /// - Parameter shared: the index and relation that it shares with others in a bracket.
    /// - Returns: its tokens, several terms made one.
    /// - Throws: diagnostics 10 and 19 where several terms can't be one.
    func arranged(under shared: ClauseTokens?) throws(QueryError) -> [CQLToken] {
        let head = [index, relation].compactMap(\.self) + modifiers
        guard terms.count > 1, terms.allSatisfy(\.isTerm) else { return head + terms }
        guard let relation = relation ?? shared?.relation else { return allWords(index: nil, modifiers: []) }
        guard let base = Relation.Base(name: relation.text) else {
            throw .unknown(relation: relation.text, at: relation.offset)
        }
        switch base {
        case .equal: return allWords(index: index ?? shared?.index, modifiers: shared?.modifiers ?? modifiers)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            throw .missingBoolean(before: terms[terms.startIndex + 1])
        default: return head + [joined(terms)]
        }
    }

    /// All these words, and each quoted phrase as a phrase.
    private func allWords(index: CQLToken?, modifiers: ArraySlice<CQLToken>) -> [CQLToken] {
        let offset = terms.first?.offset ?? 0
        let index = index ?? CQLToken(.word, "cql.serverChoice", offset: offset)
        let words = terms.filter { !$0.isPhrase }
        let equal = CQLToken(.symbol, "=", offset: offset)
        var clauses = terms.filter(\.isPhrase).map { [index, equal] + modifiers + [$0] }
        if let word = words.first {
            let isList = words.count > 1
            let relation = isList ? CQLToken(.word, "all", offset: offset) : equal
            clauses.insert([index, relation] + modifiers + [isList ? joined(words[...]) : word], at: 0)
        }
        guard clauses.count > 1 else { return clauses.flatMap(\.self) }
        let and = CQLToken(.word, "and", offset: offset)
        let (open, close) = (CQLToken(.open, "(", offset: offset), CQLToken(.close, ")", offset: offset))
        return [open] + clauses.joined(separator: [and]) + [close]
    }

    private func joined(_ terms: ArraySlice<CQLToken>) -> CQLToken {
        CQLToken(.quoted, terms.map(\.text).joined(separator: " "), offset: terms.first?.offset ?? 0)
    }
}

extension QueryError {
    /// Diagnostic 10: two operands side by side.
    static func missingBoolean(before token: CQLToken) -> QueryError {
        .syntax("a boolean (and, or, not) is missing before ‘\(token.text)’", at: token.offset)
    }

    /// Diagnostic 10: a slash where no modifier can stand.
    static func slash(at offset: Int) -> QueryError {
        .syntax("a term that holds ‘/’ needs quotation marks", at: offset)
    }

    /// Diagnostic 19.
    static func unknown(relation: String, at offset: Int? = nil) -> QueryError {
        QueryError(.unknownRelation(relation), offset: offset, message: "the relation ‘\(relation)’ is not known here")
    }
}
