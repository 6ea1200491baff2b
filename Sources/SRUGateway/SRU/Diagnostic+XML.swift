extension Diagnostic {
    /// The schema of a record that is a diagnostic, standing for a record that can't be given.
    static let surrogateSchema = "info:srw/schema/1/diagnostics-v1.1"

    /// Writes a `diagnostic` element: identifier, details, message, in the order that the schemas want.
    func write(to xml: inout XMLWriter, version: SRUVersion) {
        xml.markup("<diagnostic xmlns=\"")
        xml.markup(version.diagnosticNamespace)
        xml.markup("\">")
        xml.element("uri", uri)
        if let details { xml.element("details", details) }
        xml.element("message", message)
        xml.markup("</diagnostic>")
    }
}

/// Writes a response's `diagnostics`; nothing when there are none.
func writeDiagnostics(_ diagnostics: [Diagnostic], to xml: inout XMLWriter, version: SRUVersion) {
    guard !diagnostics.isEmpty else { return }
    xml.open("diagnostics")
    for diagnostic in diagnostics { diagnostic.write(to: &xml, version: version) }
    xml.close("diagnostics")
}
