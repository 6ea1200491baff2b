/// Whether two records describe one edition of one book in one form.
///
/// What both say decides; what one leaves out is neutral. First come the rules that keep them apart, then points for
/// everything in which they agree. Identifiers are evidence and no proof: publishers re-use numbers, and a set and its
/// volumes may share one.
///
/// - Parameters:
///   - a: the features of one record.
///   - b: those of the other.
///   - pool: where their tokens and identifiers stand.
/// - Returns: the same for `a` and `b` exchanged.
func compareCopies(_ a: MatchFeatures, _ b: MatchFeatures, in pool: FeaturePool) -> Comparison {
    if let rule = differenceInCodes(a, b) { return .different(rule) }
    var comparison = PairComparison(a: a, b: b, pool: pool)
    return comparison.result()
}

/// What the fixed-size features alone rule out.
private func differenceInCodes(_ a: MatchFeatures, _ b: MatchFeatures) -> MatchRule? {
    if a.material != b.material, a.material != .unknown, b.material != .unknown { return .materialDiffers }
    if a.level != b.level, a.level != .unknown, b.level != .unknown { return .levelDiffers }
    if a.isElectronic != b.isElectronic { return .formDiffers }
    if a.year != 0, b.year != 0, distance(a.year, b.year) > 1 { return .yearDiffers }
    if a.edition != 0, b.edition != 0, a.edition != b.edition { return .editionDiffers }
    if a.pages != 0, b.pages != 0 {
        let difference = Int(distance(a.pages, b.pages))
        if difference > 12, difference * 4 > Int(max(a.pages, b.pages)) { return .extentDiffers }
    }
    return nil
}

private func distance(_ a: UInt16, _ b: UInt16) -> UInt16 { max(a, b) - min(a, b) }

/// The points that the rules give.
enum Points {
    /// Copies with this many describe one edition.
    static let same = 38

    static let sharedNumber = 24
    static let sharedOtherNumber = 10
    static let author = 14
    static let year = 12
    static let edition = 6
    static let extent = 8
    static let publisher = 8
}

/// One comparison under way.
private struct PairComparison {
    let a: MatchFeatures
    let b: MatchFeatures
    let pool: FeaturePool
    var score = 0
    var evidence = Evidence()
    var sharesNumber = false

    /// Tries the rules in turn.
    mutating func result() -> Comparison {
        compareIdentifiers()
        if let rule = compareTitles() { return .different(rule) }
        if let rule = compareNames() { return .different(rule) }
        compareDates()
        compareExtents()
        comparePublishers()
        return score >= Points.same
            ? .same(score: score, evidence: evidence) : .unsure(score: score, evidence: evidence)
    }

    private mutating func note(_ rule: MatchRule, _ points: Int) {
        evidence.insert(rule)
        score += points
    }

    /// Shared standard numbers; the two lists are ascending.
    private mutating func compareIdentifiers() {
        let (x, y) = (a.identifiers(in: pool), b.identifiers(in: pool))
        var (i, j) = (x.startIndex, y.startIndex)
        var kinds: (a: UInt16, b: UInt16) = (0, 0)
        while i < x.endIndex || j < y.endIndex {
            let isShared = i < x.endIndex && j < y.endIndex && x[i] == y[j]
            let takesA = isShared || j == y.endIndex || (i < x.endIndex && x[i] < y[j])
            let key = takesA ? x[i] : y[j]
            let kind: UInt16 = 1 << UInt16(truncatingIfNeeded: key.packed >> 56)
            if takesA { kinds.a |= kind }
            if isShared || !takesA { kinds.b |= kind }
            if isShared { noteShared(key) }
            i += takesA ? 1 : 0
            j += isShared || !takesA ? 1 : 0
        }
        let both = kinds.a & kinds.b
        if both & 1 << UInt16(IdentifierKey.Kind.isbn.rawValue) != 0, !evidence.contains(.sameISBN) {
            note(.otherISBN, -20)
        }
        if both & 1 << UInt16(IdentifierKey.Kind.publisherNumber.rawValue) != 0,
            !evidence.contains(.samePublisherNumber)
        {
            note(.otherPublisherNumber, -16)
        }
        if both & 1 << UInt16(IdentifierKey.Kind.series.rawValue) != 0, !evidence.contains(.sameSeriesNumber) {
            note(.otherSeriesNumber, -8)
        }
    }

