/// What the HTTP server knows of a request.
struct SRUInput: Sendable {
    /// How the request came; HEAD is a GET.
    enum Method: Sendable {
        case get, post
    }

    /// The method.
    var method: Method
    /// The database: the path without its first slash, decoded.
    var database: String
    /// The query string as it came, without `?`, still percent-encoded.
    var query: [UInt8]
    /// The Content-Type header; `nil` when there is none.
    var contentType: String?
    /// The Accept header; `nil` when there is none.
    var accept: String?
    /// The body of a POST, not longer than the server cares to read.
    var body: [UInt8]
    /// Where the client thinks we are.
    var address: PublicAddress

    /// A request of these parts.
    init(
        method: Method = .get, database: String, query: [UInt8] = [], contentType: String? = nil, accept: String? = nil,
        body: [UInt8] = [], address: PublicAddress
    ) {
        self.method = method
        self.database = database
        self.query = query
        self.contentType = contentType
        self.accept = accept
        self.body = body
        self.address = address
    }

    /// Whether the body is a SOAP envelope: it says so, or doesn't say and begins like XML.
    var isSOAP: Bool {
        guard method == .post else { return false }
        let type = mediaType(of: contentType ?? "")
        return type.isEmpty ? body.first == UInt8(ascii: "<") : type.hasSuffix("/xml") || type.hasSuffix("+xml")
    }
}

/// What the HTTP server has to answer.
struct SRUAnswer: Sendable {
    /// The HTTP status: 200 unless the database is unknown (404), or the SOAP message unreadable (500, as SOAP 1.1
    /// section 6.2 wants it); what SRU has to say is said in the body.
    let status: Int
    /// The Content-Type header.
    let contentType: String
    /// The body.
    let body: [UInt8]
}

/// The part of a Content-Type header before its parameters, in lower case.
func mediaType(of header: some StringProtocol) -> String {
    header.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
}
