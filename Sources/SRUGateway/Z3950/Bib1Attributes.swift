/// The Bib-1 attributes of one term, sorted out by type.
struct Bib1Attributes {
    /// Bib-1 itself (Z39.50-2003, appendix 3 ATR.1).
    static let setIdentifier = "1.2.840.10003.3.1"

    /// How the term may be cut off (type 5).
    enum Truncation: Int {
        case right = 1
        case left = 2
        case both = 3
        case none = 100
        /// `#` in the term stands for any run of characters.
        case hashes = 101
        /// `#` in the term stands for one character, `?` for any run (Z39.58).
        case commonCommandLanguage = 104
    }

    /// What the term is (type 4), as far as it makes a difference here.
    enum Structure {
        /// Words that stand together: 1 phrase, 108 string.
        case phrase
        /// Words that may stand apart: 6 word list, 105 and 106 text.
        case words
        /// One thing: 2 word, 3 key, 4 and 5 and 100 dates, 101 and 102 names, 107 and 109 numbers; or nothing said.
        case single
    }

    /// How the term relates to what is found (type 2), where it is more than an ordering.
    enum Relation: Int {
        case less = 1
        case lessOrEqual = 2
        case equal = 3
        case greaterOrEqual = 4
        case greater = 5
        case notEqual = 6
        /// Equal, the best first: we rank every answer.
        case relevance = 102
        case alwaysMatches = 103
        case within = 104
    }

    /// Use (type 1); `nil` when the term may be anywhere.
    var use: RPNAttribute.Value?
    var relation = Relation.equal
    /// Whether the term has to stand first in the field (position, type 3).
    var isFirstInField = false
    var structure = Structure.single
    var truncation = Truncation.none
    /// Whether the term is all of the field (completeness, type 6).
    var isCompleteField = false

    /// The attributes, sorted out.
    ///
    /// - Parameters:
    ///   - attributes: those of one term.
    ///   - defaultSet: the query's attribute set.
    /// - Throws: the diagnostic for the first attribute that we don't carry out.
    init(_ attributes: [RPNAttribute], defaultSet: String) throws(Bib1Diagnostic) {
        var seen: [Int: RPNAttribute.Value] = [:]
        for attribute in attributes {
            let set = attribute.set ?? defaultSet
            guard set == Self.setIdentifier else { throw Bib1Diagnostic(.unsupportedAttributeSet, set) }
            if let other = seen[attribute.type], other != attribute.value {
                throw Bib1Diagnostic(.unsupportedAttributeCombination, "two attributes of type \(attribute.type)")
            }
            seen[attribute.type] = attribute.value
            try take(attribute)
        }
    }

    private mutating func take(_ attribute: RPNAttribute) throws(Bib1Diagnostic) {
        let value = attribute.value
        let number = value.number
        switch attribute.type {
        case 1: use = value
        case 2: relation = try known(number.flatMap(Relation.init(rawValue:)), value, .unsupportedRelation)
        case 3: isFirstInField = try known(number.flatMap { [1: true, 3: false][$0] }, value, .unsupportedPosition)
        case 4: structure = try known(number.flatMap(Self.structure), value, .unsupportedStructure)
        case 5: truncation = try known(number.flatMap(Truncation.init(rawValue:)), value, .unsupportedTruncation)
        case 6:
            isCompleteField = try known(number.flatMap { [1: false, 3: true][$0] }, value, .unsupportedCompleteness)
        default: throw Bib1Diagnostic(.unsupportedAttributeType, String(attribute.type))
        }
    }

    private func known<T>(
        _ result: T?, _ value: RPNAttribute.Value, _ condition: Bib1Diagnostic.Condition
    ) throws(Bib1Diagnostic) -> T {
        guard let result else { throw Bib1Diagnostic(condition, value.description) }
        return result
    }

    private static func structure(_ number: Int) -> Structure? {
        switch number {
        case 1, 108: .phrase
        case 6, 105, 106: .words
        case 2, 3, 4, 5, 100, 101, 102, 107, 109: .single
        default: nil
        }
    }
}

extension RPNAttribute.Value: CustomStringConvertible {
    /// The number, when it is one.
    var number: Int? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var description: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        case .complex: "a complex value"
        }
    }
}
