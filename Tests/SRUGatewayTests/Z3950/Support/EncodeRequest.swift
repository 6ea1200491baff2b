import CYaz

@testable import SRUGateway

/// The octets of a request as libyaz's clients write it.
///
/// - Parameters:
///   - kind: one of libyaz's `Z_APDU_…`.
///   - fill: sets what differs from libyaz's defaults.
/// - Returns: one APDU.
func encodeRequest(
    _ kind: Int32, _ fill: (borrowing ODRStream, UnsafeMutablePointer<Z_APDU>) -> Void = { _, _ in }
) -> [UInt8] {
    let stream = ODRStream(.encode)
    let apdu: UnsafeMutablePointer<Z_APDU> = zget_APDU(stream.raw, kind)
    fill(stream, apdu)
    var encoded: UnsafeMutablePointer<Z_APDU>? = apdu
    precondition(z_APDU(stream.raw, &encoded, 0, nil) != 0, "the test's own request is wrong")
    var length: Int32 = 0
    let octets = odr_getbuf(stream.raw, &length, nil)
    return Array(UnsafeRawBufferPointer(start: octets, count: Int(length)))
}

/// A search for what `pqf` says, in YAZ's prefix query format.
func encodeSearch(
    pqf: String, databases: [String] = ["alliance"],
    _ fill: (borrowing ODRStream, UnsafeMutablePointer<Z_SearchRequest>) -> Void = { _, _ in }
) -> [UInt8] {
    encodeRequest(Z_APDU_searchRequest) { stream, apdu in
        guard let pdu = apdu.pointee.u.searchRequest else { return }
        let query = stream.allocate(Z_Query())
        query.pointee.which = Z_Query_type_1
        query.pointee.u.type_1 = p_query_rpn(stream.raw, pqf)
        precondition(query.pointee.u.type_1 != nil, "the test's own query is wrong: \(pqf)")
        pdu.pointee.query = query
        pdu.pointee.num_databaseNames = Int32(databases.count)
        pdu.pointee.databaseNames = stream.list(databases.map { stream.string($0) })
        fill(stream, pdu)
    }
}

/// What the gateway makes of the octets of one APDU; `nil` when nothing.
func decodeRequest(_ octets: [UInt8]) -> Z3950Request? {
    octets.withUnsafeBytes { decodeAPDU($0) }
}

/// The query in `pqf`, through libyaz's encoder and our decoder.
func rpn(pqf: String) -> RPNQuery? {
    guard case .search(let pdu) = decodeRequest(encodeSearch(pqf: pqf)) else { return nil }
    guard case .rpn(let rpn) = pdu.query else { return nil }
    return rpn
}

/// An Init that proposes a character set, as yaz-client's `negcharset` does.
func encodeInit(proposing charset: String) -> [UInt8] {
    encodeRequest(Z_APDU_initRequest) { stream, apdu in
        guard let pdu = apdu.pointee.u.initRequest else { return }
        pdu.pointee.protocolVersion = stream.bits([0, 1, 2])
        pdu.pointee.options = stream.bits([0, 1, 17])
        let proposal: UnsafeMutablePointer<Z_External>? = yaz_set_proposal_charneg_list(
            stream.raw, ",", charset, nil, 1)
        let unit = stream.allocate(Z_OtherInformationUnit())
        unit.pointee.which = Z_OtherInfo_externallyDefinedInfo
        unit.pointee.information.externallyDefinedInfo = proposal
        pdu.pointee.otherInfo = stream.allocate(Z_OtherInformation(num_elements: 1, list: stream.list([unit])))
    }
}
