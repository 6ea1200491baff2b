import FederatedQuery

/// SRU without the network: an HTTP request's parts in, the response's bytes out.
///
/// A server decodes each request, and either has its answer or asks the engine for a page:
///
///     switch face.decode(input) {
///     case .answer(let answer): return http(answer)
///     case .search(let search):
///         do {
///             let query = try search.query(parse: parseQuery)
///             return http(face.answer(search, page: try await engine.page(search.request(query)), xcql: xcql(query)))
///         } catch {
///             return http(face.answer(search, error: error))
///         }
///     }
struct SRUFace: Sendable {
    /// What is to be done about a request.
    enum Step: Sendable {
        /// Nothing: here is the answer.
        case answer(SRUAnswer)
        /// Search, then ask for the answer.
        case search(Search)
    }

    /// A search that a client asked for.
    struct Search: Sendable {
        /// The request as it came.
        let request: SRURequest
        /// What it asks for.
        let retrieve: SearchRetrieveRequest

        /// The query as a value.
        ///
        /// - Parameter parse: parses CQL.
        /// - Returns: what `parse` gives; for plain words the query that asks for all of them.
        /// - Throws: `SearchError.query` when there is no query in the text.
        func query(parse: (String) throws(QueryError) -> Query) throws(SearchError) -> Query {
            do throws(QueryError) {
                switch retrieve.query {
                case .cql(let text): return try parse(text)
                case .searchTerms(let words): return try searchTermsQuery(words)
                }
            } catch {
                throw .query(error)
            }
        }

        /// What to ask the engine.
        func request(_ query: Query) -> SearchRequest {
            SearchRequest(query: query, database: request.input.database, start: retrieve.start, count: retrieve.count)
        }
    }

    /// The alliance being served.
    let alliance: Alliance
    /// The operator's settings.
    let settings: SRUSettings
    /// The indexes that Explain names.
    let indexes: [ExplainIndex]
    /// When the alliance's description was read, as ISO 8601.
    let modified: String

    /// Understands a request.
    ///
    /// - Returns: the search to do, or the answer when there is none to do: Explain, or what is wrong.
    func decode(_ input: SRUInput) -> Step {
        do throws(SOAPFault) {
            let request = try SRURequest(input, settings: settings)
            switch request.operation {
            case .success(.searchRetrieve(let retrieve)): return .search(Search(request: request, retrieve: retrieve))
            case .success(.explain(let packing)): return .answer(explain(request, packing: packing))
            case .failure(let diagnostic) where request.kind == .explain: return .answer(explain(request, diagnostic))
            case .failure(let diagnostic): return .answer(request.refusal(diagnostic))
            }
        } catch {
            return .answer(error.answer)
        }
    }

    /// The answer to a search that has a page.
    ///
    /// - Parameters:
    ///   - search: the search.
    ///   - page: the engine's.
    ///   - xcql: the query in XCQL of 1.x, an element of its namespace; `nil` when there is none.
    /// - Returns: what to send.
    func answer(_ search: Search, page: Page, xcql: String? = nil) -> SRUAnswer {
        let missing = page.members.filter { $0.outcome != .answered }.map(\.id)
        let isPartial = settings.reportsPartialResults && !missing.isEmpty
        let diagnostics = isPartial ? [Diagnostic(59, details: missing.joined(separator: " "))] : []
        let response = SearchRetrieveResponse(
            request: search.request, search: search.retrieve, page: page, xcql: xcql, diagnostics: diagnostics)
        return response.answer
    }

    /// The answer to a search that has no page; parameters as above.
    ///
    /// - Parameters:
    ///   - search: the search.
    ///   - error: why there is no page.
    ///   - xcql: the query in XCQL of 1.x; `nil` when there is none.
    /// - Returns: what to send.
    func answer(_ search: Search, error: SearchError, xcql: String? = nil) -> SRUAnswer {
        let diagnostic = Diagnostic(error)
        switch error {
        case .outOfRange(let count): return search.request.refusal(diagnostic, count: count.value, xcql: xcql)
        case .unknownDatabase: return search.request.refusal(diagnostic, status: 404, xcql: xcql)
        case .query, .nobodyAnswered, .shuttingDown: return search.request.refusal(diagnostic, xcql: xcql)
        }
    }

    /// Describes the database asked for; one that isn't known gets diagnostic 235 beside the description of the
    /// alliance's own.
    private func explain(
        _ request: SRURequest, packing: RecordPacking = .xml, _ diagnostic: Diagnostic? = nil
    ) -> SRUAnswer {
        let diagnostics = diagnostic.map { [$0] } ?? []
        if let record = record(request.input.database, request) {
            return request.explanation(record, packing: packing, diagnostics: diagnostics)
        }
        let unknown = Diagnostic(.unknownDatabase(request.input.database))
        guard let record = record(alliance.database, request) else { return request.refusal(unknown, status: 404) }
        return request.explanation(record, packing: packing, diagnostics: diagnostics + [unknown], status: 404)
    }

    private func record(_ database: String, _ request: SRURequest) -> ExplainRecord? {
        ExplainRecord(
            database: database, of: alliance, address: request.input.address, modified: modified, indexes: indexes,
            settings: settings)
    }
}
