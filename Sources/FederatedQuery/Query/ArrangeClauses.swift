/// `tokens` with its clauses put so that strict CQL reads them as people mean them.
///
/// People type `red chamber dream` and `title = red chamber and author = cao`, and mean all these words. Strict CQL has
/// no such lists: the first it reads as an index and a relation that nobody knows, the second it refuses. They become
/// `cql.serverChoice all "red chamber dream"` and `title all "red chamber"`. Some texts libyaz accepts but drops a part
/// of (`title = author = cao` loses its title); these are refused here. And a prefix map in a right operand, as CQL 1.1
/// has it, gets the brackets that libyaz wants there. All else stays as it is, for libyaz to judge.
///
/// - Parameters:
///   - tokens: the tokens of one query.
///   - names: what its names mean.
/// - Returns: tokens of strict CQL, if they are CQL at all.
/// - Throws: diagnostics 10 and 19, with the place.
func arrangeClauses(_ tokens: [CQLToken], names: IndexNames) throws(QueryError) -> [CQLToken] {
    var arranger = ClauseArranger(tokens: tokens, names: names)
    try arranger.run()
    return arranger.output
}

private struct ClauseArranger {
    let tokens: [CQLToken]
    let names: IndexNames
    var output: [CQLToken] = []
    private var position = 0
    /// The brackets open here.
    private var brackets: [Bracket] = [Bracket()]

    /// An open bracket, or the whole query.
    private struct Bracket {
        /// The index, relation and modifiers before the bracket, which its terms share: `title any (…)`.
        var shared: ClauseTokens?
        /// How many brackets were opened inside it for prefix maps.
        var inserted = 0
    }

    init(tokens: [CQLToken], names: IndexNames) {
        self.tokens = tokens
        self.names = names
    }

    mutating func run() throws(QueryError) {
        while position < tokens.count {
            let token = tokens[position]
            if token.kind == .open {
                brackets.append(Bracket(shared: brackets.last?.shared))
                copy()
            } else if token.kind == .close {
                closeInserted()
                if brackets.count > 1 { brackets.removeLast() }
                copy()
            } else if token.isBoolean {
                copy()
                while copyModifier() {}
                openForPrefixMap()
            } else if token.isSortBy {
                break
            } else if !copyPrefixMap() {
                try arrangeClause()
            }
        }
        closeInserted()
        output += tokens[position...]
    }

    private mutating func copy() {
        output.append(tokens[position])
        position += 1
    }

    private func peek(_ distance: Int = 0) -> CQLToken? {
        position + distance < tokens.count ? tokens[position + distance] : nil
    }

    /// Copies `/name` or `/name=value`, if one stands here.
    private mutating func copyModifier() -> Bool {
        guard peek()?.kind == .slash, peek(1)?.isTerm == true else { return false }
        let length = peek(2)?.kind == .symbol && peek(3)?.isTerm == true ? 4 : 2
        for _ in 0..<length { copy() }
        return true
    }

    /// Copies `> prefix = uri` or `> uri`, if one stands here.
    private mutating func copyPrefixMap() -> Bool {
        guard peek()?.text == ">", peek()?.kind == .symbol, peek(1)?.isTerm == true else { return false }
        let length = peek(2)?.text == "=" && peek(3)?.isTerm == true ? 4 : 2
        for _ in 0..<length { copy() }
        return true
    }

    private mutating func openForPrefixMap() {
        guard let token = peek(), token.kind == .symbol, token.text == ">" else { return }
        output.append(CQLToken(.open, "(", offset: token.offset))
        brackets[brackets.count - 1].inserted += 1
    }

    private mutating func closeInserted() {
        for _ in 0..<brackets[brackets.count - 1].inserted { output.append(CQLToken(.close, ")", offset: 0)) }
        brackets[brackets.count - 1].inserted = 0
    }

    /// Arranges the clause that starts here and reaches to the next bracket, boolean or `sortby`.
    private mutating func arrangeClause() throws(QueryError) {
        let start = position
        while let token = peek(), token.kind != .open, token.kind != .close, !token.isBoolean, !token.isSortBy {
            position += 1
        }
        let beforeBracket = peek()?.kind == .open
        let shared = brackets.last?.shared
        let clause = try ClauseTokens(
            tokens[start..<position], beforeBracket: beforeBracket, shared: shared, names: names)
        output += try clause.arranged(under: shared)
        guard beforeBracket else { return }
        brackets.append(Bracket(shared: clause))
        copy()
    }
}
