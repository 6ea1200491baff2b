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
    case Z_APDU_scanRequest: apdu.u.scanRequest.map { .scan(reference: octets($0.pointee.referenceId)) }
    case Z_APDU_sortRequest: apdu.u.sortRequest.map { .sort(reference: octets($0.pointee.referenceId)) }
    case Z_APDU_close: apdu.u.close.map { .close(reference: octets($0.pointee.referenceId)) }
    default: .unexpected(Int(apdu.which))
    }
}

private func initPDU(_ pdu: Z_InitRequest) -> InitPDU {
    let versions = [1, 2, 3].filter { isSet($0 - 1, in: pdu.protocolVersion) }
    return InitPDU(
        reference: octets(pdu.referenceId),
        versions: Set(versions),
        options: Set(InitPDU.Option.allCases.filter { isSet($0.rawValue, in: pdu.options) }),
        preferredMessageSize: integer(pdu.preferredMessageSize) ?? 0,
        maximumRecordSize: integer(pdu.maximumRecordSize) ?? 0,
        implementation: text(pdu.implementationName),
        proposesUTF8: proposesUTF8(pdu.otherInfo))
}

private func searchPDU(_ pdu: Z_SearchRequest) -> SearchPDU {
    SearchPDU(
        reference: octets(pdu.referenceId),
        smallSetUpperBound: integer(pdu.smallSetUpperBound) ?? 0,
        largeSetLowerBound: integer(pdu.largeSetLowerBound) ?? 1,
        mediumSetPresentNumber: integer(pdu.mediumSetPresentNumber) ?? 0,
        replaces: pdu.replaceIndicator?.pointee ?? 0 != 0,
        resultSet: text(pdu.resultSetName) ?? "",
        databases: elements(pdu.databaseNames, pdu.num_databaseNames).map { String(cString: $0) },
        smallSetElementSet: elementSet(pdu.smallSetElementSetNames),
        mediumSetElementSet: elementSet(pdu.mediumSetElementSetNames),
        syntax: oid(pdu.preferredRecordSyntax),
        query: query(pdu.query?.pointee))
}

private func query(_ query: Z_Query?) -> SearchPDU.Query {
    guard let query else { return .unsupported }
    switch query.which {
    case Z_Query_type_1: return query.u.type_1.flatMap { rpn($0.pointee) }.map { .rpn($0) } ?? .unsupported
    case Z_Query_type_101: return query.u.type_101.flatMap { rpn($0.pointee) }.map { .rpn($0) } ?? .unsupported
    case Z_Query_type_104:
        guard let external = query.u.type_104?.pointee, external.which == Z_External_CQL else { return .unsupported }
        return text(external.u.cql).map { .cql($0) } ?? .unsupported
    default: return .unsupported
    }
}

private func presentPDU(_ pdu: Z_PresentRequest) -> PresentPDU {
    let first = PresentPDU.Range(
        start: integer(pdu.resultSetStartPoint) ?? 1, count: integer(pdu.numberOfRecordsRequested) ?? 0)
    let more = elements(pdu.additionalRanges, pdu.num_ranges).map { range in
        PresentPDU.Range(
            start: integer(range.pointee.startingPosition) ?? 1, count: integer(range.pointee.numberOfRecords) ?? 0)
    }
    return PresentPDU(
        reference: octets(pdu.referenceId),
        resultSet: text(pdu.resultSetId) ?? "",
        ranges: [first] + more,
        elementSet: pdu.recordComposition.flatMap { yaz_get_esn($0) }.map { String(cString: $0) },
        schema: schema(pdu.recordComposition?.pointee),
        syntax: oid(pdu.preferredRecordSyntax) ?? alternativeSyntax(pdu.recordComposition?.pointee))
}

private func deletePDU(_ pdu: Z_DeleteResultSetRequest) -> DeletePDU {
    let deletesAll = integer(pdu.deleteFunction) == Int(Z_DeleteResultSetRequest_all)
    return DeletePDU(
        reference: octets(pdu.referenceId),
        resultSets: deletesAll
            ? nil : elements(pdu.resultSetList, pdu.num_resultSetList).map { String(cString: $0) })
}

// MARK: - Parts

private func elementSet(_ names: UnsafeMutablePointer<Z_ElementSetNames>?) -> String? {
    guard let names = names?.pointee, names.which == Z_ElementSetNames_generic else { return nil }
    return text(names.u.generic)
}

private func schema(_ composition: Z_RecordComposition?) -> String? {
    guard let generic = complex(composition)?.generic?.pointee else { return nil }
    switch generic.which {
    case Z_Schema_oid: return oid(generic.schema.oid)
    case Z_Schema_uri: return text(generic.schema.uri)
    default: return nil
    }
}

private func alternativeSyntax(_ composition: Z_RecordComposition?) -> String? {
    guard let complex = complex(composition) else { return nil }
    return elements(complex.recordSyntax, complex.num_recordSyntax).first.flatMap { oid($0) }
}

private func complex(_ composition: Z_RecordComposition?) -> Z_CompSpec? {
    guard let composition, composition.which == Z_RecordComp_complex else { return nil }
    return composition.u.complex?.pointee
}

private func proposesUTF8(_ information: UnsafeMutablePointer<Z_OtherInformation>?) -> Bool {
    guard let information, let negotiation = yaz_get_charneg_record(information) else { return false }
    guard negotiation.pointee.which == Z_CharSetandLanguageNegotiation_proposal else { return false }
    let memory = nmem_create()
    defer { nmem_destroy(memory) }
    var charsets: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var languages: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var charsetCount: Int32 = 0
    var languageCount: Int32 = 0
    var selected: Int32 = 0
    yaz_get_proposal_charneg(
        memory, negotiation, &charsets, &charsetCount, &languages, &languageCount, &selected)
    return elements(charsets, charsetCount).contains { String(cString: $0).lowercased() == "utf-8" }
}

/// The elements of a SEQUENCE OF.
func elements<T>(
    _ list: UnsafeMutablePointer<UnsafeMutablePointer<T>?>?, _ count: Int32
) -> [UnsafeMutablePointer<T>] {
    UnsafeBufferPointer(start: list, count: list == nil ? 0 : Int(count)).compactMap { $0 }
}

func integer(_ value: UnsafeMutablePointer<Odr_int>?) -> Int? { value.map { Int($0.pointee) } }

func text(_ string: UnsafeMutablePointer<CChar>?) -> String? { string.map { String(cString: $0) } }

func octets(_ string: UnsafeMutablePointer<Odr_oct>?) -> [UInt8]? {
    string.map { Array(UnsafeRawBufferPointer(start: $0.pointee.buf, count: Int($0.pointee.len))) }
}

/// The dotted form of an object identifier.
func oid(_ identifier: UnsafeMutablePointer<Odr_oid>?) -> String? {
    guard let identifier else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(OID_STR_MAX)) { buffer in
        buffer.baseAddress.map { String(cString: oid_oid_to_dotstring(identifier, $0)) }
    }
}

private func isSet(_ bit: Int, in mask: UnsafeMutablePointer<Odr_bitmask>?) -> Bool {
    guard let mask, bit >> 3 <= Int(mask.pointee.top) else { return false }
    return withUnsafeBytes(of: &mask.pointee.bits) { $0[bit >> 3] & (0x80 >> UInt8(bit & 7)) != 0 }
}
