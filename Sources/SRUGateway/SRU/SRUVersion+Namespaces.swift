/// The namespaces of responses, which differ between 1.x and 2.0.
///
/// Source: the schemas of SRU 1.1 and 1.2 (Library of Congress) and of SRU 2.0 (OASIS).
extension SRUVersion {
    /// The namespace of this kind of response.
    func namespace(of kind: SRUOperation.Kind) -> StaticString {
        switch (self, kind) {
        case (.v1_1, _), (.v1_2, _): "http://www.loc.gov/zing/srw/"
        case (.v2_0, .scan): "http://docs.oasis-open.org/ns/search-ws/scan"
        case (.v2_0, _): "http://docs.oasis-open.org/ns/search-ws/sruResponse"
        }
    }

    /// The namespace of a diagnostic.
    var diagnosticNamespace: StaticString {
        self == .v2_0
            ? "http://docs.oasis-open.org/ns/search-ws/diagnostic" : "http://www.loc.gov/zing/srw/diagnostic/"
    }
}

extension SRUOperation.Kind {
    /// The root element of the response.
    var responseElement: StaticString {
        switch self {
        case .searchRetrieve: "searchRetrieveResponse"
        case .explain: "explainResponse"
        case .scan: "scanResponse"
        }
    }
}
