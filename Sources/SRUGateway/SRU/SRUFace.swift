import FederatedQuery

/// SRU without the network: an HTTP request's parts in, the response's bytes out.
///
/// A server decodes each request, and either has its answer or asks the engine for a page:
///
///     switch face.decode(input) {
///     case .answer(let answer): return http(answer)
///     case .search(let search):
///         do {
///             return http(face.answer(search, page: try await engine.page(search.engineRequest)))
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
        /// Its query.
        let query: Query

        /// What to ask the engine.
        var engineRequest: SearchRequest {
            SearchRequest(
                query: query, database: request.input.database, start: retrieve.start, count: retrieve.count,
                waitsForAll: retrieve.waitsForAll)
        }
    }

    /// The alliance being served.
    let alliance: Alliance
    /// The operator's settings.
    let settings: SRUSettings
    /// When the alliance's description was read, as ISO 8601.
    let modified: String
    private let addedIndexes: Set<String>

    /// The face of this alliance.
    ///
    /// - Parameters:
    ///   - alliance: as targets.yaml describes it; a new description wants a new face.
    ///   - settings: the operator's.
    ///   - modified: when the description was read, as ISO 8601: `2025-01-02T03:04:05Z`.
    init(alliance: Alliance, settings: SRUSettings = SRUSettings(), modified: String) {
        self.alliance = alliance
        self.settings = settings
        self.modified = modified
        addedIndexes = FederatedQuery.addedIndexes(of: alliance.members)
    }

    /// Understands a request.
    ///
    /// - Returns: the search to do, or the answer when there is none to do: Explain, or what is wrong.
    func decode(_ input: SRUInput) -> Step {
        do throws(SOAPFault) {
            let request = try SRURequest(input, settings: settings)
            switch request.operation {
            case .success(.searchRetrieve(let retrieve)): return step(request, retrieve)
            case .success(.explain(let packing)): return .answer(explain(request, packing: packing))
            case .failure(let diagnostic) where request.kind == .explain: return .answer(explain(request, diagnostic))
            case .failure(let diagnostic): return .answer(request.refusal(diagnostic))
            }
        } catch {
            return .answer(error.answer)
        }
    }

    private func step(_ request: SRURequest, _ retrieve: SearchRetrieveRequest) -> Step {
        do throws(QueryError) {
            let query = try parseQuery(retrieve.query.cql, added: addedIndexes)
            return .search(Search(request: request, retrieve: retrieve, query: query))
        } catch {
            return .answer(request.refusal(Diagnostic(error)))
        }
    }

    /// The answer to a search that has a page.
    func answer(_ search: Search, page: Page) -> SRUAnswer {
        let missing = page.members.filter { $0.outcome != .answered }.map(\.id)
        let isPartial = settings.reportsPartialResults && !missing.isEmpty
        let diagnostics = isPartial ? [Diagnostic(59, details: missing.joined(separator: " "))] : []
        return search.answer(page: page, diagnostics: diagnostics)
    }

    /// The answer to a search that has no page.
    func answer(_ search: Search, error: SearchError) -> SRUAnswer {
        let diagnostic = Diagnostic(error)
        switch error {
        case .outOfRange(let count): return search.request.refusal(diagnostic, count: count.value, query: search.query)
        case .unknownDatabase: return search.request.refusal(diagnostic, status: 404, query: search.query)
        case .nobodyAnswered(let members):
            return search.request.refusal(diagnostic, query: search.query, members: members)
        case .query, .shuttingDown: return search.request.refusal(diagnostic, query: search.query)
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
            database: database, of: alliance, address: request.input.address, modified: modified, settings: settings)
    }
}
