extension SRURequest {
    /// The response that says a search, or a scan, can't be granted.
    ///
    /// Versions 1.x want a count even then: 0, unless the count is known.
    func refusal(_ diagnostic: Diagnostic, count: Int? = nil, status: Int = 200, xcql: String? = nil) -> SRUAnswer {
        response(status: status) { xml in
            if kind == .searchRetrieve {
                if let count = count ?? (version == .v2_0 ? nil : 0) { xml.element("numberOfRecords", max(0, count)) }
                if case .success = operation { writeEcho(to: &xml, xcql: xcql) }
            }
            writeDiagnostics([diagnostic], to: &xml, version: version)
        }
    }
}
