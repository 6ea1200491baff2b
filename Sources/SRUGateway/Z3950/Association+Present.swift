import FederatedQuery

extension Association {
    /// Present (Z39.50-2003, 3.2.3), up to the question for the engine.
    mutating func present(_ pdu: PresentPDU) -> [Action] {
        do throws(Bib1Diagnostic) {
            guard let set = resultSets[pdu.resultSet] else { throw Bib1Diagnostic(.noSuchResultSet, pdu.resultSet) }
            let format = try RecordFormat.asked(syntax: pdu.syntax, elementSet: pdu.elementSet, schema: pdu.schema)
            for range in pdu.ranges {
                // Written so that no sum of the client's numbers can overflow.
                guard range.start >= 1, range.count >= 0, range.start - 1 <= set.hits,
                    range.count <= set.hits - (range.start - 1)
                else { throw Bib1Diagnostic(.presentOutOfRange, "the result set has \(set.hits) records") }
            }
            let ranges = pdu.ranges.filter { $0.count > 0 }
            return ask(
                Presentation(
                    reference: pdu.reference, name: pdu.resultSet, set: set, format: format, ranges: ranges,
                    limit: environment.limits.records,
                    packer: packer(isSingle: ranges.count == 1 && ranges.first?.count == 1)))
        } catch {
            return [refusal(pdu.reference, error)]
        }
    }

    /// Goes on with a Present whose last question the engine has answered.
    mutating func present(_ presentation: Presentation, _ result: Result<Page, SearchError>) -> [Action] {
        var presentation = presentation
        switch result {
        case .success(let page):
            presentation.take(page)
        case .failure(.outOfRange(let hits)):
            presentation.takeNothing(hits: hits.value)
        case .failure(.query(let error)) where error.reason == .unknownResultSet(presentation.set.id):
            state = .open
            resultSets[presentation.name] = nil
            return [refusal(presentation.reference, Bib1Diagnostic(.resultSetGone, presentation.name))]
        case .failure(let error):
            state = .open
            return [refusal(presentation.reference, Bib1Diagnostic(error))]
        }
        return ask(presentation)
    }

    private func refusal(_ reference: Z3950Request.Reference?, _ diagnostic: Bib1Diagnostic) -> Action {
        .send(.presented(.init(reference: reference, nextPosition: 0, records: .diagnostic(diagnostic))))
    }

    /// Asks for the next range, or answers when there is none left.
    private mutating func ask(_ presentation: Presentation) -> [Action] {
        guard let range = presentation.nextRange else {
            state = .open
            let response = PresentResponse(
                reference: presentation.reference, nextPosition: presentation.nextPosition,
                records: presentation.records)
            return [.send(.presented(response))]
        }
        state = .presenting(presentation)
        // By the set's id and not its query, which the engine would take for a new search.
        let set = presentation.set
        let name = SearchClause(index: IndexName(set: "cql", name: "resultSetId"), term: set.id)
        return [
            .ask(
                .init(query: Query(root: .clause(name)), database: set.database, start: range.start, count: range.count)
            )
        ]
    }
}
