/// What is wrong with tokens that libyaz found no CQL in.
///
/// libyaz says neither what it expected nor where, so the commonest faults are looked for.
///
/// - Parameter tokens: the tokens as the client wrote them.
/// - Returns: diagnostic 10, as a rule with the place.
func syntaxFault(in tokens: [CQLToken]) -> QueryError {
    guard let last = tokens.last else { return .syntax("the query is empty", at: 0) }
    var previous: CQLToken?
    for token in tokens {
        if let fault = fault(of: token, after: previous) { return fault }
        previous = token
    }
    if last.isBoolean { return .syntax("the query ends with ‘\(last.text)’", at: last.offset) }
    if last.isSortBy { return .syntax("no sort key follows ‘\(last.text)’", at: last.offset) }
    if last.kind == .symbol { return .syntax("nothing to look for follows ‘\(last.text)’", at: last.offset) }
    return .syntax("this is not CQL; a term with signs in it needs quotation marks")
}

private func fault(of token: CQLToken, after previous: CQLToken?) -> QueryError? {
    guard let previous else {
        if token.isBoolean { return .syntax("‘\(token.text)’ has nothing before it to combine", at: token.offset) }
        guard token.kind == .symbol, token.text != ">" else { return nil }
        return .syntax("no index stands before ‘\(token.text)’", at: token.offset)
    }
    switch (previous.kind, token.kind) {
    case (.open, .close): return .syntax("these brackets are empty", at: previous.offset)
    case (.symbol, .close): return .syntax("nothing to look for follows ‘\(previous.text)’", at: previous.offset)
    case (.word, .close) where previous.isBoolean:
        return .syntax("nothing follows ‘\(previous.text)’", at: previous.offset)
    case (.open, .word) where token.isBoolean:
        return .syntax("‘\(token.text)’ has nothing before it to combine", at: token.offset)
    case (.word, .word) where previous.isBoolean && token.isBoolean:
        return .syntax("‘\(token.text)’ follows ‘\(previous.text)’", at: token.offset)
    case (.open, .symbol) where token.text != ">", (.symbol, .symbol), (.close, .symbol):
        return .syntax("no index stands before ‘\(token.text)’", at: token.offset)
    case (.word, .symbol) where previous.isBoolean && token.text != ">":
        return .syntax("no index stands before ‘\(token.text)’", at: token.offset)
    case (.close, .open), (.close, .quoted): return .missingBoolean(before: token)
    case (.close, .word) where !token.isBoolean && !token.isSortBy: return .missingBoolean(before: token)
    default: return nil
    }
}
