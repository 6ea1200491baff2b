/// What the names in one query mean: the built-in indexes, those that members add, and the query's own prefixes.
struct IndexNames {
    /// Indexes beyond the built-in ones, `set.name`, lower case.
    let added: Set<String>
    /// The context sets of `added`.
    let addedSets: Set<String>
    /// Prefixes that the query maps, lower case, and the URIs it maps them to; `""` is the prefix of bare names.
    ///
    /// Needed to tell an index from a word with a dot in it, and for sort keys, which libyaz does not resolve.
    let mapped: [String: String]

    init(added: Set<String> = [], mapped: [String: String] = [:]) {
        self.added = Set(added.map { $0.lowercased() })
        addedSets = Set(self.added.compactMap { Self.split($0).prefix })
        self.mapped = mapped
    }

    /// Whether `word` starts with the prefix of a context set, as `dc.title` does and `U.S.` doesn't.
    func isPrefixed(_ word: String) -> Bool {
        guard let prefix = Self.split(word.lowercased()).prefix else { return false }
        return contextSetNames[prefix] != nil || addedSets.contains(prefix) || mapped[prefix] != nil
    }

    /// Whether `word` names an index.
    func isKnown(_ word: String) -> Bool {
        (try? resolve(word)) != nil
    }

    /// The index that `word` names in a sort key, where only our own table of the query's prefixes helps.
    func resolveSortKey(_ word: String) throws(QueryError) -> IndexName {
        let (prefix, name) = Self.split(word.lowercased())
        guard let uri = mapped[prefix ?? ""] else { return try resolve(word) }
        return try resolve(name, uri: uri)
    }

    /// The index that `word` names.
    ///
    /// - Parameters:
    ///   - word: the name, with its prefix unless `uri` is given.
    ///   - uri: the context set's URI, when the query mapped the prefix.
    /// - Returns: an index that can be searched, its set by our own short name.
    /// - Throws: diagnostic 15 or 16.
    func resolve(_ word: String, uri: String? = nil) throws(QueryError) -> IndexName {
        let lowered = word.lowercased()
        let (prefix, bare) = uri == nil ? Self.split(lowered) : (nil, lowered)
        let sets: [String]
        if let uri {
            guard let set = contextSetURIs[uri] else { throw .unknown(contextSet: uri) }
            sets = [set]
        } else if let prefix {
            guard let set = addedSets.contains(prefix) ? prefix : contextSetNames[prefix] else {
                throw .unknown(contextSet: prefix)
            }
            sets = [set]
        } else {
            if let index = known(bare) { return index }
            sets = ["dc", "bath", "cql", "rec", "bib"]
        }
        for set in sets {
            if let index = known("\(set).\(bare)") { return index }
        }
        throw QueryError(.unknownIndex(word), message: "no library here has an index called ‘\(word)’")
    }

    /// The index of this full name, or the one that it is an alias of; what members add comes first.
    private func known(_ name: String) -> IndexName? {
        let name = added.contains(name) ? name : indexAliases[name] ?? name
        let (prefix, bare) = Self.split(name)
        let index = IndexName(set: prefix, name: bare)
        return added.contains(name) || searchIndexesByName[index] != nil ? index : nil
    }

    private static func split(_ word: String) -> (prefix: String?, name: String) {
        guard let dot = word.firstIndex(of: "."), dot != word.startIndex else { return (nil, word) }
        return (String(word[..<dot]), String(word[word.index(after: dot)...]))
    }
}

extension QueryError {
    static func unknown(contextSet: String) -> QueryError {
        QueryError(.unknownContextSet(contextSet), message: "the context set ‘\(contextSet)’ is not known here")
    }
}
