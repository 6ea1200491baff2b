import FederatedQuery

extension SRURequest {
    /// Writes the request back, as the standard has it: what the client sent, in the schema's order.
    ///
    /// Only for a request that was understood: its values are then what the schema takes. The schema of 1.1 wants the
    /// query in XCQL too, and without it the echo is left out.
    ///
    /// - Parameters:
    ///   - xml: where to write.
    ///   - query: the query; `nil` when there is none in the text.
    func writeEcho(to xml: inout XMLWriter, query: Query?) {
        guard version != .v1_1 || query != nil else { return }
        xml.open("echoedSearchRetrieveRequest")
        if version == .v2_0 { writeEcho2(to: &xml) } else { writeEcho1(to: &xml, query: query) }
        xml.close("echoedSearchRetrieveRequest")
    }

    private func writeEcho1(to xml: inout XMLWriter, query: Query?) {
        xml.element("version", version.rawValue)
        echo("query", to: &xml)
        if let query {
            xml.open("xQuery")
            xml.fragment(query.xcql(.v12).utf8)
            xml.close("xQuery")
        }
        echo("startRecord", to: &xml)
        echo("maximumRecords", to: &xml)
        echo("recordPacking", to: &xml)
        echo("recordSchema", to: &xml)
        echo("resultSetTTL", to: &xml)
        echo("stylesheet", to: &xml)
        if version == .v1_2 { xml.element("baseUrl", baseURL) }
        guard !parameters.extensions.isEmpty else { return }
        xml.open("extraRequestData")
        writeExtensions(parameters.extensions, to: &xml)
        xml.close("extraRequestData")
    }

    private func writeEcho2(to xml: inout XMLWriter) {
        echo("queryType", to: &xml)
        echo("query", to: &xml)
        echo("startRecord", to: &xml)
        echo("maximumRecords", to: &xml)
        echo("recordXMLEscaping", to: &xml)
        echo("recordPacking", to: &xml)
        echo("recordSchema", to: &xml)
        let facets = parameters.all.filter { $0.name.hasPrefix("facet") }
        if !facets.isEmpty {
            xml.element("facetParameters", facets.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))
        }
        echo("resultSetTTL", to: &xml)
        echo("stylesheet", to: &xml)
        echo("renderedBy", to: &xml)
        for parameter in parameters.extensions {
            xml.element("extraRequestParameter", "\(parameter.name)=\(parameter.value)")
        }
        echo("httpAccept", to: &xml)
        echo("responseType", to: &xml)
    }

    private func echo(_ name: StaticString, to xml: inout XMLWriter) {
        if let value = parameters[name.description] { xml.element(name, value) }
    }

    /// The SRU base URL of the database asked for.
    var baseURL: String { input.address.baseURL(ofDatabase: input.database) }
}
