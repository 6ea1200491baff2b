import FederatedQuery

extension Association {
    /// Search (Z39.50-2003, 3.2.2), up to the question for the engine.
    mutating func search(_ pdu: SearchPDU) -> [Action] {
        do throws(Bib1Diagnostic) {
            let set = try resultSet(for: pdu)
            resultSets[pdu.resultSet] = nil  // replaced, even when the search fails
            state = .searching(pdu, set)
            let count = Piggyback(pdu).mostRecords(upTo: environment.limits.records)
            return [.ask(.init(query: set.query, database: set.database, start: 1, count: count))]
        } catch {
            return [.send(.searched(Self.failure(pdu, error)))]
        }
    }

    private func resultSet(for pdu: SearchPDU) throws(Bib1Diagnostic) -> ResultSet {
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
        let database = pdu.databases.joined(separator: "+")
        return ResultSet(query: try query(pdu.query, database), database: database, hits: 0)
    }

    private func query(_ query: SearchPDU.Query, _ database: String) throws(Bib1Diagnostic) -> Query {
        switch query {
        case .unsupported:
            throw Bib1Diagnostic(.unsupportedQueryType)
        case .cql(let text):
            do throws(QueryError) { return try environment.parseCQL(text) } catch { throw Bib1Diagnostic(error) }
        case .rpn(let rpn):
            return try Query(rpn) { (name) throws(Bib1Diagnostic) in
                guard let set = resultSets[name] else { throw Bib1Diagnostic(.illegalResultSetName, name) }
                guard set.database.lowercased() == database.lowercased() else {
                    throw Bib1Diagnostic(.combinationOfDatabases, "result set \(name) is of \(set.database)")
                }
                return set.query.root
            }
        }
    }

    /// The response to a search that the engine has answered.
    mutating func finishSearch(
        _ pdu: SearchPDU, _ set: ResultSet, _ result: Result<Page, SearchError>
    ) -> SearchResponse {
        let page: Page
        switch result {
        case .success(let answer): page = answer
        case .failure(let error): return Self.failure(pdu, Bib1Diagnostic(error))
        }
        let members = agreed.versions.contains(3) ? page.members.map { SearchResponse.MemberReport($0) } : []
        if let nobody = Bib1Diagnostic(nobodyAnswered: page.members) {
            return Self.failure(pdu, nobody, members: members)
        }
        var set = set
        set.hits = page.hitCount.value
        resultSets[pdu.resultSet] = set
        var response = SearchResponse(
            reference: pdu.reference, resultCount: set.hits, nextPosition: set.hits > 0 ? 1 : 0, records: nil,
            members: members)
        let wanted = Piggyback(pdu).recordCount(ofHits: set.hits)
        guard wanted > 0 else { return response }
        do throws(Bib1Diagnostic) {
            let format = try RecordFormat.asked(
                syntax: pdu.syntax,
                elementSet: set.hits <= pdu.smallSetUpperBound ? pdu.smallSetElementSet : pdu.mediumSetElementSet,
                schema: nil)
            var presentation = Presentation(
                set: set, format: format, ranges: [.init(start: 1, count: wanted)], limit: environment.limits.records,
                packer: packer(isSingle: wanted == 1))
            presentation.take(page, environment.encoder)
            response.nextPosition = presentation.nextPosition
            response.records = presentation.records
        } catch {
            response.records = .diagnostic(error)
        }
        return response
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
        self.init(member: report.id, count: report.hitCount, trouble: report.trouble)
    }
}

extension FederatedQuery.MemberReport {
    /// Why the member is missing from the answer, for a reader; `nil` when it answered.
    fileprivate var trouble: String? {
        switch outcome {
        case .answered: nil
        case .notAsked(let why): "not asked: \(why)"
        case .failed(let reason): "failed: \(reason.words)"
        }
    }
}

extension MemberFailure.Reason {
    /// The reason in words, without the member's own.
    fileprivate var words: String {
        switch self {
        case .unresolvable: "its name does not resolve"
        case .unreachable: "no connection"
        case .rejected: "it rejected Init"
        case .timedOut(let step): "no answer in time to \(step.rawValue)"
        case .closed(let step): "it closed the connection at \(step.rawValue)"
        case .refused(let bib1): "it answered with diagnostic \(bib1)"
        case .garbled: "it broke the protocol"
        case .busy: "all its connections were busy"
        case .skipped: "left alone for now, after it kept failing"
        }
    }
}

extension Bib1Diagnostic {
    /// What to say when no member answered, for that is not "no hits"; `nil` when one did.
    fileprivate init?(nobodyAnswered members: [FederatedQuery.MemberReport]) {
        guard !members.contains(where: { $0.outcome == .answered }) else { return nil }
        let hasFailure = members.contains {
            if case .failed = $0.outcome { true } else { false }
        }
        let named = members.prefix(8).map { "\($0.id) \($0.trouble ?? "")" }
        let more = members.count > named.count ? ["and \(members.count - named.count) more"] : []
        self.init(
            hasFailure ? .temporarySystemError : .unsupportedSearch,
            "no member answered: " + (named + more).joined(separator: "; "))
    }
}
