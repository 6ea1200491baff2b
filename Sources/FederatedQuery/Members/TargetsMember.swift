import Yams

extension TargetsReader {
    /// The keys that `defaults` and every member may have.
    static let settings = [
        "syntax", "charset", "query_charset", "element_set", "negotiate", "deadline", "patience", "window",
        "connections", "indexes", "sru_version", "sru_method", "schema",
    ]
    static let memberKeys =
        ["id", "name", "url", "username", "group", "authentication", "password_env", "password_file", "enabled"]
        + settings

    /// A member that has nothing yet but the defaults of this file, and where it has none those of `inherited`.
    mutating func defaults(_ node: Node?, from inherited: MemberProfile) -> MemberProfile {
        var profile = inherited
        guard let node else { return profile }
        let section = section(node, "defaults", known: Self.settings)
        read(section, into: &profile, access: nil)
        return profile
    }

    /// The member that `node` describes; `nil` when it has no usable id or URL, which is noted.
    mutating func member(_ node: Node, number: Int, defaults: MemberProfile) -> MemberProfile? {
        let section = section(node, "member \(number)", known: Self.memberKeys)
        guard node.mapping != nil else { return nil }
        let address =
            requiredText("url", in: section) == nil ? nil : value("url", in: section, parseMemberURL)
        var profile = defaults
        profile.id = id("id", in: section) ?? ""
        profile.name = text("name", in: section) ?? profile.id
        profile.enabled = flag("enabled", in: section) ?? profile.enabled
        read(section, into: &profile, access: address?.access)
        profile.credentials = credentials(section, needed: profile.enabled)
        guard let address, !profile.id.isEmpty else { return nil }
        profile.access = address.access
        profile.host = address.host
        profile.port = address.port
        profile.database = address.database
        return profile
    }

    /// The id under `key`, which must be there and be one.
    mutating func id(_ key: String, in section: TargetsSection) -> String? {
        guard let id = requiredText(key, in: section) else { return nil }
        guard isTargetsID(id) else {
            note(section.place(of: key), "bad id '\(id.prefix(64))'; it takes a-z, 0-9 and '-', at most 64 characters")
            return nil
        }
        return id
    }

    /// Reads the settings in a section; `access` is how its member is reached, `nil` for `defaults`.
    private mutating func read(
        _ section: TargetsSection, into profile: inout MemberProfile, access: MemberProfile.Access?
    ) {
        if let syntax = value("syntax", in: section, syntax) { profile.syntax = syntax }
        if let charset = value("charset", in: section, recordCharset) { profile.charset = charset }
        if let charset = value("query_charset", in: section, queryCharset) { profile.queryCharset = charset }
        if let name = text("element_set", in: section) { profile.elementSet = name == "false" ? nil : name }
        if let negotiate = flag("negotiate", in: section) { profile.negotiate = negotiate }
        if let deadline = value("deadline", in: section, kind: "a duration such as 3s", deadline) {
            profile.deadline = deadline
        }
        if let waits = value("patience", in: section, waitsForDeadline) { profile.waitsForDeadline = waits }
        if let window = whole("window", in: section, 1...1_000) { profile.window = window }
        if let connections = whole("connections", in: section, 1...256) { profile.connections = connections }
        if let access { profile.indexes = profile.indexes.filter { isEntry($0.value, for: access) } }
        if let node = section.values["indexes"] { profile.indexes.merge(indexes(node, access)) { $1 } }
        readSRU(section, into: &profile, access: access)
    }

    private mutating func readSRU(
        _ section: TargetsSection, into profile: inout MemberProfile, access: MemberProfile.Access?
    ) {
        for key in ["sru_version", "sru_method", "schema"] where section.values[key] != nil && access == .z3950 {
            note(section.place(of: key), "'\(key)' is for a member whose url begins with sru+http; take it away")
        }
        if let version = value("sru_version", in: section, sruVersion) { profile.sru.version = version }
        if let method = value("sru_method", in: section, sruMethod) { profile.sru.method = method }
        if let schema = value("schema", in: section, recordSchema) { profile.sru.schema = schema }
    }

    /// What an index becomes, by its name as CQL knows it; `false` says the member can't do it.
    ///
    /// Attributes for a member over Z39.50, an index of its own for one over SRU; in `defaults` each takes its own kind.
    private mutating func indexes(_ node: Node, _ access: MemberProfile.Access?) -> [String: String?] {
        guard let mapping = node.mapping else {
            let place = node.mark.map(ConfigurationError.Place.init)
            note(place, "'indexes' should be lines such as: dc.title: '@attr 1=4'; found \(node.kind)")
            return [:]
        }
        var indexes: [String: String?] = [:]
        for (key, value) in mapping {
            guard let name = text(key, called: "an index"), let attributes = text(value, called: "'\(name)'") else {
                continue
            }
            if let mistake = mistake(inIndex: name) {
                note(key.mark.map(ConfigurationError.Place.init), mistake)
            } else if attributes == "false" {
                indexes.updateValue(nil, forKey: name.lowercased())
            } else if (access.map { [$0] } ?? [.z3950, .sru]).contains(where: { isEntry(attributes, for: $0) }) {
                indexes[name.lowercased()] = attributes
            } else if access == .z3950 || access == nil {
                note(
                    value.mark.map(ConfigurationError.Place.init),
                    "bad attributes '\(attributes.prefix(64))' of '\(name)'; write them as '@attr 1=4 @attr 4=1', "
                        + "or false when the member can't search it")
            } else {
                note(
                    value.mark.map(ConfigurationError.Place.init),
                    "bad index '\(attributes.prefix(64))' for '\(name)'; write the member's own name, such as "
                        + "marc.title, or false when it can't search it")
            }
        }
        return indexes
    }
}

