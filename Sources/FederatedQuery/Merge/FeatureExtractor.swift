/// Reads from records what joining and ranking compare.
///
/// It keeps its buffers from one record to the next, so that a record costs no allocation.
struct FeatureExtractor {
    let folding = TextFolding.shared
    let tokenizer = Tokenizer()
    let roleWords = RoleWords.table
    let publisherNoise = PublisherNoise.table
    /// The dialect's fields.
    var fields = MatchFields.of(.marc21)

    /// The subfield being read, folded.
    var text = FoldedText()
    var mainTitle: [Token] = []
    var subtitle: [Token] = []
    var names: [Token] = []
    var responsibility: [Token] = []
    var publisher: [Token] = []
    var otherTitles: [Token] = []
    var subjects: [Token] = []
    var identifiers: [IdentifierKey] = []
    var scratch: [Token] = []
    var features = MatchFeatures()
    /// Whether the year is the description's own, not the coded one.
    var hasStatedYear = false

    /// The features of a record; its tokens and identifiers are appended to `pool`.
    mutating func features(of record: Record, into pool: inout FeaturePool) -> MatchFeatures {
        reset()
        let bytes = record.bytes.span
        fields = MatchFields.of(record.dialect)
        readLeader(bytes, dialect: record.dialect)
        var isOCLC = false
        var controlNumber: Range<Int>?
        for field in record.fields where field.range.upperBound <= bytes.count {
            guard let element = fields.element(field.tag) else { continue }
            switch element {
            case .controlNumber: controlNumber = field.range
            case .controlSource: isOCLC = hasPrefix(bytes, field.range, "OCoLC")
            case .vernacular: readVernacular(bytes, field, of: record)
            default: read(element, bytes, field.range, dialect: record.dialect)
            }
        }
        if isOCLC, let controlNumber, let number = digitsKey(bytes, controlNumber) { add(.oclc, number) }
        return finish(into: &pool)
    }

    private mutating func reset() {
        features = MatchFeatures()
        hasStatedYear = false
        mainTitle.removeAll(keepingCapacity: true)
        subtitle.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        responsibility.removeAll(keepingCapacity: true)
        publisher.removeAll(keepingCapacity: true)
        otherTitles.removeAll(keepingCapacity: true)
        subjects.removeAll(keepingCapacity: true)
        identifiers.removeAll(keepingCapacity: true)
    }

    /// Reads one field of the record itself or, linked, of its vernacular form.
    private mutating func read(
        _ element: MatchElement, _ bytes: Span<UInt8>, _ range: Range<Int>, dialect: Record.Dialect
    ) {
        switch element {
        case .controlNumber, .controlSource, .vernacular: break
        case .physicalForm: readPhysicalForm(bytes, range, dialect: dialect)
        case .fixedData: readFixedData(bytes, range)
        case .codedData: readCodedData(bytes, range)
        case .language: readLanguage(bytes, range)
        case .isbn, .issn, .lccn, .systemNumber, .national, .standard, .publisherNumber:
            readIdentifier(element, bytes, range)
        case .title: readTitle(bytes, range)
        case .otherTitle, .uniformTitle: readOtherTitle(bytes, range, isKey: element == .otherTitle)
        case .edition: readEdition(bytes, range)
        case .publication: readPublication(bytes, range)
        case .extent: readExtent(bytes, range)
        case .series: readSeries(bytes, range)
        case .person, .body: readName(bytes, range, isPerson: element == .person, dialect: dialect)
        case .subject: readSubject(bytes, range)
        case .carrier: readCarrier(bytes, range)
        }
    }

    /// MARC 21 field 880: the same content in its original script.
    private mutating func readVernacular(_ bytes: Span<UInt8>, _ field: Record.Field, of record: Record) {
        guard let tag = record.linkedTag(field) else { return }
        switch fields.element(tag) {
        case .title, .otherTitle: readOtherTitle(bytes, field.range, isKey: true)
        case .person: readName(bytes, field.range, isPerson: true, dialect: .marc21)
        case .body: readName(bytes, field.range, isPerson: false, dialect: .marc21)
        case .publication: readPublication(bytes, field.range)
        case .subject: readSubject(bytes, field.range)
        default: break
        }
    }

