/// A member as an entry of targets.yaml, to be pasted under `members:`.
///
/// It gives every setting that the check settled, and of the others those that are not the gateway's own default, so
/// that the file's `defaults` change nothing. The password is not in it: only where it comes from.
///
/// - Parameters:
///   - member: the member.
///   - comments: what is to stand behind a key, by key; an index's by its name.
///   - password: where the password comes from, if there is one.
/// - Returns: lines of YAML, indented as a list item.
func suggestedEntry(
    for member: MemberProfile, comments: [String: String], password: MemberCheck.PasswordSource = .configured
) -> String {
    var lines: [String] = []
    func add(_ key: String, _ value: String, indent: Int = 4) {
        let line = "\(String(repeating: " ", count: indent))\(key): \(value)"
        lines.append(comments[key].map { "\(line)  # \(oneLine($0))" } ?? line)
    }
    let standard = MemberProfile(id: "", host: "")
    add("id", scalar(member.id))
    add("name", scalar(member.name))
    add("url", scalar(url(of: member)))
    if member.access == .z3950 {
        add("syntax", member.syntax.rawValue)
        if member.elementSet != standard.elementSet || comments["element_set"] != nil {
            add("element_set", member.elementSet.map(scalar) ?? "false")
        }
        add("charset", scalar(member.charset))
        add("query_charset", scalar(member.queryCharset))
        if member.negotiate { add("negotiate", "true") }
    } else {
        if let version = member.sru.version { add("sru_version", inQuotes(version.rawValue)) }
        if member.sru.method != .get { add("sru_method", member.sru.method.rawValue) }
        if let schema = member.sru.schema { add("schema", scalar(schema)) }
    }
    if let credentials = member.credentials {
        add("username", scalar(credentials.username))
        if let group = credentials.group { add("group", scalar(group)) }
        if credentials.isOpen { add("authentication", "open") }
        if credentials.password != nil {
            switch password {
            case .environment(let name): add("password_env", scalar(name))
            case .file(let path): add("password_file", scalar(path))
            case .configured: lines.append("    # password_env or password_file: keep the line that you have")
            }
        }
    }
    if member.deadline != standard.deadline || comments["deadline"] != nil {
        let milliseconds = Int(member.deadline / .milliseconds(1))
        add("deadline", milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms")
    }
    if member.window != standard.window || comments["window"] != nil { add("window", String(member.window)) }
    if member.connections != standard.connections { add("connections", String(member.connections)) }
    if !member.enabled { add("enabled", "false") }
    lines += indexLines(of: member, comments: comments)
    return "  - " + lines.joined(separator: "\n").dropFirst(4)
}

/// The lines of `indexes`, in the order of the built-in map, the member's own behind.
private func indexLines(of member: MemberProfile, comments: [String: String]) -> [String] {
    guard !member.indexes.isEmpty else { return [] }
    var rest = member.indexes
    var lines = ["    indexes:"]
    func add(_ name: String, _ value: String?) {
        let line = "      \(scalar(name)): \(value.map(inQuotes) ?? "false")"
        lines.append(comments[name].map { "\(line)  # \(oneLine($0))" } ?? line)
    }
    var refused: [String] = []
    for name in searchIndexes.map({ "\($0.set).\($0.name)" }) + rest.keys.sorted() {
        guard let value = rest.removeValue(forKey: name.lowercased()) else { continue }
        if value == nil { refused.append(name) } else { add(name, value) }
    }
    if !refused.isEmpty {
        lines.append("      # Refused. false leaves the member out of a search for one, and says so.")
    }
    for name in refused { add(name, nil) }
    return lines
}

/// The member's address as targets.yaml writes it.
func url(of member: MemberProfile) -> String {
    let host = member.host.contains(":") ? "[\(member.host)]" : member.host
    let scheme =
        switch member.access {
        case .z3950: "z3950"
        case .sru: "sru+http"
        case .srus: "sru+https"
        }
    let isPath = member.access != .z3950
    let place = isPath ? member.database : "/\(percentEncoded(member.database))"
    return "\(scheme)://\(host):\(member.port)\(place)"
}

/// A database name with `%XX` for all that could mean something else in a URL or in YAML.
private func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, octet in
        let isPlain =
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~/?=+,;".utf8.contains(octet)
            }
        result +=
            isPlain
            ? String(UnicodeScalar(octet)) : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
    }
}

/// Text as YAML takes it: plain where it can be nothing else, or else in quotes.
private func scalar(_ text: String) -> String {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "~", "y", "n"]
    let isPlain =
        text.first.map { $0.isLetter } == true && text.last != " " && text.last != ":"
        && text.allSatisfy { $0.isLetter || $0.isNumber || " ._-/:+?=,;()%".contains($0) }
        && !text.contains(": ") && !text.contains(" #") && !words.contains(text.lowercased())
    return isPlain ? text : inQuotes(text)
}

private func inQuotes(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case _ where scalar.properties.generalCategory == .control: result += " "
        default: result.unicodeScalars.append(scalar)
        }
    }
    return "\"\(escaped)\""
}
