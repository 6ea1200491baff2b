/// What the comparison of two copies needs to know of one, in a fixed size; the rest stands in a `FeaturePool`.
///
/// 0 in a number means that the record does not say.
struct MatchFeatures: Sendable {
    /// Equal for records that no rule could tell apart.
    var fingerprint: UInt64 = 0
    /// Where its tokens start in the pool: title, names, publisher, other titles, subjects, one after the other.
    var tokenStart: UInt32 = 0
    /// Where its identifiers start in the pool.
    var identifierStart: UInt32 = 0
    /// A hash of the main title's words without numbers.
    var mainTitle: UInt32 = 0
    /// A hash of the words of title and subtitle without numbers.
    var fullTitle: UInt32 = 0
    /// A hash of the edition statement's words without its number: `增补本`.
    var editionWords: UInt32 = 0
    /// The language's three letters, packed.
    var language: UInt16 = 0
    /// The year of publication; of a serial, the first.
    var year: UInt16 = 0
    /// The last page's number.
    var pages: UInt16 = 0
    /// How many discs, maps or volumes, where no pages are given.
    var pieces: UInt16 = 0
    /// The edition's number.
    var edition: UInt8 = 0
    /// The kind of thing, as a leader/06 class.
    var material: Material = .unknown
    /// Monograph, serial or part of something.
    var level: Level = .unknown
    /// Whether it is read on a screen.
    var isElectronic = false
    /// How many of the title's tokens are the main title.
    var mainCount: UInt8 = 0
    /// How many tokens title and subtitle have.
    var titleCount: UInt8 = 0
    var nameCount: UInt8 = 0
    var publisherCount: UInt8 = 0
    var otherTitleCount: UInt8 = 0
    var subjectCount: UInt8 = 0
    var identifierCount: UInt8 = 0

    /// How many tokens it has in the pool, all kinds together.
    var tokenCount: Int {
        Int(titleCount) + Int(nameCount) + Int(publisherCount) + Int(otherTitleCount) + Int(subjectCount)
    }

    /// The kind of thing described.
    enum Material: UInt8 {
        case unknown, text, score, map, film, speech, music, picture, software, object, kit
    }

    /// The bibliographic level.
    enum Level: UInt8 {
        case unknown, monograph, serial, component
    }

    /// The title's tokens, main title first, in their order.
    func title(in pool: borrowing FeaturePool) -> ArraySlice<Token> { pool.slice(tokenStart, 0, titleCount) }

    /// The main title's tokens.
    func mainTitle(in pool: borrowing FeaturePool) -> ArraySlice<Token> { pool.slice(tokenStart, 0, mainCount) }

    /// Names' keys and the words of names and of the statement of responsibility.
    func names(in pool: borrowing FeaturePool) -> ArraySlice<Token> {
        pool.slice(tokenStart, Int(titleCount), nameCount)
    }

    /// What tells the publisher from others.
    func publisher(in pool: borrowing FeaturePool) -> ArraySlice<Token> {
        pool.slice(tokenStart, Int(titleCount) + Int(nameCount), publisherCount)
    }

    /// Vernacular, parallel and uniform titles' tokens.
    func otherTitles(in pool: borrowing FeaturePool) -> ArraySlice<Token> {
        pool.slice(tokenStart, Int(titleCount) + Int(nameCount) + Int(publisherCount), otherTitleCount)
    }

    /// The subjects' tokens.
    func subjects(in pool: borrowing FeaturePool) -> ArraySlice<Token> {
        let before = Int(titleCount) + Int(nameCount) + Int(publisherCount) + Int(otherTitleCount)
        return pool.slice(tokenStart, before, subjectCount)
    }

    /// Standard numbers and other titles' keys, ascending.
    func identifiers(in pool: borrowing FeaturePool) -> ArraySlice<IdentifierKey> {
        let start = Int(identifierStart)
        return pool.identifiers[start..<start + Int(identifierCount)]
    }
}

/// The tokens and identifiers of many records, each kind in one array.
struct FeaturePool: Sendable {
    var tokens: [Token] = []
    var identifiers: [IdentifierKey] = []

    /// Copies what belongs to `features` from another pool, and says where it stands here.
    mutating func take(_ features: MatchFeatures, from other: FeaturePool) -> MatchFeatures {
        var features = features
        let tokens = other.slice(features.tokenStart, 0, features.tokenCount)
        let numbers = features.identifiers(in: other)
        features.tokenStart = UInt32(self.tokens.count)
        features.identifierStart = UInt32(identifiers.count)
        self.tokens += tokens
        identifiers += numbers
        return features
    }

    func slice(_ start: UInt32, _ offset: Int, _ count: UInt8) -> ArraySlice<Token> {
        slice(start, offset, Int(count))
    }

    func slice(_ start: UInt32, _ offset: Int, _ count: Int) -> ArraySlice<Token> {
        tokens[Int(start) + offset..<Int(start) + offset + count]
    }
}
