/// What a sample of records says about their character set.
struct CharsetFinding: Hashable {
    /// What the member's `charset` should be: `auto` when nothing tells, or several are used.
    let charset: String
    /// Whether the bytes agree with each other and with what the configuration says.
    let isCertain: Bool
    /// What was seen.
    let detail: String
    /// What should stand behind `charset` in the suggested entry.
    let comment: String?
}

/// The character set that the bytes of a sample show, against what the records and the configuration say.
///
/// - Parameters:
///   - sample: the records, read as their bytes say.
///   - configured: the member's `charset` as it is.
/// - Returns: what follows.
func charsetFinding(of sample: RecordSample, configured: String) -> CharsetFinding {
    let sets = sample.charsets.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    let own = CharacterSet.canonicalName(configured)
    let declared = sample.declared.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    let claim = declared.isEmpty ? "" : "; the records say \(listed(declared, "and"))"
    guard let first = sets.first else {
        return CharsetFinding(
            charset: own, isCertain: false,
            detail: "none of \(sample.entries.count) records has more than ASCII, so nothing can be told\(claim)",
            comment: "not certain: no record with more than ASCII was seen")
    }
    let count = "\(counted(sample.tellingCount, "record")) with more than ASCII"
    guard sets.count == 1 else {
        let parts = sets.map { "\($0.value) in \($0.key)" }
        return CharsetFinding(
            charset: "auto", isCertain: false, detail: "\(count): \(listed(parts, "and")) by their bytes\(claim)",
            comment: "its records differ: \(parts.joined(separator: ", "))")
    }
    let isAsConfigured = own == "auto" || own == first.key
    let contrast = isAsConfigured ? "" : "; targets.yaml says \(configured)"
    return CharsetFinding(
        charset: first.key, isCertain: isAsConfigured,
        detail: "\(first.key) by the bytes of \(count)\(claim)\(contrast)",
        comment: sample.tellingCount < 3 ? "not certain: seen in \(count)" : nil)
}
