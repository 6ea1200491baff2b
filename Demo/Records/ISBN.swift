/// An International Standard Book Number, in both its forms (ISO 2108).
struct ISBN: Equatable {
    /// Ten digits, the last perhaps `X`; `nil` for a number that only exists in thirteen.
    let short: String?
    /// Thirteen digits.
    let long: String

    /// The number that `printed` shows, hyphens ignored; `nil` when its check digit or its length is wrong.
    init?(_ printed: String) {
        let digits = printed.filter { $0 != "-" }
        switch digits.count {
        case 10:
            let core = digits.prefix(9)
            guard core.allSatisfy(\.isWholeNumber), digits == core + Self.shortCheck(core) else { return nil }
            short = digits
            long = "978" + core + Self.longCheck("978" + core)
        case 13:
            let core = digits.prefix(12)
            guard core.allSatisfy(\.isWholeNumber), digits == core + Self.longCheck(core) else { return nil }
            long = digits
            short = digits.hasPrefix("978") ? core.dropFirst(3) + Self.shortCheck(core.dropFirst(3)) : nil
        default:
            return nil
        }
    }

    /// Weights 10 to 2, sum with the check digit ≡ 0 mod 11.
    private static func shortCheck(_ core: Substring) -> String {
        let sum = zip(core, 0...).reduce(0) { $0 + (10 - $1.1) * ($1.0.wholeNumberValue ?? 0) }
        let check = (11 - sum % 11) % 11
        return check == 10 ? "X" : String(check)
    }

    /// Weights 1, 3, 1, …, sum with the check digit ≡ 0 mod 10.
    private static func longCheck(_ core: some StringProtocol) -> String {
        let sum = zip(core, 0...).reduce(0) { $0 + ($1.1.isMultiple(of: 2) ? 1 : 3) * ($1.0.wholeNumberValue ?? 0) }
        return String((10 - sum % 10) % 10)
    }
}

/// Whether `text` is an ISSN as printed, `0028-0836`: weights 8 to 2, sum with the check digit ≡ 0 mod 11 (ISO 3297).
func isISSN(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d{3})([\dX])/) else { return false }
    let sum = zip(match.1 + match.2, 0...).reduce(0) { $0 + (8 - $1.1) * ($1.0.wholeNumberValue ?? 0) }
    let check = (11 - sum % 11) % 11
    return match.3 == (check == 10 ? "X" : String(check))
}
