extension ExplainedServer {
    /// The server's own name for an index of ours; `nil` when it lists none that means it.
    ///
    /// Servers name context sets as they like, so the set's URI decides before its prefix. An index that asks for the
    /// same stands in for one that is not there, as `bath.author` does for `dc.creator`: those that become the same Bib-1
    /// attribute are taken for the same. Where a server has a set of its own, `alma.title`, the name alone decides.
    func name(of index: IndexName) -> String? {
        let use = bib1Uses[index]
        let candidates = indexes.compactMap { own -> (name: String, rank: Int)? in
            guard let (meaning, certainty) = own.meaning else { return nil }
            guard meaning == index || (use != nil && bib1Uses[meaning] == use) else { return nil }
            return (own.cqlName, certainty.rawValue * 2 + (meaning == index ? 0 : 1))
        }
        return candidates.min { $0.rank < $1.rank }?.name
    }
}

extension ExplainedServer.Index {
    /// How sure it is what an index means.
    fileprivate enum Certainty: Int {
        /// Its context set is one that we know.
        case known
        /// It has a bare name that we know.
        case bare
        /// It is in a set of the server's own.
        case foreign
    }

    /// The index of ours that it means; `nil` when nobody could tell.
    fileprivate var meaning: (IndexName, Certainty)? {
        let named = set.flatMap { contextSetNames[$0.lowercased()] }
        if let set = setURI.flatMap({ contextSetURIs[$0] }) ?? named {
            return (IndexName(set: set, name: name), .known)
        }
        guard let index = try? IndexNames().resolve(name) else { return nil }
        return (index, set == nil ? .bare : .foreign)
    }
}
