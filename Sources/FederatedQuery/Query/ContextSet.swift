/// A CQL context set: the short name that we use for it, and the URIs that mean it.
public struct ContextSet: Hashable, Sendable {
    /// The short name: `dc`.
    public let name: String
    /// Its URI, as Explain gives it: `info:srw/cql-context-set/1/dc-v1.1`.
    public let uri: String
    /// URIs of older versions, and other spellings in use, that mean the same to us.
    public let otherURIs: [String]
    /// Short names that clients use besides `name`: `srw` for `cql`.
    public let otherNames: [String]

    init(_ name: String, _ uri: String, otherURIs: [String] = [], otherNames: [String] = []) {
        self.name = name
        self.uri = uri
        self.otherURIs = otherURIs
        self.otherNames = otherNames
    }
}

/// The context sets that a query may use.
///
/// Source: Library of Congress, CQL context sets. The `srw` set of CQL 1.0 became `cql` in 1.1.
public let contextSets: [ContextSet] = [
    ContextSet(
        "cql", "info:srw/cql-context-set/1/cql-v1.2",
        otherURIs: [
            "info:srw/cql-context-set/1/cql-v1.1", "http://www.loc.gov/zing/cql/context-sets/cql/v1.1/",
            "http://www.loc.gov/zing/cql/srw-indexes/v1.0/", "http://www.loc.gov/zing/cql/",
        ],
        otherNames: ["srw"]),
    ContextSet(
        "dc", "info:srw/cql-context-set/1/dc-v1.1",
        otherURIs: [
            "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
            "http://www.loc.gov/zing/cql/dc-indexes/v1.0/",
        ]),
    ContextSet(
        "bath", "http://zing.z3950.org/cql/bath/2.0/",
        otherURIs: ["http://zing.z3950.org/srw/bath/2.0/", "http://www.loc.gov/zing/cql/context-sets/bath/v1.1/"]),
    ContextSet(
        "rec", "info:srw/cql-context-set/2/rec-1.1",
        otherURIs: ["info:srw/cql-context-set/2/rec-1.0"]),
    ContextSet(
        "bib", "info:srw/cql-context-set/1/bib-v1",
        otherURIs: ["info:srw/cql-context-set/1/bib-v1.0"]),
    ContextSet("sort", "info:srw/cql-context-set/1/sort-v1.0"),
    ContextSet("net", "info:srw/cql-context-set/2/net-1.0"),
]

/// The short name for each short name in use, lower case.
let contextSetNames: [String: String] = contextSets.reduce(into: [:]) { table, set in
    for name in [set.name] + set.otherNames { table[name] = set.name }
}

/// The short name for each URI in use.
let contextSetURIs: [String: String] = contextSets.reduce(into: [:]) { table, set in
    for uri in [set.uri] + set.otherURIs { table[uri] = set.name }
}