    /// Puts everything into the pool and works out the keys.
    private mutating func finish(into pool: inout FeaturePool) -> MatchFeatures {
        trimTitle()
        addResponsibility()
        features.mainTitle = titleKey(mainTitle[...])
        features.mainCount = UInt8(mainTitle.count)
        mainTitle += subtitle
        features.fullTitle = titleKey(mainTitle[...])
        identifiers.sort()
        features.tokenStart = UInt32(pool.tokens.count)
        features.identifierStart = UInt32(pool.identifiers.count)
        features.titleCount = append(mainTitle, atMost: 40, to: &pool)
        features.nameCount = append(names, atMost: 24, to: &pool)
        features.publisherCount = append(publisher, atMost: 10, to: &pool)
        features.otherTitleCount = append(otherTitles, atMost: 24, to: &pool)
        features.subjectCount = append(subjects, atMost: 24, to: &pool)
        for identifier in identifiers
        where features.identifierCount < 16 && pool.identifiers.last != identifier
            || features.identifierCount == 0
        {
            pool.identifiers.append(identifier)
            features.identifierCount += 1
        }
        features.fingerprint = fingerprint(pool)
        return features
    }

    private func append(_ tokens: [Token], atMost limit: Int, to pool: inout FeaturePool) -> UInt8 {
        pool.tokens += tokens.prefix(limit)
        return UInt8(min(tokens.count, limit))
    }

    /// A main title of at most 24 tokens; without one, the subtitle is it.
    private mutating func trimTitle() {
        if mainTitle.isEmpty { swap(&mainTitle, &subtitle) }
        if mainTitle.count > 24 { mainTitle.removeLast(mainTitle.count - 24) }
        if subtitle.count > 16 { subtitle.removeLast(subtitle.count - 16) }
    }

    /// A hash of all features: two records with the same one need not be compared.
    private func fingerprint(_ pool: FeaturePool) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        func mix(_ value: UInt64) {
            hash = (hash ^ value) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
        }
        for token in pool.tokens[Int(features.tokenStart)...] { mix(UInt64(token.packed)) }
        for identifier in pool.identifiers[Int(features.identifierStart)...] { mix(identifier.packed) }
        mix(UInt64(features.editionWords))
        mix(
            UInt64(features.language) << 48 | UInt64(features.year) << 32 | UInt64(features.pages) << 16
                | UInt64(features.pieces))
        let kinds =
            UInt64(features.edition) << 24 | UInt64(features.material.rawValue) << 16
            | UInt64(features.level.rawValue) << 8 | (features.isElectronic ? 1 : 0)
        let counts =
            UInt64(features.mainCount) << 40 | UInt64(features.titleCount) << 32 | UInt64(features.nameCount) << 24
        mix(kinds | counts << 24)
        return hash
    }

    mutating func add(_ kind: IdentifierKey.Kind, _ value: UInt64) { identifiers.append(IdentifierKey(kind, value)) }

    /// Folds a subfield into `text`, in place of what was there.
    mutating func fold(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        folding.fold(bytes, range, into: &text)
    }
}

/// A hash of the words among `tokens`, numbers left out: volumes of one work have one key.
///
/// A title of numbers alone, `1984`, is hashed as it is. 0 for no tokens.
func titleKey(_ tokens: ArraySlice<Token>) -> UInt32 {
    guard !tokens.isEmpty else { return 0 }
    var hash = TokenHash()
    let hasWords = tokens.contains { $0.kind != .number }
    for token in tokens where !hasWords || token.kind != .number { hash.add(token.packed) }
    return max(hash.value, 1)
}

/// Whether the text at `range` starts with these ASCII characters, case ignored.
func hasPrefix(_ bytes: Span<UInt8>, _ range: Range<Int>, _ prefix: StaticString) -> Bool {
    guard range.count >= prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount
    where bytes[range.lowerBound + offset] | 0x20 != prefix.utf8Start[offset] | 0x20 {
        return false
    }
    return true
}
