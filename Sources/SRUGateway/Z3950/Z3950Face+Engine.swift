import FederatedQuery
import Logging

extension Z3950Face {
    /// The face of a search engine.
    ///
    /// - Parameters:
    ///   - engine: what is searched, and whose alliance says which indexes there are.
    ///   - version: the gateway's version, which clients are told at Init.
    ///   - logger: takes what goes wrong.
    init(engine: FederatedSearch, version: String, logger: Logger) {
        self.init(
            pages: { (request) throws(SearchError) in try await engine.page(request) },
            environment: Association.Environment(
                implementationName: "Alliance Gateway", implementationVersion: version,
                parseCQL: { (text) throws(QueryError) in
                    try parseQuery(text, added: addedIndexes(of: engine.alliance.members))
                }),
            logger: logger)
    }
}
