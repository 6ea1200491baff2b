/// A part of a description that both dialects have, each under tags of its own.
public enum Element: Int, Hashable, Sendable, CaseIterable {
    /// The title proper, and what belongs to it.
    case title, subtitle, partNumber, partName, responsibility
    /// Other titles of the same: parallel, variant, uniform.
    case alternativeTitle
    /// Persons, bodies and meetings: the name part of each heading.
    case name
    /// Publication.
    case edition, place, publisher, date
    /// The thing itself.
    case extent, series, seriesNumber
    /// What it is about, each part of a heading.
    case subject
    /// Numbers, as printed: no check digit has been looked at.
    case isbn, issn, lccn, systemNumber, nationalNumber
    /// Codes of its languages.
    case language
    /// A summary or abstract.
    case summary
    /// Where it, or something on it, is on the web.
    case url
    /// The owner's number for the record.
    case localIdentifier
}

/// Where an element stands: a tag, and the subfields that hold it.
struct ElementPath: Hashable {
    /// The tag.
    let tag: Record.Tag
    /// The subfields; none for a control field, which is the element as a whole.
    let codes: CodeSet
    /// The second indicator that the field must have; `nil` when any will do.
    let second: UInt8?

    init(_ tag: Record.Tag, _ codes: CodeSet = "", second: UInt8? = nil) {
        self.tag = tag
        self.codes = codes
        self.second = second
    }
}

/// A set of subfield codes, written as a literal: `"abn"`.
struct CodeSet: Hashable, ExpressibleByStringLiteral {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(stringLiteral codes: StaticString) {
        for index in 0..<codes.utf8CodeUnitCount {
            let code = codes.utf8Start[index]
            if code < 64 { low |= 1 << UInt64(code) } else { high |= 1 << UInt64(code & 63) }
        }
    }

    /// Whether no code is in it.
    var isEmpty: Bool { low == 0 && high == 0 }

    /// Whether `code` is in it.
    func contains(_ code: UInt8) -> Bool {
        guard code < 128 else { return false }
        return (code < 64 ? low >> UInt64(code) : high >> UInt64(code & 63)) & 1 == 1
    }
}
