extension SearchRetrieveRequest {
    /// The search that these parameters ask for.
    ///
    /// - Throws: the `Diagnostic` of the first parameter that can't be granted.
    init(_ parameters: SRUParameters, version: SRUVersion, settings: SRUSettings) throws(Diagnostic) {
        query = try Self.query(parameters)
        // No result has a thousand million records: behind them is out of range too, and sums can't overflow.
        start = min(try Self.number("startRecord", in: parameters, from: 1) ?? 1, 1_000_000_000)
        let wanted = try Self.number("maximumRecords", in: parameters, from: 0) ?? settings.defaultRecords
        count = min(wanted, settings.maximumRecords)
        _ = try Self.number("resultSetTTL", in: parameters, from: 0)  // a wish: the set lives as long as we say
        schema = try Self.schema(parameters["recordSchema"])
        packing = try recordPacking(parameters, version: version)
        if let wait = parameters["x-gateway-wait"] {
            guard wait == "all" || wait == "usual" else {
                throw .badValue(of: "x-gateway-wait", "it is all or usual")
            }
            waitsForAll = wait == "all"
        }
        if let path = parameters["recordXPath"] { throw Diagnostic(72, details: path) }
        if let keys = parameters["sortKeys"] { throw Diagnostic(80, details: keys) }
        if let renderer = parameters["renderedBy"], renderer != "client" {
            throw .badValue(of: "renderedBy", renderer == "server" ? "the client has to apply the stylesheet" : nil)
        }
    }

    private static func query(_ parameters: SRUParameters) throws(Diagnostic) -> QueryText {
        let type = parameters["queryType"] ?? "cql"
        guard type == "cql" || type == "searchTerms" else { throw Diagnostic(11, details: type) }
        guard let query = parameters["query"] else { throw Diagnostic(7, details: "query") }
        return type == "cql" ? .cql(query) : .searchTerms(query)
    }

    private static func number(_ name: String, in parameters: SRUParameters, from least: Int) throws(Diagnostic) -> Int?
    {
        guard let text = parameters[name] else { return nil }
        guard let number = wholeNumber(text), number >= least else {
            throw .badValue(of: name, "it must be a whole number from \(least)")
        }
        return number
    }

    private static func schema(_ name: String?) throws(Diagnostic) -> RecordSchema {
        guard let name else { return .marcxml }
        guard let schema = RecordSchema(named: name) else { throw Diagnostic(66, details: name) }
        return schema
    }
}

/// How the client wants records to stand in the response.
///
/// SRU 2.0 calls it `recordXMLEscaping`; its `recordPacking` is about the layout of the response, `packed` or
/// `unpacked`, of which the server may take its choice.
///
/// - Throws: diagnostic 71 for a value that the version doesn't know.
func recordPacking(_ parameters: SRUParameters, version: SRUVersion) throws(Diagnostic) -> RecordPacking {
    let isVersion2 = version == .v2_0
    if isVersion2, let layout = parameters["recordPacking"], layout != "packed", layout != "unpacked" {
        throw Diagnostic(71, details: layout)
    }
    guard let text = parameters[isVersion2 ? "recordXMLEscaping" : "recordPacking"] else { return .xml }
    guard let packing = RecordPacking(rawValue: text) else { throw Diagnostic(71, details: text) }
    return packing
}
