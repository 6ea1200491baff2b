import CYaz

/// The terms of a query in prefix notation, from left to right, as libyaz reads them; `nil` when it can't.
func pqfTerms(of text: String) -> [String]? {
    let (parser, odr) = (yaz_pqf_create(), odr_createmem(ODR_ENCODE))
    defer {
        yaz_pqf_destroy(parser)
        odr_destroy(odr)
    }
    guard let query = yaz_pqf_parse(parser, odr, text) else { return nil }
    var terms: [String] = []
    collect(query.pointee.RPNStructure, into: &terms)
    return terms
}

private func collect(_ node: UnsafeMutablePointer<Z_RPNStructure>, into terms: inout [String]) {
    if node.pointee.which == Z_RPNStructure_complex {
        collect(node.pointee.u.complex.pointee.s1, into: &terms)
        collect(node.pointee.u.complex.pointee.s2, into: &terms)
    } else if let general = node.pointee.u.simple.pointee.u.attributesPlusTerm?.pointee.term.pointee.u.general {
        let bytes = UnsafeBufferPointer(start: general.pointee.buf, count: Int(general.pointee.len))
        terms.append(String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
