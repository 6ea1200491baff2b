/// What had to be mended to read a record: a sentence each, none twice.
struct Mendings {
    /// More would tell a reader nothing: whatever comes after is left out.
    static let limit = 20

    /// What can be wrong with one field.
    enum Field: UInt32 {
        case controlWithSubfields, controlWithoutSubfields, noSubfields, fewIndicators, textBeforeSubfield,
            manyIndicators
        case oddIndicators, noCode, oddCode, oddBytes

        fileprivate func sentence(_ tag: Record.Tag) -> String {
            switch self {
            case .controlWithSubfields: "Control field \(tag) had subfields."
            case .controlWithoutSubfields: "Field \(tag) was a control field: its text became $a."
            case .noSubfields: "Field \(tag) had no subfields: its text became $a."
            case .fewIndicators: "Field \(tag) lacked indicators."
            case .textBeforeSubfield: "Field \(tag) had text before its first subfield: it became $a."
            case .manyIndicators: "Field \(tag) had more than two indicators."
            case .oddIndicators: "Field \(tag) had indicators that are no ASCII characters."
            case .noCode: "Field \(tag) had a subfield delimiter without a code."
            case .oddCode: "Field \(tag) had a subfield code that is no ASCII letter, digit or sign."
            case .oddBytes: "Field \(tag) had bytes that are no text in the record's character set."
            }
        }
    }

    private(set) var sentences: [String] = []
    private var fields: Set<UInt64> = []

    mutating func note(_ sentence: String) {
        if sentences.count < Self.limit, !sentences.contains(sentence) { sentences.append(sentence) }
    }

    /// Notes what was wrong with a field; cheap when the same was noted before, as a broken record may have it a million
    /// times.
    mutating func note(_ tag: Record.Tag, _ what: Field) {
        guard sentences.count < Self.limit, fields.insert(UInt64(tag.packed) << 32 | UInt64(what.rawValue)).inserted
        else {
            return
        }
        note(what.sentence(tag))
    }
}
