import FederatedQuery

extension HitCount.Precision {
    /// Its identifier in SRU 2.0's vocabulary.
    var uri: String { "info:srw/vocabulary/resultCountPrecision/1/\(rawValue)" }
}

/// Writes SRU 2.0's own account of a federated search: a data source for each member that told its count, with the
/// count and a URL that asks it alone.
///
/// A member that gave no count is not in it, since the schema wants one; `extraResponseData` names it.
///
/// Source: searchResultAnalysis.xsd (OASIS searchRetrieve 1.0).
func writeAnalysis(
    _ members: [MemberReport], request: SRURequest, search: SearchRetrieveRequest, to xml: inout XMLWriter
) {
    let counted = members.filter { $0.hitCount != nil }
    guard !counted.isEmpty else { return }
    let (text, type) =
        switch search.query {
        case .cql(let text): (text, "cql")
        case .searchTerms(let text): (text, "searchTerms")
        }
    let parameters = "?queryType=\(type)&query=\(percentEncoded(text))"
    xml.open("searchResultAnalysis")
    for member in counted {
        let base = request.input.address.baseURL(ofDatabase: member.id)
        xml.markup(#"<datasource xmlns="http://docs.oasis-open.org/ns/search-ws/searchResultAnalysis">"#)
        xml.element("datasourceDisplayLabel", member.name)
        xml.element("baseURL", base)
        xml.markup("<subqueryResults><subqueryResult>")
        xml.element("subquery", text)
        xml.element("count", member.hitCount ?? 0)
        xml.element("requestUrl", base + parameters)
        xml.markup("</subqueryResult></subqueryResults></datasource>")
    }
    xml.close("searchResultAnalysis")
}
