/// The tokens of `text`, so bounded that whatever follows may recurse over them.
///
/// Source: CQL 1.2, grammar. libyaz's own lexer ends the query at a line feed and takes a tab for part of a word.
///
/// - Parameter text: CQL as a client sent it.
/// - Returns: its tokens; brackets and quotation marks balance.
/// - Throws: diagnostics 10, 12 and 38, with the place.
func cqlTokens(of text: String) throws(QueryError) -> [CQLToken] {
    let bytes = Array(text.utf8)
    guard bytes.count <= QueryLimits.bytes else {
        throw QueryError(
            .tooLong(limit: QueryLimits.bytes), message: "the query is longer than \(QueryLimits.bytes) bytes")
    }
    var lexer = CQLLexer(bytes: bytes)
    var tokens: [CQLToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    try checkBrackets(tokens)
    try checkSize(tokens)
    return tokens
}

private func checkBrackets(_ tokens: [CQLToken]) throws(QueryError) {
    var open: [CQLToken] = []
    for token in tokens {
        switch token.kind {
        case .open:
            open.append(token)
            guard open.count <= QueryLimits.depth else {
                throw QueryError(
                    .tooComplex(limit: QueryLimits.depth), offset: token.offset,
                    message: "brackets are nested more than \(QueryLimits.depth) deep")
            }
        case .close:
            guard open.popLast() != nil else { throw .syntax("this ‘)’ closes no bracket", at: token.offset) }
        default: break
        }
    }
    if let token = open.last { throw .syntax("this ‘(’ is never closed", at: token.offset) }
}

private func checkSize(_ tokens: [CQLToken]) throws(QueryError) {
    guard tokens.count <= QueryLimits.tokens else {
        throw QueryError(
            .tooComplex(limit: QueryLimits.tokens),
            message: "the query has more than \(QueryLimits.tokens) words and signs")
    }
    guard tokens.count(where: \.isBoolean) < QueryLimits.clauses else { throw .tooManyClauses }
}

/// Reads tokens from UTF-8 bytes, one after the other.
private struct CQLLexer {
    let bytes: [UInt8]
    var position = 0

    /// The next token; `nil` at the end.
    mutating func next() throws(QueryError) -> CQLToken? {
        while let width = blankWidth { position += width }
        guard position < bytes.count else { return nil }
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "("): return sign(.open, 1)
        case UInt8(ascii: ")"): return sign(.close, 1)
        case UInt8(ascii: "/"): return sign(.slash, 1)
        case UInt8(ascii: "="): return sign(.symbol, peek(1) == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: ">"): return sign(.symbol, peek(1) == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: "<"):
            let pair = peek(1) == UInt8(ascii: "=") || peek(1) == UInt8(ascii: ">")
            return sign(.symbol, pair ? 2 : 1)
        case UInt8(ascii: "\""): return CQLToken(.quoted, try quoted(), offset: start)
        default: return CQLToken(.word, try word(), offset: start)
        }
    }

    /// How many bytes of blank stand here: ASCII blanks, the no-break space and the ideographic space; `nil` for none.
    private var blankWidth: Int? {
        switch (peek(0), peek(1), peek(2)) {
        case (0x20, _, _), (0x09, _, _), (0x0A, _, _), (0x0D, _, _): 1
        case (0xC2, 0xA0, _): 2
        case (0xE3, 0x80, 0x80): 3
        default: nil
        }
    }

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func sign(_ kind: CQLToken.Kind, _ length: Int) -> CQLToken {
        defer { position += length }
        return CQLToken(kind, String(decoding: bytes[position..<position + length], as: UTF8.self), offset: position)
    }

    /// What stands between the quotation mark here and the next one without a backslash before it.
    private mutating func quoted() throws(QueryError) -> String {
        let start = position
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") {
                position += 1
                return String(decoding: content, as: UTF8.self)
            }
            try take(into: &content)
        }
        throw .syntax("this quotation mark is never closed", at: start)
    }

    private mutating func word() throws(QueryError) -> String {
        var content: [UInt8] = []
        while position < bytes.count, blankWidth == nil, !"()=<>/".utf8.contains(bytes[position]) {
            guard bytes[position] != UInt8(ascii: "\"") else {
                throw .syntax("a quotation mark inside a word needs a backslash before it", at: position)
            }
            try take(into: &content)
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// Takes one character, or a backslash and the character that it covers; a last lone backslash stands for itself.
    private mutating func take(into content: inout [UInt8]) throws(QueryError) {
        if bytes[position] == UInt8(ascii: "\\") {
            content.append(UInt8(ascii: "\\"))
            position += 1
            guard position < bytes.count else { return content.append(UInt8(ascii: "\\")) }
        }
        if let width = blankWidth {
            content.append(UInt8(ascii: " "))
            position += width
            return
        }
        let byte = bytes[position]
        guard byte >= 0x20, byte != 0x7F else {
            let code = String(byte, radix: 16, uppercase: true)
            throw .syntax("the query holds a control character (U+00\(byte < 0x10 ? "0" : "")\(code))", at: position)
        }
        content.append(byte)
        position += 1
    }
}

extension QueryError {
    /// Diagnostic 10 with this sentence.
    static func syntax(_ message: String, at offset: Int? = nil) -> QueryError {
        QueryError(.syntax, offset: offset, message: message)
    }

    /// Diagnostic 38: one clause too many.
    static let tooManyClauses = QueryError(
        .tooComplex(limit: QueryLimits.clauses), message: "the query has more than \(QueryLimits.clauses) clauses")
}
