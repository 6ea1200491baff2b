import CYaz

/// Whether an Init's `otherInfo` proposes UTF-8 (Character Set and Language Negotiation 3, 1.2.840.10003.15.3).
///
/// Read by hand: libyaz's `yaz_get_charneg_record` crashes on an EXTERNAL without a direct reference.
func proposesUTF8(_ information: Z_OtherInformation?) -> Bool {
    guard let information else { return false }
    return elements(information.list, information.num_elements).contains { unit in
        guard unit.pointee.which == Z_OtherInfo_externallyDefinedInfo,
            let external = unit.pointee.information.externallyDefinedInfo?.pointee,
            external.which == Z_External_charSetandLanguageNegotiation,
            let negotiation = external.u.charNeg3?.pointee,
            negotiation.which == Z_CharSetandLanguageNegotiation_proposal,
            let proposal = negotiation.u.proposal?.pointee
        else { return false }
        return elements(proposal.proposedCharSets, proposal.num_proposedCharSets).contains { isUTF8($0.pointee) }
    }
}

/// Clients name UTF-8 in two ways: as an encoding level of ISO 10646, and as YAZ does by its name in octets.
private func isUTF8(_ charset: Z_OriginProposal_0) -> Bool {
    switch charset.which {
    case Z_OriginProposal_0_iso10646:
        return charset.u.iso10646?.pointee.encodingLevel?.dotted == "1.0.10646.1.0.8"
    case Z_OriginProposal_0_private:
        guard let named = charset.u.zprivate?.pointee, named.which == Z_PrivateCharacterSet_externallySpecified,
            let external = named.u.externallySpecified?.pointee, external.which == Z_External_octet
        else { return false }
        return external.u.octet_aligned.map { String(decoding: $0.octets, as: UTF8.self).lowercased() } == "utf-8"
    default:
        return false
    }
}
