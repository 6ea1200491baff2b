extension QueryError {
    /// This error with the place of the token at fault, where it can be told from the error's reason.
    ///
    /// What is found in the parsed tree has lost its place: libyaz keeps none.
    ///
    /// - Parameters:
    ///   - tokens: the tokens as the client wrote them.
    ///   - names: what the names in them mean.
    /// - Returns: the error, with a place if there is one to blame.
    func placed(among tokens: [CQLToken], names: IndexNames) -> QueryError {
        guard offset == nil, let token = token(among: tokens, names: names) else { return self }
        return QueryError(reason, offset: token.offset, message: message)
    }

    private func token(among tokens: [CQLToken], names: IndexNames) -> CQLToken? {
        switch reason {
        case .unknownIndex(let name):
            // The same word may be a term further in front.
            let words = tokens.indices.filter { tokens[$0].isName(name) }
            let index = words.first { $0 + 1 < tokens.count && tokens[$0 + 1].mayBeRelation }
            return (index ?? words.first).map { tokens[$0] }
        case .unknownContextSet(let set):
            return tokens.first { token in
                token.isTerm && (token.text == set || token.text.lowercased().hasPrefix("\(set.lowercased())."))
            }
        case .unknownRelation(let name), .unsupportedBoolean(let name):
            return tokens.first { $0.isName(name) }
        case .unknownModifier(let name), .unsupportedBooleanModifier(let name):
            return tokens.indices.dropFirst()
                .first { tokens[$0 - 1].kind == .slash && tokens[$0].isName(name) }.map { tokens[$0] }
        case .unsupportedRelation(let pair):
            return tokens.indices.dropFirst().first { place in
                guard let index = try? names.resolve(tokens[place - 1].text),
                    let base = Relation.Base(name: tokens[place].text)
                else { return false }
                return pair == "\(index.displayName) \(base.rawValue)"
            }
            .map { tokens[$0] }
        case .emptyTerm:
            return tokens.first { $0.isTerm && !$0.text.contains { $0.isLetter || $0.isNumber || $0 == "*" } }
        case .syntax, .tooLong, .tooComplex, .unknownResultSet: return nil
        }
    }
}

extension CQLToken {
    /// Whether it writes `name`, with a prefix or without.
    fileprivate func isName(_ name: String) -> Bool {
        let (text, name) = (text.lowercased(), name.lowercased())
        return kind == .word && (text == name || text.hasSuffix(".\(name)"))
    }

    /// Whether an index may stand before it.
    fileprivate var mayBeRelation: Bool { kind == .symbol || (isTerm && !isBoolean) }
}
