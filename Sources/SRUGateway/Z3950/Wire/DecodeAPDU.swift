import CYaz

/// The request in the octets of one APDU, or `nil` when they are none.
///
/// The octets must have passed `BERFrameScanner`, which bounds how deep libyaz recurses.
func decodeAPDU(_ octets: UnsafeRawBufferPointer) -> Z3950Request? {
    guard let base = octets.baseAddress else { return nil }
    let stream = ODRStream(.decode)
    // The codec only reads from the buffer of a stream that decodes; its C type lacks the `const`.
    let buffer = UnsafeMutableRawPointer(mutating: base).assumingMemoryBound(to: CChar.self)
    odr_setbuf(stream.raw, buffer, Int32(octets.count), 0)
    var apdu: UnsafeMutablePointer<Z_APDU>?
    guard z_APDU(stream.raw, &apdu, 0, nil) != 0, let apdu = apdu?.pointee else { return nil }
    return request(apdu)
}

private func request(_ apdu: Z_APDU) -> Z3950Request? {
    switch apdu.which {
    case Z_APDU_initRequest: apdu.u.initRequest.map { .initialise(initPDU($0.pointee)) }
    case Z_APDU_searchRequest: apdu.u.searchRequest.map { .search(searchPDU($0.pointee)) }
    case Z_APDU_presentRequest: apdu.u.presentRequest.map { .present(presentPDU($0.pointee)) }
    case Z_APDU_deleteResultSetRequest:
        apdu.u.deleteResultSetRequest.map { .deleteResultSets(deletePDU($0.pointee)) }
    case Z_APDU_scanRequest: apdu.u.scanRequest.map { .scan(reference: $0.pointee.referenceId?.octets) }
    case Z_APDU_sortRequest: apdu.u.sortRequest.map { .sort(reference: $0.pointee.referenceId?.octets) }
    case Z_APDU_close: apdu.u.close.map { .close(reference: $0.pointee.referenceId?.octets) }
    default: .unexpected(Int(apdu.which))
    }
}

private func initPDU(_ pdu: Z_InitRequest) -> InitPDU {
    let versions = [1, 2, 3].filter { pdu.protocolVersion?.isSet($0 - 1) ?? false }
    return InitPDU(
        reference: pdu.referenceId?.octets,
        versions: Set(versions),
        options: Set(InitPDU.Option.allCases.filter { pdu.options?.isSet($0.rawValue) ?? false }),
        preferredMessageSize: pdu.preferredMessageSize?.int ?? 0,
        maximumRecordSize: pdu.maximumRecordSize?.int ?? 0,
        implementation: pdu.implementationName?.text,
        proposesUTF8: proposesUTF8(pdu.otherInfo?.pointee))
}

private func searchPDU(_ pdu: Z_SearchRequest) -> SearchPDU {
    SearchPDU(
        reference: pdu.referenceId?.octets,
        smallSetUpperBound: pdu.smallSetUpperBound?.int ?? 0,
        largeSetLowerBound: pdu.largeSetLowerBound?.int ?? 1,
        mediumSetPresentNumber: pdu.mediumSetPresentNumber?.int ?? 0,
        replaces: pdu.replaceIndicator?.pointee ?? 0 != 0,
        resultSet: pdu.resultSetName?.text ?? "",
        databases: elements(pdu.databaseNames, pdu.num_databaseNames).map(\.text),
        smallSetElementSet: elementSet(pdu.smallSetElementSetNames),
        mediumSetElementSet: elementSet(pdu.mediumSetElementSetNames),
        syntax: pdu.preferredRecordSyntax?.dotted,
        query: query(pdu.query?.pointee))
}

private func query(_ query: Z_Query?) -> SearchPDU.Query {
    guard let query else { return .unsupported }
    switch query.which {
    case Z_Query_type_1: return query.u.type_1.flatMap { decodeRPN($0.pointee) }.map { .rpn($0) } ?? .unsupported
    case Z_Query_type_101: return query.u.type_101.flatMap { decodeRPN($0.pointee) }.map { .rpn($0) } ?? .unsupported
    case Z_Query_type_104:
        guard let external = query.u.type_104?.pointee, external.which == Z_External_CQL else { return .unsupported }
        return external.u.cql.map { .cql($0.text) } ?? .unsupported
    default: return .unsupported
    }
}

private func presentPDU(_ pdu: Z_PresentRequest) -> PresentPDU {
    let first = PresentPDU.Range(
        start: pdu.resultSetStartPoint?.int ?? 1, count: pdu.numberOfRecordsRequested?.int ?? 0)
    let more = elements(pdu.additionalRanges, pdu.num_ranges).map { range in
        PresentPDU.Range(
            start: range.pointee.startingPosition?.int ?? 1, count: range.pointee.numberOfRecords?.int ?? 0)
    }
    return PresentPDU(
        reference: pdu.referenceId?.octets,
        resultSet: pdu.resultSetId?.text ?? "",
        ranges: [first] + more,
        elementSet: pdu.recordComposition.flatMap { yaz_get_esn($0) }.map { String(cString: $0) },
        schema: schema(pdu.recordComposition?.pointee),
        syntax: pdu.preferredRecordSyntax?.dotted ?? alternativeSyntax(pdu.recordComposition?.pointee))
}

private func deletePDU(_ pdu: Z_DeleteResultSetRequest) -> DeletePDU {
    let deletesAll = pdu.deleteFunction?.int == Int(Z_DeleteResultSetRequest_all)
    return DeletePDU(
        reference: pdu.referenceId?.octets,
        resultSets: deletesAll
            ? nil : elements(pdu.resultSetList, pdu.num_resultSetList).map(\.text))
}

// MARK: - Parts

private func elementSet(_ names: UnsafeMutablePointer<Z_ElementSetNames>?) -> String? {
    guard let names = names?.pointee, names.which == Z_ElementSetNames_generic else { return nil }
    return names.u.generic?.text
}

private func schema(_ composition: Z_RecordComposition?) -> String? {
    guard let generic = complex(composition)?.generic?.pointee else { return nil }
    switch generic.which {
    case Z_Schema_oid: return generic.schema.oid?.dotted
    case Z_Schema_uri: return generic.schema.uri?.text
    default: return nil
    }
}

private func alternativeSyntax(_ composition: Z_RecordComposition?) -> String? {
    guard let complex = complex(composition) else { return nil }
    return elements(complex.recordSyntax, complex.num_recordSyntax).first?.dotted
}

private func complex(_ composition: Z_RecordComposition?) -> Z_CompSpec? {
    guard let composition, composition.which == Z_RecordComp_complex else { return nil }
    return composition.u.complex?.pointee
}
