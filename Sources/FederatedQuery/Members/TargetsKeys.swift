/// What may stand where in targets.yaml. docs/targets.md describes every key, docs/targets.schema.json is for editors.
extension TargetsReader {
    /// At the top of the file that the gateway is given.
    static let fileKeys = ["alliance", "include", "defaults", "members", "groups"]
    /// At the top of a file that another one includes.
    static let includedFileKeys = ["include", "defaults", "members", "groups"]
    static let allianceKeys = ["name", "database"]
    static let groupKeys = ["id", "name", "members"]

    /// What other programs call a key, and what it is called here.
    static let otherNames = [
        "host": "url", "port": "url", "address": "url", "zurl": "url", "db": "url", "user": "username",
        "userid": "username", "login": "username", "title": "name", "label": "name", "encoding": "charset",
        "format": "syntax", "record_syntax": "syntax", "recordsyntax": "syntax", "timeout": "deadline",
        "elements": "element_set", "includes": "include", "targets": "members", "libraries": "members",
        "fields": "indexes", "attributes": "indexes", "disabled": "enabled", "active": "enabled",
    ]
}

/// `; did you mean 'charset'?` for a key that isn't one, or the keys that there are.
func suggestion(forKey key: String, among known: [String]) -> String {
    if nearest(to: key, among: known) == nil, let name = TargetsReader.otherNames[key.lowercased()],
        known.contains(name)
    {
        return "; did you mean '\(name)'?"
    }
    return suggestion(for: key, among: known)
}

/// Whether a key that isn't one of ours was meant to hold a password.
func isPasswordKey(_ key: String) -> Bool {
    let key = key.lowercased()
    return key.contains("passw") || ["pass", "pwd", "secret", "passphrase", "密码", "口令"].contains(key)
}

/// Whether a line may be shown to whoever reads the errors: not if a password may stand in it.
func isShowable(_ line: String) -> Bool {
    let line = line.lowercased()
    guard !["pass", "pwd", "secret", "密码", "口令"].contains(where: line.contains) else { return false }
    guard let scheme = line.firstRange(of: "://") else { return true }
    return !line[scheme.upperBound...].contains("@")
}
