/// What comparing two copies says of them.
enum Comparison: Equatable, Sendable {
    /// They describe one edition: how sure that is, and what speaks for it.
    case same(score: Int, evidence: Evidence)
    /// They don't: the first rule that says so.
    case different(MatchRule)
    /// Nothing sets them apart, but too little holds them together.
    case unsure(score: Int, evidence: Evidence)
}

/// A rule of the comparison: something in which two copies agree or differ.
public enum MatchRule: UInt8, Hashable, Sendable, CaseIterable {
    // Any of these keeps two copies apart.
    case materialDiffers, levelDiffers, formDiffers, yearDiffers, editionDiffers, volumeDiffers, extentDiffers
    case authorDiffers, titleDiffers
    // These speak for one edition.
    case identical, sameTitle, sameMainTitle, similarTitle, parallelTitle, sameISBN, sameISSN, sameLCCN
    case sameOCLCNumber, sameNationalNumber, sameStandardNumber, samePublisherNumber, sameSystemNumber, sameAuthor
    case sameYear, sameEdition, sameVolume, sameExtent, samePublisher, sameSeriesNumber
    // These speak against it.
    case otherISBN, nearYear, volumeMissing, editionMissing, otherEditionWords, nearExtent, otherPieces
    case otherPublisher, otherSeriesNumber, otherAuthor, otherSubtitle, otherLanguage, otherPublisherNumber

    /// What it says, in words.
    public var name: String {
        switch self {
        case .materialDiffers: "other material"
        case .levelDiffers: "serial against monograph"
        case .formDiffers: "print against online"
        case .yearDiffers: "other year"
        case .editionDiffers: "other edition"
        case .volumeDiffers: "other volume"
        case .extentDiffers: "other extent"
        case .authorDiffers: "other author"
        case .titleDiffers: "other title"
        case .identical: "identical features"
        case .sameTitle: "same title"
        case .sameMainTitle: "same main title"
        case .similarTitle: "similar title"
        case .parallelTitle: "parallel title"
        case .sameISBN: "same ISBN"
        case .sameISSN: "same ISSN"
        case .sameLCCN: "same LCCN"
        case .sameOCLCNumber: "same OCLC number"
        case .sameNationalNumber: "same national number"
        case .sameStandardNumber: "same standard number"
        case .samePublisherNumber: "same publisher number"
        case .sameSystemNumber: "same system number"
        case .sameAuthor: "same author"
        case .sameYear: "same year"
        case .sameEdition: "same edition"
        case .sameVolume: "same volume"
        case .sameExtent: "same extent"
        case .samePublisher: "same publisher"
        case .sameSeriesNumber: "same series number"
        case .otherISBN: "different ISBN"
        case .nearYear: "neighbouring year"
        case .volumeMissing: "volume in one only"
        case .editionMissing: "edition in one only"
        case .otherEditionWords: "different edition statement"
        case .nearExtent: "different extent"
        case .otherPieces: "different number of pieces"
        case .otherPublisher: "different publisher"
        case .otherSeriesNumber: "different series number"
        case .otherAuthor: "different author"
        case .otherSubtitle: "different subtitle"
        case .otherLanguage: "different language"
        case .otherPublisherNumber: "different publisher number"
        }
    }
}

/// The rules that apply to two copies.
public struct Evidence: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// The rules in the order of `MatchRule`.
    public var rules: [MatchRule] { MatchRule.allCases.filter(contains) }

    mutating func insert(_ rule: MatchRule) { bits |= 1 << UInt64(rule.rawValue) }

    func contains(_ rule: MatchRule) -> Bool { bits & 1 << UInt64(rule.rawValue) != 0 }
}
