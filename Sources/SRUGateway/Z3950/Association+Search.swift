import FederatedQuery

extension Association {
    /// Search (Z39.50-2003, 3.2.2), up to the question for the engine.
    mutating func search(_ pdu: SearchPDU) -> [Action] {
        do throws(Bib1Diagnostic) {
            let search = try searchRequest(pdu)
            resultSets[pdu.resultSet] = nil  // replaced, even when the search fails
            state = .searching(pdu, search)
            return [.ask(search)]
        } catch {
            return [.send(.searched(Self.failure(pdu, error)))]
        }
    }

    private func searchRequest(_ pdu: SearchPDU) throws(Bib1Diagnostic) -> FederatedQuery.SearchRequest {
        let limits = environment.limits
        if resultSets[pdu.resultSet] == nil {
            guard resultSets.count < limits.resultSets else {
                throw Bib1Diagnostic(.tooManyResultSets, String(limits.resultSets))
            }
        } else {
            guard pdu.replaces else { throw Bib1Diagnostic(.resultSetExists, pdu.resultSet) }
        }
        guard pdu.databases.count <= limits.databases else {
            throw Bib1Diagnostic(.tooManyDatabases, String(limits.databases))
        }
        // yaz-client sends `a+b` with a blank in place of the plus, and no name has a blank in it.
        let database = pdu.databases.flatMap { $0.split(separator: " ") }.joined(separator: "+")
        let count = Piggyback(pdu).mostRecords(upTo: limits.records)
        return .init(query: try query(pdu.query, database), database: database, start: 1, count: count)
    }

    private func query(_ query: SearchPDU.Query, _ database: String) throws(Bib1Diagnostic) -> Query {
        switch query {
        case .unsupported:
            throw Bib1Diagnostic(.unsupportedQueryType)
        case .cql(let text):
            do throws(QueryError) { return try environment.parseCQL(text) } catch { throw Bib1Diagnostic(error) }
        case .rpn(let rpn):
            let query = try Query(rpn) { (name) throws(Bib1Diagnostic) in
                guard let set = resultSets[name] else { throw Bib1Diagnostic(.illegalResultSetName, name) }
                guard set.database.lowercased() == database.lowercased() else {
                    throw Bib1Diagnostic(.combinationOfDatabases, "result set \(name) is of \(set.database)")
                }
                return set.query.root
            }
            do throws(QueryError) { try checkQuery(query) } catch { throw Bib1Diagnostic(error) }
            return query
        }
    }

    /// The response to a search that the engine has answered.
    mutating func finishSearch(
        _ pdu: SearchPDU, _ search: FederatedQuery.SearchRequest, _ result: Result<Page, SearchError>
    ) -> SearchResponse {
        let page: Page
        switch result {
        case .success(let answer):
            page = answer
        case .failure(.nobodyAnswered(let members)):
            return Self.failure(pdu, Bib1Diagnostic(.nobodyAnswered(members)), members: reports(members))
        case .failure(let error):
            return Self.failure(pdu, Bib1Diagnostic(error))
        }
        let set = ResultSet(
            id: page.resultSetID, query: search.query, database: search.database, hits: page.hitCount.value)
        resultSets[pdu.resultSet] = set
        var response = SearchResponse(
            reference: pdu.reference, resultCount: set.hits, nextPosition: set.hits > 0 ? 1 : 0, records: nil,
            members: reports(page.members))
        let wanted = Piggyback(pdu).recordCount(ofHits: set.hits)
        guard wanted > 0 else { return response }
        do throws(Bib1Diagnostic) {
            let format = try RecordFormat.asked(
                syntax: pdu.syntax,
                elementSet: set.hits <= pdu.smallSetUpperBound ? pdu.smallSetElementSet : pdu.mediumSetElementSet,
                schema: nil)
            var presentation = Presentation(
                reference: pdu.reference, name: pdu.resultSet, set: set, format: format,
                ranges: [.init(start: 1, count: wanted)], limit: environment.limits.records,
                packer: packer(isSingle: wanted == 1))
            presentation.take(page)
            response.nextPosition = presentation.nextPosition
            response.records = presentation.records
        } catch {
            response.records = .diagnostic(error)
        }
        return response
    }

    /// How each member did, for a client whose version has a place for it.
    private func reports(_ members: [FederatedQuery.MemberReport]) -> [SearchResponse.MemberReport] {
        agreed.versions.contains(3) ? members.map { SearchResponse.MemberReport($0) } : []
    }

    private static func failure(
        _ pdu: SearchPDU, _ diagnostic: Bib1Diagnostic, members: [SearchResponse.MemberReport] = []
    ) -> SearchResponse {
        SearchResponse(
            reference: pdu.reference, resultCount: nil, nextPosition: 0, records: .diagnostic(diagnostic),
            members: members)
    }
}

/// How many records come with the response to a search (Z39.50-2003, 3.2.2.1.6).
private struct Piggyback {
    let small: Int
    let large: Int
    let medium: Int

    init(_ pdu: SearchPDU) {
        small = max(0, pdu.smallSetUpperBound)
        large = max(1, pdu.largeSetLowerBound)
        medium = max(0, pdu.mediumSetPresentNumber)
    }

    /// As many as a response may hold, whatever the hits turn out to be.
    func mostRecords(upTo limit: Int) -> Int {
        min(limit, large - 1 > small ? max(small, medium) : small)
    }

    func recordCount(ofHits hits: Int) -> Int {
        if hits <= small { return hits }
        return hits >= large ? 0 : min(hits, medium)
    }
}

extension SearchResponse.MemberReport {
    init(_ report: FederatedQuery.MemberReport) {
        self.init(member: report.id, count: report.hitCount, trouble: report.outcome.explanation)
    }
}
