import FederatedQuery

extension Diagnostic {
    /// What a client is told when there is no page at all.
    init(_ error: SearchError) {
        switch error {
        case .query(let query): self.init(query)
        case .unknownDatabase(let name): self.init(235, details: name)
        case .outOfRange(let count): self.init(61, explanation: "there are \(count.value) records")
        case .nobodyAnswered(let members): self.init(nobodyOf: members)
        case .shuttingDown: self.init(2, explanation: "the gateway is being stopped")
        }
    }

    /// What a client is told when no member answered: that it may try again, unless they all refused the query.
    private init(nobodyOf members: [MemberReport]) {
        // Bib-1 114: an unsupported use attribute, which is what an index becomes.
        let mayAnswerYet = members.contains { report in
            guard case .failed(let reason) = report.outcome else { return false }
            return reason.bib1 == nil
        }
        let refused = members.compactMap { report -> Int? in
            guard case .failed(let reason) = report.outcome else { return nil }
            return reason.bib1
        }
        guard !mayAnswerYet, !members.isEmpty else {
            self.init(2, explanation: "no member answered")
            return
        }
        let isIndex = !refused.isEmpty && refused.allSatisfy { $0 == 114 || $0 == 121 }
        self.init(
            isIndex ? 16 : 47, explanation: "no member can be asked this; extraResponseData says why for each")
    }

    /// What a client is told about a query that can't be carried out.
    init(_ error: QueryError) {
        let (number, details): (Int, String?) =
            switch error.reason {
            case .syntax: (10, error.offset.map { "at byte \($0)" })
            case .tooLong(let limit): (12, String(limit))
            case .tooComplex(let limit): (38, String(limit))
            case .unknownContextSet(let name): (15, name)
            case .unknownIndex(let name): (16, name)
            case .unknownRelation(let relation): (19, relation)
            case .unknownModifier(let name): (20, name)
            case .unsupportedRelation(let both): (22, both)
            case .unsupportedBoolean(let name): (37, name)
            case .unsupportedBooleanModifier(let name): (46, name)
            case .emptyTerm: (27, nil)
            case .unknownResultSet(let id): (51, id)
            }
        self.init(number, details: details, explanation: error.message)
    }
}
