import FederatedQuery

/// What a client wants, once its request has been understood.
enum SRUOperation: Hashable, Sendable {
    case searchRetrieve(SearchRetrieveRequest)
    case explain(RecordPacking)

    /// Which kind of response answers it.
    enum Kind: Hashable, Sendable {
        case searchRetrieve, explain, scan
    }
}

/// How a record stands in the response: as XML, or as a string that holds it escaped.
enum RecordPacking: String, Hashable, Sendable {
    case xml, string
}

/// A search, and what the client wants to see of its result.
struct SearchRetrieveRequest: Hashable, Sendable {
    /// The query as the client wrote it.
    enum QueryText: Hashable, Sendable {
        /// In CQL.
        case cql(String)
        /// Words, all of which are wanted (query type `searchTerms` of SRU 2.0).
        case searchTerms(String)
    }

    /// The query.
    let query: QueryText
    /// The first position wanted, 1-based.
    let start: Int
    /// How many records to give at most: what the client wants, or the default, and never more than the server's
    /// maximum.
    let count: Int
    /// The schema of the records.
    let schema: RecordSchema
    /// How they stand in the response.
    let packing: RecordPacking
    /// Whether members that are later than usual are waited for, until their deadline: `x-gateway-wait=all`.
    var waitsForAll = false
}

extension SearchRetrieveRequest.QueryText {
    /// The query in CQL.
    ///
    /// Plain words are all of them, in any field, taken literally: what masks in CQL is escaped, and quotes are left out.
    var cql: String {
        switch self {
        case .cql(let text): text
        case .searchTerms(let words): "cql.serverChoice all \"\(escapedTerm(words.filter { $0 != "\"" }))\""
        }
    }
}
