/// What a number in a query can look like in a catalogue, likeliest first.
enum StandardNumber {
    /// The forms of an ISBN that catalogues index.
    ///
    /// 13 digits, 10 digits, and as typed if that has hyphens. A Chinese one has both with hyphens, too: CNMARC keeps
    /// them, and a register may part words there. `702000220X` gives `9787020002207`, `702000220X`, `7-02-000220-X` and
    /// `978-7-02-000220-7`. Source: ISO 2108. Check digits are not checked: old books carry wrong ones.
    ///
    /// - Parameter text: a term.
    /// - Returns: `nil` when it is no ISBN.
    static func isbnForms(_ text: String) -> [String]? {
        guard let digits = digits(text), digits.dropLast().allSatisfy(\.isNumber) else { return nil }
        var forms: [String]
        switch digits.count {
        case 10:
            let body = String(digits.dropLast())
            let check = isbn13Check(Array("978" + body))
            forms = ["978" + body + check, digits] + chinese(body, check10: String(digits.suffix(1)), check13: check)
        case 13 where digits.hasPrefix("978") && digits.last != "X":
            let body = String(digits.dropFirst(3).dropLast())
            let check = isbn10Check(Array(body))
            forms = [digits, body + check] + chinese(body, check10: check, check13: String(digits.suffix(1)))
        case 13 where digits.hasPrefix("979") && digits.last != "X": forms = [digits]
        default: return nil
        }
        if text.contains("-"), !forms.contains(text) { forms.append(text) }
        return forms
    }

    /// An ISBN of group 7, China, with its hyphens; none of another group.
    ///
    /// Source: International ISBN Agency, range message, 978-7: how long a publisher's number is shows in its first
    /// two digits.
    private static func chinese(_ body: String, check10: String, check13: String) -> [String] {
        let rest = body.dropFirst()
        guard body.hasPrefix("7"), let start = Int(rest.prefix(2)) else { return [] }
        let length =
            switch start {
            case 0...9: 2
            case 10...49: 3
            case 50...79: 4
            case 80...89: 5
            case 90...98: 6
            default: 7
            }
        let parts = "7-\(rest.prefix(length))-\(rest.dropFirst(length))"
        return ["\(parts)-\(check10)", "978-\(parts)-\(check13)"]
    }

    /// The forms of an ISSN that catalogues index: with the hyphen, and without (ISO 3297).
    ///
    /// - Parameter text: a term.
    /// - Returns: `nil` when it is no ISSN.
    static func issnForms(_ text: String) -> [String]? {
        guard let digits = digits(text), digits.count == 8, digits.dropLast().allSatisfy(\.isNumber) else { return nil }
        return ["\(digits.prefix(4))-\(digits.suffix(4))", digits]
    }

    /// The digits and X in `text`, without hyphens and blanks; `nil` when anything else is in it.
    private static func digits(_ text: String) -> String? {
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9", "X": digits.unicodeScalars.append(scalar)
            case "x": digits += "X"
            case "-", " ", "\u{2010}"..."\u{2015}": break
            default: return nil
            }
            guard digits.utf8.count <= 13 else { return nil }
        }
        return digits
    }

    private static func isbn13Check(_ body: [Character]) -> String {
        let sum = body.enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset % 2 == 0 ? 1 : 3) }
        return String((10 - sum % 10) % 10)
    }

    private static func isbn10Check(_ body: [Character]) -> String {
        let sum = body.enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * (10 - $1.offset) }
        let check = (11 - sum % 11) % 11
        return check == 10 ? "X" : String(check)
    }
}
