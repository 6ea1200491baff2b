extension TargetsReader {
    /// Who we are to a member, its password taken from where the section says.
    ///
    /// - Parameters:
    ///   - section: the member's.
    ///   - needed: whether the member is asked at all; if not, a password that isn't there is no problem.
    /// - Returns: `nil` when it is asked anonymously, or when what is there is wrong, which is noted.
    mutating func credentials(_ section: TargetsSection, needed: Bool) -> MemberProfile.Credentials? {
        let username = text("username", in: section)
        let group = text("group", in: section)
        let variable = text("password_env", in: section)
        let path = text("password_file", in: section)
        guard let username else {
            for key in ["group", "authentication", "password_env", "password_file"] where section.values[key] != nil {
                guard section.values["username"] == nil else { break }
                note(section.place(of: key), "'\(key)' needs a 'username' beside it; add it")
            }
            return nil
        }
        guard variable == nil || path == nil else {
            note(section.place(of: "password_file"), "both 'password_env' and 'password_file' are given; keep one")
            return nil
        }
        let isOpen = value("authentication", in: section, isOpenAuthentication) ?? false
        guard !isOpen || group == nil else {
            note(section.place(of: "group"), "a 'group' is part of idpass, and 'authentication' says open; remove one")
            return nil
        }
        guard needed else { return .init(username: username, group: group, isOpen: isOpen) }
        var password: String?
        if let variable { password = environmentPassword(variable, section) }
        if let path { password = filePassword(path, section) }
        return .init(username: username, group: group, password: password, isOpen: isOpen)
    }

    private mutating func environmentPassword(_ variable: String, _ section: TargetsSection) -> String? {
        if let password = environment[variable], !password.isEmpty { return password }
        note(
            section.place(of: "password_env"),
            "the environment variable '\(variable)' is not set; set it to the password, or name another one")
        return nil
    }

    private mutating func filePassword(_ path: String, _ section: TargetsSection) -> String? {
        let place = section.place(of: "password_file")
        let path = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        do throws(UnreadableFile) {
            let bytes = try readFile(path, limit: 4096)
            let isBlank = { (octet: UInt8) in octet == 0x20 || (0x09...0x0D).contains(octet) }
            let trimmed = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
            if let password = String(validating: Array(trimmed), as: UTF8.self), !password.isEmpty { return password }
            note(place, "the password file '\(path)' holds no password; write it there, in one line of UTF-8")
        } catch {
            note(
                place, "the password file '\(path)' \(error.message == "no such file" ? "is not there" : error.message)"
            )
        }
        return nil
    }
}

/// Whether `authentication` says `open`; `idpass` is the other way (Z39.50 3.2.1.1.5).
private func isOpenAuthentication(_ text: String) throws(BadValue) -> Bool {
    switch text.lowercased() {
    case "open": return true
    case "idpass": return false
    default: throw BadValue(message: "unknown authentication '\(text)'; it is open or idpass")
    }
}
