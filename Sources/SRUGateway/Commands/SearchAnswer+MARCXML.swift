import FederatedQuery

extension SearchAnswer {
    /// The records as one MARCXML collection; what can't be read leaves a comment in its place.
    var marcxml: [UInt8] {
        var xml = XMLWriter()
        xml.markup(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n")
        for entry in entries {
            guard case .joined(let joined) = entry else {
                xml.markup("<!-- a record that can't be read -->\n")
                continue
            }
            writeMARCXML(joined.record, to: &xml)
            xml.markup("\n")
        }
        xml.markup("</collection>\n")
        return xml.bytes
    }
}
