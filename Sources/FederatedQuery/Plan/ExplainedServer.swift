/// What an SRU server says of itself, by its Explain record (ZeeRex 2.0).
///
/// All of it is optional there, so an empty list means that the server did not say.
public struct ExplainedServer: Hashable, Sendable {
    /// An index, under one of its names.
    public struct Index: Hashable, Sendable {
        /// The prefix of its context set, as the server writes it; `nil` for a bare name.
        public var set: String?
        /// The URI of its context set; `nil` when the server gives none.
        public var setURI: String?
        /// Its name in the set, as the server writes it.
        public var name: String
        /// Its name for readers.
        public var title: String?

        /// The name under which the server knows it in a query: `dc.title`.
        public var cqlName: String { self.set.map { "\($0).\(name)" } ?? name }
    }

    /// A record schema that records can be had in.
    public struct Schema: Hashable, Sendable {
        /// Its URI; empty when the server gives none.
        public var identifier: String
        /// Its short name; empty when the server gives none.
        public var name: String

        /// What to ask for: the short name, or else the URI.
        public var requestName: String { name.isEmpty ? identifier : name }
    }

    /// The database's title for readers.
    public var title: String?
    /// The version as the server writes it, usually its highest: `1.2`.
    public var version: String?
    /// The indexes that can be searched.
    public var indexes: [Index] = []
    /// The schemas that records can be had in.
    public var schemas: [Schema] = []
    /// How many records it gives when a request does not say.
    public var defaultRecords: Int?
    /// The most records that it gives at a time.
    public var maximumRecords: Int?
    /// What else it says it can do, by kind: `relationModifier` → `stem`; all in lower case.
    public var supports: [String: Set<String>] = [:]

    /// A server that says nothing of itself.
    public init() {}

    /// The highest version that it says it has and we have too; `nil` when it names none of ours.
    public var highestVersion: MemberProfile.SRU.Version? {
        let words = (version ?? "").split { !$0.isNumber && $0 != "." }
        return words.compactMap { MemberProfile.SRU.Version(rawValue: String($0)) }.max()
    }

    /// The schema to ask for MARC records in: MARC 21's before MarcXchange and UNIMARC's; `nil` when it lists none.
    public var marcSchema: Schema? {
        let ranked = schemas.compactMap { schema in schema.marcRank.map { (schema, $0) } }
        return ranked.min { $0.1 < $1.1 }?.0
    }
}

extension ExplainedServer.Schema {
    /// How well it serves for MARC records, 0 best; `nil` when it is another kind of schema.
    ///
    /// Servers name it as they like: `info:srw/schema/1/marcxml-v1.1`, `http://www.loc.gov/MARC21/slim`, `MARC21-xml`,
    /// `unimarcXchange`, `info:lc/xmlns/marcxchange-v1`.
    fileprivate var marcRank: Int? {
        let names = [name.lowercased(), identifier.lowercased()]
        func says(_ word: String) -> Bool { names.contains { $0.contains(word) } }
        guard says("marc") else { return nil }
        if says("unimarc") || says("cnmarc") { return 2 }
        if says("marcxchange") { return 1 }
        return says("marcxml") || says("marc21") ? 0 : 3
    }
}
