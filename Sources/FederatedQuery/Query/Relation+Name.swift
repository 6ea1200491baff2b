extension Relation.Base {
    /// The relation that CQL text calls `name`; `nil` when there is none of that name.
    ///
    /// `exact` and `scr` are CQL 1.1's names of `==` and `=`. A prefix must be that of the `cql` set.
    ///
    /// - Parameters:
    ///   - name: as written: `any`, `CQL.any`, `<=`.
    ///   - uri: the context set's URI, when the query mapped the prefix.
    init?(name: String, uri: String? = nil) {
        var name = name.lowercased()
        if let uri {
            guard contextSetURIs[uri] == "cql" else { return nil }
        } else if let dot = name.firstIndex(of: ".") {
            guard contextSetNames[String(name[..<dot])] == "cql" else { return nil }
            name = String(name[name.index(after: dot)...])
        }
        switch name {
        case "exact": self = .exact
        case "scr": self = .equal
        default: self.init(rawValue: name)
        }
    }

    /// Whether it compares by order, which only dates have.
    var isOrdering: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .within, .encloses: true
        case .equal, .exact, .notEqual, .any, .all, .adj: false
        }
    }
}

/// The modifiers that a relation may have: CQL 1.2's, but those that change what a term is (`regexp`, `substring`,
/// `uri`, `oid`, `locale`, `partial`).
let relationModifiers: Set<String> = [
    "stem", "relevant", "phonetic", "fuzzy", "ignorecase", "respectcase", "ignoreaccents", "respectaccents", "word",
    "string", "number", "isodate", "masked", "unmasked",
]

/// The modifiers that a sort key may have (sort context set 1.0), without their set's name.
let sortModifiers: Set<String> = [
    "ascending", "descending", "ignorecase", "respectcase", "ignoreaccents", "respectaccents", "missingomit",
    "missingfail", "missinglow", "missinghigh", "missingvalue", "locale", "unicodecollate",
]

extension Modifier {
    /// Whether this is a modifier of `prox` as the `cql` set defines them, with a value that makes sense.
    var isProximity: Bool {
        switch name {
        case "ordered", "unordered": value == nil
        case "distance": comparison != "==" && value.flatMap { Int($0) }.map { (0...999).contains($0) } == true
        case "unit":
            comparison == "=" && ["word", "sentence", "paragraph", "element"].contains(value?.lowercased() ?? "")
        default: false
        }
    }
}
