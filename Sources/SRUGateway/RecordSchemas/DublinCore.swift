import FederatedQuery

/// Writes a description as one `srw_dc:dc` element: unqualified Dublin Core.
///
/// Source: info:srw/schema/1/dc-v1.1, as the Library of Congress's own crosswalk from MARC writes it (MARC to Dublin
/// Core).
func writeDublinCore(_ book: Bibliographic, to xml: inout XMLWriter) {
    xml.markup(#"<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns="http://purl.org/dc/elements/1.1/">"#)
    if let title = book.title {
        xml.element("title", [title, book.subtitle].compactMap { $0 }.joined(separator: " : "))
    }
    for name in book.names { xml.element(name.isMain ? "creator" : "contributor", name.text) }
    if let type = book.material?.dublinCoreType { xml.element("type", type) }
    if let publisher = book.publisher { xml.element("publisher", publisher) }
    if let date = book.date { xml.element("date", date) }
    if let language = book.language { xml.element("language", language) }
    if let extent = book.extent { xml.element("format", extent) }
    for subject in book.subjects { xml.element("subject", subject) }
    for isbn in book.isbns { xml.element("identifier", "urn:isbn:\(isbn)") }
    xml.markup("</srw_dc:dc>")
}

extension Bibliographic.Material {
    /// The term of the DCMI Type Vocabulary, as the crosswalk gives it.
    fileprivate var dublinCoreType: String? {
        switch self {
        case .text, .serial: "text"
        case .score: "notated music"
        case .map: "cartographic"
        case .video: "moving image"
        case .sound: "sound recording"
        case .image: "still image"
        case .software: "software, multimedia"
        case .object: "three dimensional object"
        case .mixed: "mixed material"
        case .holdings: nil
        }
    }
}
