import FederatedQuery

extension SRURequest {
    /// The response that says a search, or a scan, can't be granted.
    ///
    /// Versions 1.x want a count even then: 0, unless the count is known.
    ///
    /// - Parameters:
    ///   - diagnostic: why not.
    ///   - count: how many records there are; `nil` when that isn't known.
    ///   - status: the HTTP status.
    ///   - query: the query, for the echo; `nil` when there is none in the text.
    ///   - members: how the members did, when they were asked and none answered.
    /// - Returns: what to send.
    func refusal(
        _ diagnostic: Diagnostic, count: Int? = nil, status: Int = 200, query: Query? = nil,
        members: [MemberReport] = []
    ) -> SRUAnswer {
        response(status: status) { xml in
            if kind == .searchRetrieve {
                if let count = count ?? (version == .v2_0 ? nil : 0) { xml.element("numberOfRecords", max(0, count)) }
                if case .success = operation { writeEcho(to: &xml, query: query) }
            }
            writeDiagnostics([diagnostic], to: &xml, version: version)
            guard !members.isEmpty else { return }
            xml.open("extraResponseData")
            writeFederation(members, to: &xml)
            xml.close("extraResponseData")
        }
    }
}
