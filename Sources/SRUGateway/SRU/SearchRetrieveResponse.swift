import FederatedQuery

/// Source: srw-types.xsd of SRU 1.1 and 1.2; sruResponse.xsd of SRU 2.0.
extension SRUFace.Search {
    /// The response with a page, and with what the client is to be told besides.
    func answer(page: Page, diagnostics: [Diagnostic]) -> SRUAnswer {
        request.response { xml in
            let isVersion2 = request.version == .v2_0
            xml.element("numberOfRecords", max(0, page.hitCount.value))
            xml.element("resultSetId", page.resultSetID)
            let seconds = Int(clamping: page.lifetime.components.seconds)
            if !isVersion2, seconds > 0 { xml.element("resultSetIdleTime", seconds) }
            writeRecords(of: page, to: &xml)
            if let next = page.nextPosition { xml.element("nextRecordPosition", next) }
            request.writeEcho(to: &xml, query: query)
            writeDiagnostics(diagnostics, to: &xml, version: request.version)
            xml.open("extraResponseData")
            writeFederation(page, to: &xml)
            xml.close("extraResponseData")
            guard isVersion2 else { return }
            xml.element("resultSetTTL", max(0, seconds))
            xml.element("resultCountPrecision", page.hitCount.precision.uri)
            writeAnalysis(page.members, request: request, search: retrieve, to: &xml)
        }
    }

    private func writeRecords(of page: Page, to xml: inout XMLWriter) {
        guard !page.entries.isEmpty else { return }
        xml.open("records")
        for (offset, entry) in page.entries.enumerated() { write(entry, at: page.start + offset, to: &xml) }
        xml.close("records")
    }

    private func write(_ entry: PageEntry, at position: Int, to xml: inout XMLWriter) {
        xml.open("record")
        switch entry {
        case .joined(let joined):
            writeData(schema: retrieve.schema.uri, to: &xml) { retrieve.schema.write(joined.record, to: &$0) }
            xml.element("recordPosition", position)
            xml.open("extraRecordData")
            writeHolders(joined.copies, to: &xml)
            xml.close("extraRecordData")
        case .unreadable(let member, let memberPosition, let why):
            let diagnostic = Diagnostic(67, details: "\(member) \(memberPosition)", explanation: why)
            writeData(schema: Diagnostic.surrogateSchema, to: &xml) {
                diagnostic.write(to: &$0, version: request.version)
            }
            xml.element("recordPosition", position)
        }
        xml.close("record")
    }

    private func writeData(schema: String, to xml: inout XMLWriter, _ data: (inout XMLWriter) -> Void) {
        writeRecordData(schema: schema, packing: retrieve.packing, version: request.version, to: &xml, data)
    }
}

/// Writes a record's first elements, up to its data: its schema, how it is packed, and the data so packed.
func writeRecordData(
    schema: String, packing: RecordPacking, version: SRUVersion, to xml: inout XMLWriter,
    _ data: (inout XMLWriter) -> Void
) {
    xml.element("recordSchema", schema)
    if version == .v2_0 {
        xml.element("recordPacking", "packed")
        xml.element("recordXMLEscaping", packing.rawValue)
    } else {
        xml.element("recordPacking", packing.rawValue)
    }
    xml.open("recordData")
    switch packing {
    case .xml: data(&xml)
    case .string:
        var inner = XMLWriter()
        data(&inner)
        xml.text(inner.bytes.span)
    }
    xml.close("recordData")
}
