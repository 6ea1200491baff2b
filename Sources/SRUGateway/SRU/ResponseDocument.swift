extension SRURequest {
    /// A whole response to this request: the declaration, the stylesheet or the SOAP envelope, and around `content` the
    /// root element with the version in it where the version has that.
    func response(status: Int = 200, _ content: (inout XMLWriter) -> Void) -> SRUAnswer {
        var xml = XMLWriter(capacity: 32_768)
        xml.markup(#"<?xml version="1.0" encoding="UTF-8"?>"#)
        if input.isSOAP {
            openEnvelope(&xml)
        } else if let stylesheet {
            xml.markup(#"<?xml-stylesheet type="text/xsl""#)
            xml.attribute("href", stylesheet)
            xml.markup("?>")
        }
        xml.markup("<")
        xml.markup(kind.responseElement)
        xml.markup(" xmlns=\"")
        xml.markup(version.namespace(of: kind))
        xml.markup("\">")
        if version != .v2_0 { xml.element("version", version.rawValue) }
        content(&xml)
        xml.close(kind.responseElement)
        if input.isSOAP { closeEnvelope(&xml) }
        return SRUAnswer(status: status, contentType: contentType, body: xml.bytes)
    }

    /// The type of the response.
    ///
    /// SRU 2.0 has a type of its own, which no browser shows: a client that says what it accepts, in the parameter
    /// `httpAccept` or in the header, and does not name that type, gets plain XML when it accepts that.
    private var contentType: String {
        let plain = "text/xml; charset=utf-8"
        if input.isSOAP || version != .v2_0 { return plain }
        let accepted = (parameters["httpAccept"] ?? input.accept ?? "").split(separator: ",").map { mediaType(of: $0) }
        if accepted.contains("application/sru+xml") { return "application/sru+xml" }
        if accepted.contains("application/xml") { return "application/xml" }
        return accepted.contains("text/xml") || accepted.contains("text/html") ? plain : "application/sru+xml"
    }
}

extension SOAPFault {
    /// The message that tells the sender.
    var answer: SRUAnswer {
        var xml = XMLWriter()
        xml.markup(#"<?xml version="1.0" encoding="UTF-8"?>"#)
        openEnvelope(&xml)
        xml.markup("<soap:Fault>")
        xml.element("faultcode", "soap:\(code)")
        xml.element("faultstring", why)
        xml.markup("</soap:Fault>")
        closeEnvelope(&xml)
        return SRUAnswer(status: 500, contentType: "text/xml; charset=utf-8", body: xml.bytes)
    }
}

private func openEnvelope(_ xml: inout XMLWriter) {
    xml.markup("<soap:Envelope")
    xml.attribute("xmlns:soap", soapNamespace)
    xml.markup("><soap:Body>")
}

private func closeEnvelope(_ xml: inout XMLWriter) { xml.markup("</soap:Body></soap:Envelope>") }