    private mutating func noteShared(_ key: IdentifierKey) {
        let rule: MatchRule
        switch key.kind {
        case .isbn: rule = .sameISBN
        case .issn: rule = .sameISSN
        case .lccn: rule = .sameLCCN
        case .oclc: rule = .sameOCLCNumber
        case .national: rule = .sameNationalNumber
        case .standard: rule = .sameStandardNumber
        case .publisherNumber: rule = .samePublisherNumber
        case .system: rule = .sameSystemNumber
        case .series: rule = .sameSeriesNumber
        case .title, nil: return
        }
        guard !evidence.contains(rule) else { return }
        if rule == .sameSeriesNumber { return note(rule, 4) }
        let isWeak = rule == .samePublisherNumber || rule == .sameStandardNumber || rule == .sameISSN
        note(rule, sharesNumber ? 4 : isWeak ? Points.sharedOtherNumber : Points.sharedNumber)
        sharesNumber = true
    }

    // MARK: Titles

    private mutating func compareTitles() -> MatchRule? {
        guard a.titleCount > 0, b.titleCount > 0 else { return nil }
        let (x, y) = (a.title(in: pool), b.title(in: pool))
        let (mainX, mainY) = (a.mainTitle(in: pool), b.mainTitle(in: pool))
        if a.fullTitle == b.fullTitle {
            note(.sameTitle, weight(ofTokens: min(x.count, y.count)))
        } else if a.mainTitle == b.mainTitle {
            let overlap = TokenOverlap(x.dropFirst(mainX.count), y.dropFirst(mainY.count))
            note(.sameMainTitle, weight(ofTokens: min(mainX.count, mainY.count) + overlap.shared) - 2)
            if overlap.shorter > 0, overlap.containment < 0.5 { note(.otherSubtitle, -10) }
        } else if a.mainTitle == b.fullTitle || b.mainTitle == a.fullTitle {
            note(.sameMainTitle, weight(ofTokens: min(x.count, y.count)) - 2)
        } else if isParallel() {
            note(.parallelTitle, weight(ofTokens: min(x.count, y.count)) - 4)
        } else {
            let overlap = TokenOverlap(x, y)
            let isLike = overlap.likeness >= 0.6 || (overlap.containment >= 0.85 && overlap.shorter > 3)
            guard isLike else {
                // One number, and a title in another script or half of one: not enough to keep them apart.
                guard sharesNumber else { return .titleDiffers }
                if scriptsDiffer(x, y) { return nil }
                guard overlap.shorter > 1, overlap.containment >= 0.5 else { return .titleDiffers }
                note(.similarTitle, 4)
                return nil
            }
            note(.similarTitle, Int(overlap.likeness * 16) - 2)
        }
        if differInOrdinal(mainX, mainY) { return .volumeDiffers }
        return compareNumbers(x, y, isInMainTitle: NumberOverlap(mainX, mainY) != .equal)
    }

    /// Whether one text is Han and the other is not: a title and its romanisation.
    private func scriptsDiffer(_ x: ArraySlice<Token>, _ y: ArraySlice<Token>) -> Bool {
        x.contains { $0.kind == .ideograph } != y.contains { $0.kind == .ideograph }
    }

    /// The longer a title, the less likely it is shared by chance.
    private func weight(ofTokens count: Int) -> Int { 10 + 2 * min(count, 6) }

