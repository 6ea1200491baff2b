/// The indexes that a client may have meant by a name that is none, the likeliest first.
///
/// `dc.titel` gives `dc.title`; `dv.creator` gives `dc.creator`; `isbn13` gives `bath.isbn`.
///
/// - Parameters:
///   - name: what the client wrote, with a prefix or without.
///   - added: indexes that members have beyond `searchIndexes`, as for `parseQuery`.
/// - Returns: at most three names as a query may write them; none when nothing is near.
public func nearestIndexes(to name: String, added: Set<String> = []) -> [String] {
    let written = Array(name.lowercased().unicodeScalars.prefix(64))
    let bare = written.lastIndex(of: ".").map { Array(written[($0 + 1)...]) } ?? written
    guard !bare.isEmpty else { return [] }
    var nearest: [(name: String, distance: Int)] = []
    for candidate in candidates(added) {
        let known = Array(candidate.known.lowercased().unicodeScalars)
        let knownBare = known.firstIndex(of: ".").map { Array(known[($0 + 1)...]) } ?? known
        // A prefix that is off by more than a slip counts as one more: dv.creator, bib.creator.
        let whole = slips(written, known)
        let distance = min(whole, slips(bare, knownBare) + (written.count == bare.count ? 0 : 1))
        let isPart =
            knownBare.count > 3 && bare.starts(with: knownBare) || bare.count > 3 && knownBare.starts(with: bare)
        let allowed = max(1, bare.count / 3) + (written.count == bare.count ? 0 : 1)
        if distance <= allowed || isPart {
            nearest.append((candidate.meant, isPart ? min(distance, allowed) : distance))
        }
    }
    var seen: Set<String> = []
    return nearest.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
        .map(\.element.name).filter { seen.insert($0).inserted }.prefix(3).map(\.self)
}

/// Each name that is known, and what it means; the sets that people use most come first.
private func candidates(_ added: Set<String>) -> [(known: String, meant: String)] {
    let order = ["dc", "bath", "cql", "rec", "bib"]
    let indexes = searchIndexes.enumerated().sorted {
        (order.firstIndex(of: $0.element.set) ?? order.count, $0.offset)
            < (order.firstIndex(of: $1.element.set) ?? order.count, $1.offset)
    }
    .map(\.element.indexName.displayName)
    let aliases = indexAliases.sorted { $0.key < $1.key }.map { alias in
        (alias.key, indexes.first { $0.lowercased() == alias.value } ?? alias.value)
    }
    return indexes.map { ($0, $0) } + aliases + added.sorted().map { ($0, $0) }
}
