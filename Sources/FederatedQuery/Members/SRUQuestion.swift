/// What an SRU member is asked: the parameters of one request, and how they travel.
///
/// Sources: SRU 1.1 and 1.2 (Library of Congress), SRU 2.0 (OASIS searchRetrieve part 3), SOAP 1.1.
struct SRUQuestion {
    private let member: MemberProfile
    private let version: MemberProfile.SRU.Version
    private let step: MemberFailure.Step
    /// The element that carries the parameters in SOAP.
    private let element: String
    /// In the order of the schemas, which SOAP keeps to.
    private let parameters: [(name: String, value: String)]

    /// A search for `count` records from `start`, 1-based; 0 asks for the hit count alone.
    init(
        _ cql: String, _ manner: SRUManner, of member: MemberProfile, start: Int, count: Int, step: MemberFailure.Step
    ) {
        self.member = member
        self.step = step
        version = manner.version
        element = "searchRetrieveRequest"
        parameters = [
            ("version", version.rawValue), ("query", cql), ("startRecord", String(start)),
            ("maximumRecords", String(count)),
            (version < .v2_0 ? "recordPacking" : "recordXMLEscaping", "xml"), ("recordSchema", manner.schema),
        ]
    }

    /// The request, ready to go.
    var exchange: HTTPExchange {
        switch member.sru.method {
        case .get: Self.get(address(with: form), of: member, step: step)
        case .post:
            HTTPExchange(
                octets: head(
                    "POST", Self.path(of: member), of: member,
                    "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(form.utf8.count)")
                    + form.utf8,
                step: step)
        case .soap:
            HTTPExchange(
                octets: head(
                    "POST", Self.path(of: member), of: member, "Content-Type: text/xml; charset=utf-8",
                    "SOAPAction: \"\"",
                    "Content-Length: \(envelope.utf8.count)") + envelope.utf8,
                step: step)
        }
    }

    /// A request for the member's Explain record, always by GET: that is the one way that all servers have.
    ///
    /// - Parameters:
    ///   - member: who is asked.
    ///   - isBare: the base address alone, as the standard has it; else with the parameters that many servers want.
    /// - Returns: the request, ready to go.
    static func explain(of member: MemberProfile, isBare: Bool) -> HTTPExchange {
        let parameters = isBare ? "" : "version=\(member.sru.version?.rawValue ?? "1.1")&operation=explain"
        return get(address(Self.path(of: member), with: parameters), of: member, step: .initialise)
    }

    /// The path of the member's address, which HTTP wants to begin with a slash.
    private static func path(of member: MemberProfile) -> String {
        member.database.hasPrefix("/") ? member.database : "/\(member.database)"
    }

    private var form: String {
        (parameters + [("operation", "searchRetrieve")]).map { "\($0.name)=\(percentEncoded($0.value))" }
            .joined(separator: "&")
    }

    private func address(with parameters: String) -> String { Self.address(Self.path(of: member), with: parameters) }

    private static func address(_ path: String, with parameters: String) -> String {
        guard !parameters.isEmpty else { return path }
        return path + (path.contains("?") ? "&" : "?") + parameters
    }

    private var envelope: String {
        let namespace =
            version < .v2_0 ? "http://www.loc.gov/zing/srw/" : "http://docs.oasis-open.org/ns/search-ws/sruRequest"
        let content = parameters.map { "<\($0.name)>\(escapedXML($0.value))</\($0.name)>" }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\
            <\(element) xmlns="\(namespace)">\(content)</\(element)></e:Body></e:Envelope>
            """
    }

    private static func get(_ target: String, of member: MemberProfile, step: MemberFailure.Step) -> HTTPExchange {
        HTTPExchange(octets: head("GET", target, of: member), step: step)
    }
}

/// The head of a request, with the blank line behind it.
///
/// The name of the host goes in it, whatever address the connection was made to.
private func head(_ method: String, _ target: String, of member: MemberProfile, _ more: String...) -> [UInt8] {
    let host = member.host.contains(":") ? "[\(member.host)]" : member.host
    let isUsual = member.port == (member.access == .srus ? 443 : 80)
    var lines = [
        "\(method) \(target) HTTP/1.1",
        "Host: \(host)\(isUsual ? "" : ":\(member.port)")",
        "User-Agent: alliance-gateway",
        "Accept: application/sru+xml, application/xml, text/xml, */*;q=0.1",
    ]
    if let credentials = member.credentials {
        lines.append("Authorization: Basic \(base64("\(credentials.username):\(credentials.password ?? "")".utf8))")
    }
    return Array((lines + more + ["", ""]).joined(separator: "\r\n").utf8)
}

/// Text as a value in an address or a form: all but letters, digits and `-._~` by its octets (RFC 3986, 2.3).
private func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            result.unicodeScalars.append(Unicode.Scalar(octet))
        default: result += "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
        }
    }
}

/// Text as the content of an XML element; characters that XML does not have become blanks.
private func escapedXML(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\t", "\n", "\r", " "..."\u{FFFD}", "\u{10000}"...: result.unicodeScalars.append(scalar)
        default: result += " "
        }
    }
}

/// Octets in Base64 (RFC 4648, section 4).
private func base64(_ octets: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    var rest = Array(octets)[...]
    while !rest.isEmpty {
        let group = rest.prefix(3)
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 { result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=") }
        rest = rest.dropFirst(3)
    }
    return result
}
