import CYaz

/// Why a value is refused: what would be right, in words that follow the key.
struct BadValue: Error, Hashable {
    let message: String
}

/// A duration as targets.yaml writes it: `3s`, `1.5s`, `500ms` or `2m`.
func parseDuration(_ text: String) throws(BadValue) -> Duration {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let milliseconds: Double? =
        switch text.dropFirst(number.count) {
        case "ms": 1
        case "s": 1_000
        case "m", "min": 60_000
        default: nil
        }
    guard let milliseconds, let value = Double(number), value <= 1e6 else {
        throw BadValue(message: "bad duration '\(text)'; write a number with its unit, such as 3s or 500ms")
    }
    return .milliseconds(Int64((value * milliseconds).rounded()))
}

/// Where a member is: the parts of its URL.
struct MemberAddress: Hashable {
    var access: MemberProfile.Access
    var host: String
    var port: Int
    /// The Z39.50 database, or the path of an SRU base URL with its slash.
    var database: String
}

/// A member's address from its URL: `z3950://host:port/database`, `sru+http://host/path` or `sru+https://…`.
///
/// The port is the protocol's own (210, 80, 443) unless given, a Z39.50 database `Default`.
func parseMemberURL(_ text: String) throws(BadValue) -> MemberAddress {
    guard let scheme = text.firstRange(of: "://") else {
        throw BadValue(message: "bad url '\(text)'; write z3950://host:port/database or sru+http://host/path")
    }
    let (access, port): (MemberProfile.Access, Int)
    switch text[..<scheme.lowerBound].lowercased() {
    case "z3950": (access, port) = (.z3950, 210)
    case "sru+http": (access, port) = (.sru, 80)
    case "sru+https": (access, port) = (.srus, 443)
    case let other:
        let near = ["http", "https"].contains(other) ? "sru+\(other)" : "z3950, sru+http or sru+https"
        throw BadValue(message: "unknown scheme '\(other)' in the url; write \(near)://host…")
    }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard !authority.contains("@") else {
        throw BadValue(message: "a url here takes no user; write 'username' and 'password_env'")
    }
    let path = String(rest.dropFirst(authority.count))
    let (host, ownPort) = try splitAuthority(authority)
    guard access == .z3950 else {
        guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !path.contains("#") else {
            throw BadValue(
                message: "bad path in the url '\(text.prefix(100))'; write %20 and the like for what is not plain ASCII"
            )
        }
        return MemberAddress(access: access, host: host, port: ownPort ?? port, database: path.isEmpty ? "/" : path)
    }
    guard let database = percentDecoded(path.dropFirst()) else {
        throw BadValue(message: "bad percent escape in the url's database '\(path.dropFirst())'")
    }
    return MemberAddress(
        access: access, host: host, port: ownPort ?? port, database: database.isEmpty ? "Default" : database)
}

private func splitAuthority(_ text: Substring) throws(BadValue) -> (host: String, port: Int?) {
    let host: Substring
    let rest: Substring
    if text.first == "[", let end = text.firstIndex(of: "]") {
        (host, rest) = (text[text.index(after: text.startIndex)..<end], text[text.index(after: end)...])
        guard !host.isEmpty, host.allSatisfy({ $0.isHexDigit || ":.%".contains($0) }) else {
            throw BadValue(message: "bad IPv6 address '[\(host)]' in the url")
        }
    } else {
        host = text.prefix { $0 != ":" }
        rest = text.dropFirst(host.count)
        guard !host.isEmpty else { throw BadValue(message: "no host in the url; write z3950://host:port/database") }
        guard host.utf8.count <= 253,
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })
        else { throw BadValue(message: "bad host '\(host)' in the url; write a name or an address, IPv6 in brackets") }
    }
    guard !rest.isEmpty else { return (String(host), nil) }
    guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65_535).contains(port) else {
        throw BadValue(message: "bad port '\(rest.dropFirst())' in the url; it is a number from 1 to 65535")
    }
    return (String(host), port)
}

private func percentDecoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var octets = text.utf8.makeIterator()
    while let octet = octets.next() {
        guard octet == UInt8(ascii: "%") else {
            bytes.append(octet)
            continue
        }
        guard let high = octets.next(), let low = octets.next(),
            let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16), value != 0
        else { return nil }
        bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
}

/// Whether libyaz can turn this character set into UTF-8.
///
/// - Parameter name: as libyaz names it, in any case: `marc-8`, `gb18030`; `auto` is none.
/// - Returns: whether it is known.
public func isCharset(_ name: String) -> Bool {
    guard !name.isEmpty, !name.utf8.contains(0), let converter = yaz_iconv_open("UTF-8", name) else { return false }
    yaz_iconv_close(converter)
    return true
}
