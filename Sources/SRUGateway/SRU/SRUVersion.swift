/// A version of SRU that is spoken here.
enum SRUVersion: String, Hashable, Sendable, CaseIterable {
    case v1_1 = "1.1"
    case v1_2 = "1.2"
    case v2_0 = "2.0"

    /// The highest version spoken, which diagnostic 5 tells.
    static let highest = SRUVersion.v2_0

    /// The version to answer in when a client asks for one that isn't spoken: the nearest below, or else the lowest.
    static func nearest(to text: String) -> SRUVersion {
        guard let major = text.split(separator: ".").first.flatMap({ Int($0) }) else { return .v1_2 }
        if major >= 2 { return .v2_0 }
        return text == "1.0" || major < 1 ? .v1_1 : .v1_2
    }

    /// The parameters that no version before 2.0 has; one of them makes a request without a version a 2.0 request.
    ///
    /// Source: OASIS searchRetrieve 1.0, part 3 (SRU 2.0), request parameters.
    static let parametersOf2: Set<String> = [
        "queryType", "recordXMLEscaping", "renderedBy", "httpAccept", "responseType", "facetLimit", "facetStart",
        "facetSort",
        "facetRangeField", "facetLowValue", "facetHighValue", "facetCount",
    ]

    /// The parameters of every version: those of 1.1, which has them all.
    static let parametersOf1: Set<String> = [
        "operation", "version", "query", "startRecord", "maximumRecords", "recordPacking", "recordSchema",
        "recordXPath",
        "resultSetTTL", "sortKeys", "stylesheet", "extraRequestData", "scanClause", "responsePosition", "maximumTerms",
    ]

    /// Whether a request in this version may have a parameter of this name: `x-` names are free for anything.
    func knows(parameter name: String) -> Bool {
        if name.hasPrefix("x-") || Self.parametersOf1.contains(name) { return true }
        // facetLimit:INDEX is how drafts of 2.0, and the OpenSearch extension, limit one facet.
        return self == .v2_0 && (Self.parametersOf2.contains(name) || name.hasPrefix("facetLimit:"))
    }
}
