import CYaz

/// The octets of a response as BER.
///
/// - Returns: `nil` when libyaz can't encode it, which would be a fault of ours.
func encodeAPDU(_ response: Z3950Response) -> [UInt8]? {
    let stream = ODRStream(.encode)
    var apdu: UnsafeMutablePointer<Z_APDU>? = stream.apdu(response)
    guard z_APDU(stream.raw, &apdu, 0, nil) != 0 else { return nil }
    var length: Int32 = 0
    let octets = odr_getbuf(stream.raw, &length, nil)
    return Array(UnsafeRawBufferPointer(start: octets, count: Int(length)))
}

extension ODRStream {
    fileprivate func apdu(_ response: Z3950Response) -> UnsafeMutablePointer<Z_APDU> {
        switch response {
        case .initialised(let response):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_initResponse)
            fill(apdu.pointee.u.initResponse, from: response)
            return apdu
        case .searched(let response):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_searchResponse)
            fill(apdu.pointee.u.searchResponse, from: response)
            return apdu
        case .presented(let response):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_presentResponse)
            fill(apdu.pointee.u.presentResponse, from: response)
            return apdu
        case .deleted(let response):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_deleteResultSetResponse)
            fill(apdu.pointee.u.deleteResultSetResponse, from: response)
            return apdu
        case .scanRefused(let reference, let diagnostic):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_scanResponse)
            fill(apdu.pointee.u.scanResponse, reference, diagnostic)
            return apdu
        case .sortRefused(let reference, let diagnostic):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_sortResponse)
            fill(apdu.pointee.u.sortResponse, reference, diagnostic)
            return apdu
        case .close(let reference, let reason, let message):
            let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(raw, Z_APDU_close)
            apdu.pointee.u.close.pointee.referenceId = reference.map { octets($0) }
            apdu.pointee.u.close.pointee.closeReason = integer(reason.rawValue)
            apdu.pointee.u.close.pointee.diagnosticInformation = message.map { string($0) }
            return apdu
        }
    }

    private func fill(_ pdu: UnsafeMutablePointer<Z_InitResponse>, from response: InitResponse) {
        pdu.pointee.referenceId = response.reference.map { octets($0) }
        pdu.pointee.protocolVersion = bits(response.versions.map { $0 - 1 })
        pdu.pointee.options = bits(response.options.map(\.rawValue))
        pdu.pointee.preferredMessageSize = integer(response.preferredMessageSize)
        pdu.pointee.maximumRecordSize = integer(response.maximumRecordSize)
        pdu.pointee.result = boolean(response.isAccepted)
        pdu.pointee.implementationId = nil
        pdu.pointee.implementationName = string(response.implementationName)
        pdu.pointee.implementationVersion = string(response.implementationVersion)
        guard response.selectsUTF8 else { return }
        pdu.pointee.otherInfo = information(yaz_set_response_charneg(raw, "UTF-8", nil, 1))
    }

    private func fill(_ pdu: UnsafeMutablePointer<Z_SearchResponse>, from response: SearchResponse) {
        pdu.pointee.referenceId = response.reference.map { octets($0) }
        pdu.pointee.resultCount = integer(response.resultCount ?? 0)
        pdu.pointee.searchStatus = boolean(response.resultCount != nil)
        if response.resultCount == nil { pdu.pointee.resultSetStatus = integer(Int(Z_SearchResponse_none)) }
        pdu.pointee.nextResultSetPosition = integer(response.nextPosition)
        if let records = response.records {
            pdu.pointee.numberOfRecordsReturned = integer(records.count)
            pdu.pointee.records = self.records(records)
            if response.resultCount != nil { pdu.pointee.presentStatus = integer(records.presentStatus) }
        }
        guard !response.members.isEmpty else { return }
        let report = allocate(Z_SearchInfoReport())
        report.pointee.num = Int32(response.members.count)
        report.pointee.elements = list(response.members.map { subquery($0) })
        let external = allocate(Z_External())
        external.pointee.direct_reference = oid("1.2.840.10003.10.1")
        external.pointee.which = Z_External_searchResult1
        external.pointee.u.searchResult1 = report
        pdu.pointee.additionalSearchInfo = information(external)
    }

    /// One member's search as a subquery of SearchResult-1: its id, and its count or why there is none.
    ///
    /// The reason goes where a target says what it made of the query: that is the one text that clients show.
    private func subquery(
        _ report: SearchResponse.MemberReport
    ) -> UnsafeMutablePointer<Z_SearchInfoReport_s> {
        let element = allocate(Z_SearchInfoReport_s())
        element.pointee.subqueryId = string(report.member)
        element.pointee.fullQuery = boolean(true)
        element.pointee.subqueryCount = report.count.map { integer($0) }
        guard let trouble = report.trouble else { return element }
        let term = allocate(Z_Term())
        term.pointee.which = Z_Term_general
        term.pointee.u.general = octets(Array(trouble.utf8))
        let expression = allocate(Z_QueryExpression())
        expression.pointee.which = Z_QueryExpression_term
        expression.pointee.u.term = allocate(Z_QueryExpressionTerm(queryTerm: term, termComment: nil))
        element.pointee.subqueryInterpretation = expression
        return element
    }

    private func fill(_ pdu: UnsafeMutablePointer<Z_PresentResponse>, from response: PresentResponse) {
        pdu.pointee.referenceId = response.reference.map { octets($0) }
        pdu.pointee.numberOfRecordsReturned = integer(response.records.count)
        pdu.pointee.nextResultSetPosition = integer(response.nextPosition)
        pdu.pointee.presentStatus = integer(response.records.presentStatus)
        pdu.pointee.records = records(response.records)
    }

    private func fill(_ pdu: UnsafeMutablePointer<Z_DeleteResultSetResponse>, from response: DeleteResponse) {
        pdu.pointee.referenceId = response.reference.map { octets($0) }
        let statuses = response.statuses ?? []
        let isWhole = statuses.allSatisfy(\.existed)
        pdu.pointee.deleteOperationStatus = integer(
            Int(isWhole ? Z_DeleteStatus_success : Z_DeleteStatus_notAllRequestedResultSetsDeleted))
        guard !statuses.isEmpty else { return }
        let elements = statuses.map { status in
            let code = status.existed ? Z_DeleteStatus_success : Z_DeleteStatus_resultSetDidNotExist
            return allocate(Z_ListStatus(id: string(status.resultSet), status: integer(Int(code))))
        }
        pdu.pointee.deleteListStatuses = allocate(
            Z_ListStatuses(num: Int32(elements.count), elements: list(elements)))
    }

    private func fill(
        _ pdu: UnsafeMutablePointer<Z_ScanResponse>, _ reference: Z3950Request.Reference?, _ refusal: Bib1Diagnostic
    ) {
        pdu.pointee.referenceId = reference.map { octets($0) }
        pdu.pointee.scanStatus = integer(Int(Z_Scan_failure))
        let entries = allocate(Z_ListEntries())
        entries.pointee.num_nonsurrogateDiagnostics = 1
        entries.pointee.nonsurrogateDiagnostics = list([diagnosticRecord(refusal)])
        pdu.pointee.entries = entries
    }

    private func fill(
        _ pdu: UnsafeMutablePointer<Z_SortResponse>, _ reference: Z3950Request.Reference?, _ refusal: Bib1Diagnostic
    ) {
        pdu.pointee.referenceId = reference.map { octets($0) }
        pdu.pointee.sortStatus = integer(Int(Z_SortResponse_failure))
        pdu.pointee.resultSetStatus = integer(Int(Z_SortResponse_unchanged))
        pdu.pointee.num_diagnostics = 1
        pdu.pointee.diagnostics = list([diagnosticRecord(refusal)])
    }

    /// `otherInfo` with one externally defined unit.
    private func information(_ external: UnsafeMutablePointer<Z_External>) -> UnsafeMutablePointer<Z_OtherInformation> {
        let unit = allocate(Z_OtherInformationUnit())
        unit.pointee.which = Z_OtherInfo_externallyDefinedInfo
        unit.pointee.information.externallyDefinedInfo = external
        return allocate(Z_OtherInformation(num_elements: 1, list: list([unit])))
    }
}
