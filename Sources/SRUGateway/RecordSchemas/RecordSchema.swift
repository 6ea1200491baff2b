/// A schema in which records are given to clients.
enum RecordSchema: String, Hashable, Sendable, CaseIterable {
    /// MARCXML: the whole record.
    case marcxml
    /// Unqualified Dublin Core: its fifteen elements.
    case dc

    /// The short name that a client may use in `recordSchema`.
    var name: String { rawValue }

    /// The identifier under which SRU knows it (Library of Congress, SRU record schemas).
    var uri: String {
        switch self {
        case .marcxml: "info:srw/schema/1/marcxml-v1.1"
        case .dc: "info:srw/schema/1/dc-v1.1"
        }
    }

    /// Its name for readers.
    var title: String {
        switch self {
        case .marcxml: "MARCXML"
        case .dc: "Dublin Core"
        }
    }

    /// The namespace of its root element, which some clients send in place of the identifier.
    var namespace: String {
        switch self {
        case .marcxml: "http://www.loc.gov/MARC21/slim"
        case .dc: "info:srw/schema/1/dc-schema"
        }
    }

    /// The schema that a client means by a short name, whatever its case, or by an identifier; `nil` when we have none
    /// such.
    init?(named text: String) {
        let matches = Self.allCases.filter { $0.name == text.lowercased() || $0.uri == text || $0.namespace == text }
        guard let schema = matches.first else { return nil }
        self = schema
    }
}