/// What is wrong with the name of an index; `nil` for those that there are, and for an alliance's own.
private func mistake(inIndex name: String) -> String? {
    let name = name.lowercased()
    let known = searchIndexes.map { "\($0.set).\($0.name)" }
    guard !known.contains(where: { $0.lowercased() == name }) else { return nil }
    guard name.contains(".") else {
        let meant =
            indexAliases[name].flatMap { alias in known.first { $0.lowercased() == alias } }
            ?? known.first { $0.lowercased().hasSuffix(".\(name)") } ?? "dc.title"
        return "an index has the name of its set before it: '\(meant)'"
    }
    if let meant = indexAliases[name] { return "the index '\(name)' is called '\(meant)' here" }
    let letters = Array(name.prefix(64).unicodeScalars)
    let near = known.first { candidate in slips(letters, Array(candidate.lowercased().unicodeScalars)) <= 2 }
    return near.map { "unknown index '\(name.prefix(64))'; did you mean '\($0)'?" }
}

private func syntax(_ text: String) throws(BadValue) -> MemberProfile.Syntax {
    if let syntax = MemberProfile.Syntax(rawValue: text.lowercased()) { return syntax }
    if ["marc21", "marc-21", "marc", "usmarc21"].contains(text.lowercased()) {
        throw BadValue(message: "unknown syntax '\(text)'; MARC 21 is called 'usmarc' in Z39.50")
    }
    let known = MemberProfile.Syntax.allCases.map(\.rawValue)
    throw BadValue(message: "unknown syntax '\(text)'\(suggestion(for: text, among: known))")
}

private let wellKnownCharsets = [
    "utf-8", "marc-8", "gb18030", "gbk", "gb2312", "big5", "iso-8859-1", "iso-5426", "ascii",
]

private func recordCharset(_ text: String) throws(BadValue) -> String {
    let name = text.lowercased()
    guard name == "auto" || isCharset(name) else {
        throw BadValue(
            message: "unknown charset '\(text)'\(suggestion(for: name, among: ["auto"] + wellKnownCharsets))")
    }
    return name
}

private func queryCharset(_ text: String) throws(BadValue) -> String {
    let name = text.lowercased()
    guard isCharset(name) else {
        throw BadValue(message: "unknown query_charset '\(text)'\(suggestion(for: name, among: wellKnownCharsets))")
    }
    return name
}

private func deadline(_ text: String) throws(BadValue) -> Duration {
    let deadline = try parseDuration(text)
    guard (.milliseconds(10) ... .seconds(300)).contains(deadline) else {
        throw BadValue(message: "deadline '\(text)' is out of range; it can be from 10ms to 5m")
    }
    return deadline
}

/// Whether a page waits until the deadline: `patience` is `usual` or `deadline`.
private func waitsForDeadline(_ text: String) throws(BadValue) -> Bool {
    switch text.lowercased() {
    case "usual": return false
    case "deadline": return true
    default: throw BadValue(message: "unknown patience '\(text)'; it is usual or deadline")
    }
}

/// Whether what an index becomes suits how a member is reached; `nil`, which switches it off, suits all.
private func isEntry(_ entry: String?, for access: MemberProfile.Access) -> Bool {
    guard let entry else { return true }
    return access == .z3950 ? isAttributeList(entry) : isCQLName(entry)
}

private func sruVersion(_ text: String) throws(BadValue) -> MemberProfile.SRU.Version {
    if let version = MemberProfile.SRU.Version(rawValue: text) { return version }
    throw BadValue(
        message:
            "unknown sru_version '\(text)'; it can be \(listed(MemberProfile.SRU.Version.allCases.map(\.rawValue)))")
}

private func sruMethod(_ text: String) throws(BadValue) -> MemberProfile.SRU.Method {
    if let method = MemberProfile.SRU.Method(rawValue: text.lowercased()) { return method }
    throw BadValue(
        message: "unknown sru_method '\(text)'; it can be \(listed(MemberProfile.SRU.Method.allCases.map(\.rawValue)))")
}

private func recordSchema(_ text: String) throws(BadValue) -> String {
    guard text.utf8.count <= 256, !text.contains(where: \.isWhitespace) else {
        throw BadValue(
            message: "bad schema '\(text.prefix(64))'; write the name or the URI that the member's Explain gives")
    }
    return text
}
