/// The attributes of one search term, as PQF writes them before it: `@attr 1=4 @attr 4=1`.
struct BibAttributes: Hashable, Sendable {
    /// One attribute.
    private struct Attribute: Hashable, Sendable {
        /// The attribute set when it is not the query's: `gils`, `1.2.840.10003.3.5`.
        var set: String?
        var type: String
        var value: String
    }

    private var attributes: [Attribute] = []

    /// The attribute of this type and value alone.
    init(use: String) {
        attributes = [Attribute(type: BibType.use.rawValue, value: use)]
    }

    /// The attributes that PQF text lists; `nil` when it is anything else.
    ///
    /// - Parameter text: `@attr [SET] TYPE=VALUE`, any number of times, and nothing else.
    init?(pqf text: String) {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = words.popFirst() {
            guard word == "@attr", var pair = words.popFirst() else { return nil }
            var set: String?
            if !pair.contains("=") {
                guard Self.isPlain(pair), let next = words.popFirst() else { return nil }
                set = pair
                pair = next
            }
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, Int32(parts[0]).map({ $0 > 0 }) == true, Self.isPlain(parts[1]) else { return nil }
            attributes.append(Attribute(set: set, type: parts[0], value: parts[1]))
        }
    }

    /// Whether PQF takes `text` for one word without signs of its own.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.count < 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: "_-.:/".utf8.contains(byte)
                }
            }
    }

    /// The value of the attribute of this type; `nil` when there is none.
    subscript(type: BibType) -> String? {
        attributes.last { $0.type == type.rawValue }?.value
    }

    /// The same and this attribute, unless one of its type is there: what a member's configuration states stands.
    func adding(_ type: BibType, _ value: String) -> BibAttributes {
        guard self[type] == nil else { return self }
        var result = self
        result.attributes.append(Attribute(type: type.rawValue, value: value))
        return result
    }

    /// The attributes in PQF, each with a blank behind it.
    var pqf: String {
        attributes.map { "@attr \($0.set.map { "\($0) " } ?? "")\($0.type)=\($0.value) " }.joined()
    }
}

/// The types of Bib-1 attributes (Z39.50, appendix ATR.3).
enum BibType: String {
    case use = "1"
    case relation = "2"
    case position = "3"
    case structure = "4"
    case truncation = "5"
    case completeness = "6"
}

/// Whether `text` can stand in a member's `indexes`: a list of PQF attributes and nothing else.
///
/// - Parameter text: `@attr 1=4 @attr 4=1` or the like; an empty text asks without attributes.
/// - Returns: whether every word of it is understood.
public func isAttributeList(_ text: String) -> Bool { BibAttributes(pqf: text) != nil }
