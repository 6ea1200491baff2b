import CYaz

/// What SRU tells a client that went wrong, or not quite right.
///
/// Source: info:srw/diagnostic/1, the diagnostics list of SRU (Library of Congress).
struct Diagnostic: Error, Hashable, Sendable {
    /// Its number in the list.
    let number: Int
    /// What the list asks for with this number: a parameter's name, a limit, an offset; `nil` for none.
    let details: String?
    /// What happened, for a reader.
    let message: String

    /// The diagnostic of this number.
    ///
    /// - Parameters:
    ///   - number: from the list.
    ///   - details: what the list asks for with this number.
    ///   - explanation: what the list's own wording does not say; it is put behind that wording.
    init(_ number: Int, details: String? = nil, explanation: String? = nil) {
        self.number = number
        self.details = details
        let wording =
            yaz_diag_srw_str(Int32(truncatingIfNeeded: number)).map { String(cString: $0) } ?? "Diagnostic \(number)"
        message = explanation.map { "\(wording): \($0)" } ?? wording
    }

    /// Its identifier.
    var uri: String { "info:srw/diagnostic/1/\(number)" }

    /// A parameter whose value is none that it may have.
    static func badValue(of parameter: String, _ explanation: String? = nil) -> Diagnostic {
        Diagnostic(6, details: parameter, explanation: explanation)
    }
}
