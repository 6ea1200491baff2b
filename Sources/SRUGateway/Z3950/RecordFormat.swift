/// A form in which a record goes out: its record syntax and, in XML, its schema.
enum RecordFormat: Hashable, Sendable, CaseIterable {
    case marc21, marcXML, dublinCore, text

    /// The record syntax, as a dotted object identifier (Z39.50, appendix 5 REC).
    var syntax: String {
        switch self {
        case .marc21: "1.2.840.10003.5.10"
        case .marcXML, .dublinCore: "1.2.840.10003.5.109.10"
        case .text: "1.2.840.10003.5.101"
        }
    }

    /// The format that a request asks for.
    ///
    /// - Parameters:
    ///   - syntax: the preferred record syntax, as a dotted object identifier.
    ///   - elementSet: the element set name: F and B everywhere, which are alike here, in XML also the schema's name.
    ///   - schema: the schema of a composition specification: its URI or dotted object identifier.
    /// - Returns: MARC 21 when the request leaves the choice to us.
    /// - Throws: diagnostic 239, 25 or 1066 with the name that we don't know.
    static func asked(
        syntax: String?, elementSet: String?, schema: String?
    ) throws(Bib1Diagnostic) -> RecordFormat {
        let syntax = syntax ?? RecordFormat.marc21.syntax
        guard let plain = allCases.first(where: { $0.syntax == syntax }) else {
            throw Bib1Diagnostic(.unsupportedSyntax, syntax)
        }
        guard plain == .marcXML else {
            return try accept(elementSet, among: ["f": plain, "b": plain], or: plain)
        }
        if let schema {
            guard let known = schemas[schema.lowercased()] else { throw Bib1Diagnostic(.unsupportedSchema, schema) }
            return try accept(elementSet, among: ["f": known, "b": known], or: known)
        }
        return try accept(
            elementSet, among: ["f": .marcXML, "b": .marcXML, "marcxml": .marcXML, "dc": .dublinCore], or: .marcXML)
    }

    private static func accept(
        _ elementSet: String?, among known: [String: RecordFormat], or format: RecordFormat
    ) throws(Bib1Diagnostic) -> RecordFormat {
        guard let elementSet, !elementSet.isEmpty else { return format }
        guard let format = known[elementSet.lowercased()] else { throw Bib1Diagnostic(.invalidElementSet, elementSet) }
        return format
    }

    /// Schemas by the names that clients use, in lower case.
    private static let schemas: [String: RecordFormat] = [
        "marcxml": .marcXML,
        "info:srw/schema/1/marcxml-v1.1": .marcXML,
        "http://www.loc.gov/marc21/slim": .marcXML,
        "dc": .dublinCore,
        "info:srw/schema/1/dc-v1.1": .dublinCore,
        "http://purl.org/dc/elements/1.1/": .dublinCore,
    ]
}
