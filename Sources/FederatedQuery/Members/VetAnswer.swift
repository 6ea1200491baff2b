internal import CLibXML
internal import CYaz

/// Whether libyaz may read an answer.
enum Vetting: Hashable {
    /// It may.
    case harmless
    /// It would abort or follow a wild pointer; what is wrong with the answer, in words.
    case harmful(String)
    /// What counts has not come whole yet.
    case incomplete
}

/// Whether libyaz 5.34 may read these octets from a member.
///
/// Four answers end any program that uses ZOOM: a second InitResponse (an assertion) or HTTP (`holdsUnexpectedInit`), an
/// InitResponse that brings a *proposal* where the response to a negotiation stands (it is taken for the response,
/// charneg.c), and a ScanResponse with an empty list of diagnostics (the first one is read, zoom-z3950.c). They
/// are decoded here first, by the same codec; other APDUs cost a look at their tags.
///
/// - Parameters:
///   - octets: what has come, from the beginning of an answer on; the last APDU may be cut.
///   - mayBeginWithInit: whether Init has been sent and is not answered yet.
///   - isScanning: whether a Scan is to be answered.
/// - Returns: the judgement over all APDUs that begin in `octets`.
func vet(_ octets: UnsafeMutableRawBufferPointer, mayBeginWithInit: Bool, isScanning: Bool) -> Vetting {
    if holdsUnexpectedInit(octets, mayBegin: mayBeginWithInit) {
        return .harmful("a second answer to Init, or what is no Z39.50")
    }
    var rest = octets
    // Answers to searches come here most of the time: they need no look inside.
    while let tag = rest.first, isScanning || tag == 0xB5 {
        let length = Int(completeBER(rest.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(rest.count)))
        guard length != 0 else { return .incomplete }
        guard length > 0, length <= rest.count else { return .harmless }
        if let wrong = whatIsWrong(with: UnsafeMutableRawBufferPointer(rebasing: rest[..<length])) {
            return .harmful(wrong)
        }
        rest = UnsafeMutableRawBufferPointer(rebasing: rest[length...])
    }
    return .harmless
}

/// What libyaz would stumble over in one whole APDU; `nil` when nothing, or when it can't decode it at all.
private func whatIsWrong(with octets: UnsafeMutableRawBufferPointer) -> String? {
    guard let decoder = odr_createmem(Int32(ODR_DECODE)) else { return nil }
    defer { odr_destroy(decoder) }
    odr_setbuf(decoder, octets.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(octets.count), 0)
    var apdu: UnsafeMutablePointer<Z_APDU>?
    guard z_APDU(decoder, &apdu, 0, nil) != 0, let apdu = apdu?.pointee else { return nil }
    switch apdu.which {
    case Z_APDU_initResponse:
        guard let negotiation = yaz_get_charneg_record(apdu.u.initResponse?.pointee.otherInfo),
            negotiation.pointee.which != Z_CharSetandLanguageNegotiation_response
        else { return nil }
        return "an answer to Init that proposes character sets"
    case Z_APDU_scanResponse:
        guard let entries = apdu.u.scanResponse?.pointee.entries?.pointee, entries.nonsurrogateDiagnostics != nil,
            entries.num_nonsurrogateDiagnostics <= 0
        else { return nil }
        return "an answer to Scan that fails without a reason"
    default:
        return nil
    }
}
