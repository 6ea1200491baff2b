import FederatedQuery

extension Bib1Diagnostic {
    /// What a Z39.50 client is told when there is no page at all.
    init(_ error: SearchError) {
        switch error {
        case .query(let error): self.init(error)
        case .unknownDatabase(let name): self.init(.databaseUnavailable, name)
        case .outOfRange(let hits): self.init(.presentOutOfRange, "the result set has \(hits.value) records")
        case .nobodyAnswered(let members): self.init(nobodyOf: members)
        case .shuttingDown: self.init(.temporarySystemError, "shutting down")
        }
    }

    /// The nearest condition for a query that can't be carried out; its text says what is at fault.
    init(_ error: QueryError) {
        switch error.reason {
        case .syntax: self.init(.malformedQuery, error.message)
        case .tooLong(let limit): self.init(.tooManyCharacters, String(limit))
        case .tooComplex(let limit): self.init(.tooManyOperators, String(limit))
        case .unknownContextSet(let name): self.init(.unsupportedAttributeSet, name)
        case .unknownIndex(let name): self.init(.unsupportedUse, name)
        case .unknownRelation(let relation), .unknownModifier(let relation):
            self.init(.unsupportedRelation, relation)
        case .unsupportedRelation(let pair): self.init(.unsupportedAttributeCombination, pair)
        case .unsupportedBoolean(let name), .unsupportedBooleanModifier(let name):
            self.init(.unsupportedOperator, name)
        case .emptyTerm: self.init(.malformedTerm, error.message)
        case .unknownResultSet(let id): self.init(.noSuchResultSet, id)
        }
    }

    /// What to say when none of the members answered, for that is not "no hits": who they are, and why.
    private init(nobodyOf members: [MemberReport]) {
        guard !members.isEmpty else {
            self.init(.databaseUnavailable, "the database has no members")
            return
        }
        let hasFailure = members.contains {
            if case .failed = $0.outcome { true } else { false }
        }
        let named = members.prefix(8).map { "\($0.id): \($0.outcome.explanation ?? "")" }
        let more = members.count > named.count ? ["and \(members.count - named.count) more"] : []
        self.init(
            hasFailure ? .temporarySystemError : .unsupportedSearch,
            "no member answered: " + (named + more).joined(separator: "; "))
    }
}
