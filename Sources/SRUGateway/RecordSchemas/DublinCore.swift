import FederatedQuery

/// Writes a description as one `srw_dc:dc` element: unqualified Dublin Core.
///
/// The elements come in the order of the Library of Congress's own crosswalk from MARC to `info:srw/schema/1/dc-v1.1`.
/// Standard numbers are URNs (RFC 8254), so that a client can tell them from other identifiers.
func writeDublinCore(_ book: Bibliographic, to xml: inout XMLWriter) {
    xml.markup(#"<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns="http://purl.org/dc/elements/1.1/">"#)
    for title in titles(of: book) { xml.element("title", title) }
    for name in book.names { xml.element(name.isMain ? "creator" : "contributor", name.text) }
    if let name = book.vernacularName { xml.element("creator", name) }
    if let type = book.material.dublinCoreType { xml.element("type", type) }
    if let publisher = book.publisher { xml.element("publisher", publisher) }
    if let date = book.date { xml.element("date", date) }
    if let language = book.language { xml.element("language", language) }
    if let extent = book.extent { xml.element("format", extent) }
    if let edition = book.edition { xml.element("description", edition) }
    if let summary = book.summary { xml.element("description", summary) }
    for subject in book.subjects { xml.element("subject", subject) }
    for series in book.series { xml.element("relation", series) }
    for isbn in book.isbns { xml.element("identifier", "urn:isbn:\(isbn)") }
    for issn in book.issns { xml.element("identifier", "urn:issn:\(issn)") }
    for url in book.urls { xml.element("identifier", url) }
    xml.close("srw_dc:dc")
}

/// The whole title, and the one in the original script where the record has both.
private func titles(of book: Bibliographic) -> [String] {
    let proper = [book.title, book.subtitle].compactMap(\.self).joined(separator: " : ")
    let whole = [proper, book.partNumber ?? "", book.partName ?? ""].filter { !$0.isEmpty }.joined(separator: ". ")
    return [whole, book.vernacularTitle ?? ""].filter { !$0.isEmpty }
}

extension Bibliographic.Material {
    /// The kind of resource in the crosswalk's words; `nil` for a bare holdings record.
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
