/// The gateway's address as its client sees it, for Explain and for links.
struct PublicAddress: Hashable, Sendable {
    /// Host name, IPv4 address, or IPv6 address in brackets.
    let host: String
    /// TCP port.
    let port: Int
    /// Whether the client came by https.
    let isSecure: Bool

    /// An address of these parts.
    init(host: String, port: Int, isSecure: Bool = false) {
        self.host = host
        self.port = port
        self.isSecure = isSecure
    }

    /// The address in a request's Host header, or `fallback` when the header is missing or is no address.
    ///
    /// The header comes from outside and goes into documents: it must be a name or an address by RFC 3986, section
    /// 3.2.2, without percent escapes, and a port from 1 to 65535.
    init(hostHeader: String?, isSecure: Bool = false, fallback: PublicAddress) {
        guard let header = hostHeader, header.utf8.count <= 261, let (host, port) = Self.split(header) else {
            self = fallback
            return
        }
        self.init(host: host, port: port ?? (isSecure ? 443 : 80), isSecure: isSecure)
    }

    /// The SRU base URL of a database.
    func baseURL(ofDatabase name: String) -> String {
        let standardPort = isSecure ? 443 : 80
        let authority = port == standardPort ? host : "\(host):\(port)"
        return "\(isSecure ? "https" : "http")://\(authority)/\(percentEncoded(name))"
    }

    private static func split(_ header: String) -> (host: String, port: Int?)? {
        let hostEnd: String.Index
        if header.hasPrefix("[") {
            guard let bracket = header.firstIndex(of: "]") else { return nil }
            let address = header[..<bracket].dropFirst().utf8
            guard 2...45 ~= address.count, address.allSatisfy({ isHexDigit($0) || ":.".utf8.contains($0) }) else {
                return nil
            }
            hostEnd = header.index(after: bracket)
        } else {
            hostEnd = header.firstIndex(of: ":") ?? header.endIndex
            let name = header[..<hostEnd].utf8
            guard !name.isEmpty, name.allSatisfy({ isLetterOrDigit($0) || "._-".utf8.contains($0) }) else { return nil }
        }
        let host = String(header[..<hostEnd])
        if hostEnd == header.endIndex { return (host, nil) }
        let digits = header[header.index(after: hostEnd)...]
        guard header[hostEnd] == ":", let port = wholeNumber(String(digits)), 1...65535 ~= port else { return nil }
        return (host, port)
    }
}

private func isLetterOrDigit(_ octet: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= octet || UInt8(ascii: "a")...UInt8(ascii: "z") ~= octet | 0x20
}

private func isHexDigit(_ octet: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= octet || UInt8(ascii: "a")...UInt8(ascii: "f") ~= octet | 0x20
}