    /// Whether one's other title is a title of the other: translations printed side by side, romanised and original.
    private func isParallel() -> Bool {
        let (x, y) = (a.identifiers(in: pool), b.identifiers(in: pool))
        func has(_ keys: ArraySlice<IdentifierKey>, _ title: UInt32) -> Bool {
            keys.contains(IdentifierKey(.title, UInt64(title)))
        }
        return has(x, b.mainTitle) || has(x, b.fullTitle) || has(y, a.mainTitle) || has(y, a.fullTitle)
            || x.contains { $0.kind == .title && y.contains($0) }
    }

    /// Whether two Han titles are one but for a character that counts: `不可抗力上`, `不可抗力下`.
    private func differInOrdinal(_ x: ArraySlice<Token>, _ y: ArraySlice<Token>) -> Bool {
        guard x.count == y.count, x.count > 2 else { return false }
        var differing: (Token, Token)?
        for (one, other) in zip(x, y) where one != other {
            guard differing == nil else { return false }
            differing = (one, other)
        }
        guard let (one, other) = differing, one.kind == .ideograph, other.kind == .ideograph else { return false }
        return HanOrdinals.contains(one.value) && HanOrdinals.contains(other.value)
    }

    private mutating func compareNumbers(
        _ x: ArraySlice<Token>, _ y: ArraySlice<Token>, isInMainTitle: Bool
    ) -> MatchRule? {
        switch NumberOverlap(x, y) {
        case .different: return .volumeDiffers
        case .contained: note(.volumeMissing, isInMainTitle ? -8 : -3)
        case .equal: if x.contains(where: { $0.kind == .number }) { note(.sameVolume, 2) }
        }
        return nil
    }

    // MARK: Names

    private mutating func compareNames() -> MatchRule? {
        let (x, y) = (a.names(in: pool), b.names(in: pool))
        guard !x.isEmpty, !y.isEmpty else { return nil }
        var (sharedNames, sharedWords) = (0, 0)
        for token in x {
            guard let other = y.first(where: { $0.value == token.value }) else { continue }
            if token.kind == .name || other.kind == .name { sharedNames += 1 } else { sharedWords += 1 }
        }
        if sharedNames > 0 || sharedWords > 1 || (sharedWords == 1 && min(x.count, y.count) < 3) {
            note(.sameAuthor, Points.author)
            return nil
        }
        let bothNamed = x.contains { $0.kind == .name } && y.contains { $0.kind == .name }
        if bothNamed, !sharesNumber { return .authorDiffers }
        if scriptsDiffer(a.title(in: pool), b.title(in: pool)) { return nil }
        note(.otherAuthor, bothNamed ? -14 : -6)
        return nil
    }

    // MARK: The rest

    private mutating func compareDates() {
        if a.year != 0, b.year != 0 {
            if a.year == b.year { note(.sameYear, Points.year) } else { note(.nearYear, -14) }
        }
        if a.edition != 0, a.edition == b.edition {
            note(.sameEdition, Points.edition)
        } else if max(a.edition, b.edition) > 1 {
            note(.editionMissing, -4)
        }
        if a.editionWords != 0, b.editionWords != 0, a.editionWords != b.editionWords, a.edition == 0, b.edition == 0 {
            note(.otherEditionWords, -8)
        }
        if a.language != 0, b.language != 0, a.language != b.language { note(.otherLanguage, -16) }
    }

    private mutating func compareExtents() {
        if a.pages != 0, b.pages != 0 {
            let difference = Int(distance(a.pages, b.pages))
            if difference <= 2 {
                note(.sameExtent, Points.extent)
            } else if difference * 20 > Int(max(a.pages, b.pages)) {
                note(.nearExtent, -14)
            }
        } else if a.pieces != 0, b.pieces != 0 {
            if a.pieces == b.pieces { note(.sameExtent, 2) } else { note(.otherPieces, -14) }
        }
    }

    private mutating func comparePublishers() {
        let overlap = TokenOverlap(a.publisher(in: pool), b.publisher(in: pool))
        guard overlap.shorter > 0 else { return }
        if overlap.containment >= 0.5 { note(.samePublisher, Points.publisher) } else { note(.otherPublisher, -12) }
    }
}
