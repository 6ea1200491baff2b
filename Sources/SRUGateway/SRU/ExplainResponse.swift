extension SRURequest {
    /// The response that describes a database, and says what was wrong with the request when something was.
    func explanation(
        _ record: ExplainRecord, packing: RecordPacking = .xml, diagnostics: [Diagnostic] = [], status: Int = 200
    ) -> SRUAnswer {
        response(status: status) { xml in
            xml.open("record")
            writeRecordData(schema: ExplainRecord.namespace, packing: packing, version: version, to: &xml) {
                record.write(to: &$0)
            }
            xml.close("record")
            if diagnostics.isEmpty { writeExplainEcho(to: &xml) }
            writeDiagnostics(diagnostics, to: &xml, version: version)
        }
    }

    private func writeExplainEcho(to xml: inout XMLWriter) {
        xml.open("echoedExplainRequest")
        if version != .v2_0 { xml.element("version", version.rawValue) }
        if let escaping = parameters["recordXMLEscaping"] { xml.element("recordXMLEscaping", escaping) }
        if let packing = parameters["recordPacking"] { xml.element("recordPacking", packing) }
        if let stylesheet { xml.element("stylesheet", stylesheet) }
        xml.close("echoedExplainRequest")
    }
}
