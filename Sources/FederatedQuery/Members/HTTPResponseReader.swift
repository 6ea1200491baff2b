/// Reads one HTTP/1.x response out of octets as they come.
///
/// A pure value; whatever comes, it holds no more than its limits. Source: RFC 9112.
struct HTTPResponseReader {
    /// The most octets of a status line, headers, chunk sizes and trailers together.
    static let maximumHead = 64 << 10
    /// The most octets of a body.
    static let maximumBody = 16 << 20
    /// The headers that are kept.
    private static let kept: Set<String> = [
        "content-length", "transfer-encoding", "content-encoding", "connection", "location", "server",
    ]

    /// Where in the response it is; lines end with LF, with or without CR.
    private enum Place: Equatable {
        case statusLine, headers
        /// A body of known length, of which this is left.
        case body(left: Int)
        /// A body that ends with the connection.
        case untilClose
        case chunkSize
        case chunk(left: Int)
        case chunkEnd, trailers, end
    }

    private var place = Place.statusLine
    private var line: [UInt8] = []
    private var headOctets = 0
    private var isHTTP10 = false
    /// What has been read of it.
    private(set) var response = HTTPResponse()
    /// Whether anything of it has come.
    private(set) var hasBegun = false
    /// Whether the connection can be used for another request, once the response is whole.
    private(set) var keepsOpen = false

    /// Whether it is whole.
    var isComplete: Bool { place == .end }

    /// Takes what came next.
    ///
    /// - Throws: when this is no HTTP response, or one beyond the limits.
    mutating func take(_ octets: ArraySlice<UInt8>) throws(HTTPFault) {
        var rest = octets
        hasBegun = hasBegun || !rest.isEmpty
        while !rest.isEmpty {
            switch place {
            case .body(let left):
                let missing = left - (try takeBody(&rest, atMost: left))
                place = missing == 0 ? .end : .body(left: missing)
            case .chunk(let left):
                let missing = left - (try takeBody(&rest, atMost: left))
                place = missing == 0 ? .chunkEnd : .chunk(left: missing)
            case .untilClose: _ = try takeBody(&rest, atMost: rest.count)
            case .end: throw HTTPFault(why: "more came than one answer")
            default:
                guard let text = try takeLine(&rest) else { return }
                place = try next(after: text)
            }
        }
    }

    /// Takes note that the connection has ended; `true` when the response is whole by that.
    mutating func takeEnd() -> Bool {
        if place == .untilClose { place = .end }
        keepsOpen = false
        return isComplete
    }

    private mutating func takeBody(_ rest: inout ArraySlice<UInt8>, atMost limit: Int) throws(HTTPFault) -> Int {
        let part = rest.prefix(limit)
        guard response.body.count + part.count <= Self.maximumBody else {
            throw HTTPFault(why: "an answer of more than \(Self.maximumBody >> 20) MB")
        }
        response.body.append(contentsOf: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }

    /// The next line without its end; `nil` while it is not whole.
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(HTTPFault) -> String? {
        let part = rest.prefix { $0 != 0x0A }
        headOctets += part.count + 1
        guard headOctets <= Self.maximumHead else { throw HTTPFault(why: "headers beyond all measure") }
        line.append(contentsOf: part)
        rest = rest.dropFirst(part.count)
        guard rest.popFirst() != nil else { return nil }
        if line.last == 0x0D { line.removeLast() }
        defer { line.removeAll(keepingCapacity: true) }
        return String(decoding: line, as: UTF8.self)
    }

    private mutating func next(after line: String) throws(HTTPFault) -> Place {
        switch place {
        case .statusLine:
            try takeStatus(line)
            return .headers
        case .headers:
            guard line.isEmpty else {
                takeHeader(line)
                return .headers
            }
            return try placeOfBody()
        case .chunkSize:
            let digits = line.prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16), digits.count <= 8 else { throw HTTPFault(why: "a bad chunk size") }
            guard size > 0 else { return .trailers }
            headOctets = 0  // The lines between chunks are no headers; the body has a bound of its own.
            return .chunk(left: size)
        case .chunkEnd:
            guard line.isEmpty else { throw HTTPFault(why: "a chunk that is longer than it says") }
            return .chunkSize
        case .trailers: return line.isEmpty ? .end : .trailers
        case .body, .untilClose, .chunk, .end: return place
        }
    }

    private mutating func takeStatus(_ line: String) throws(HTTPFault) {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].count == 3, let status = Int(words[1]),
            (100...599).contains(status)
        else { throw HTTPFault(why: "no HTTP answer: ‘\(line.prefix(60))’") }
        isHTTP10 = words[0] == "HTTP/1.0"
        response = HTTPResponse(status: status)
    }

    private mutating func takeHeader(_ line: String) {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        let name = parts[0].lowercased()
        guard Self.kept.contains(name) else { return }
        let value = parts[1].trimmingPrefix { $0 == " " || $0 == "\t" }
        response.headers[name] = response.headers[name].map { "\($0), \(value)" } ?? String(value)
    }

    /// Where the body begins, by the headers (RFC 9112, 6.3).
    private mutating func placeOfBody() throws(HTTPFault) -> Place {
        guard response.status >= 200 else { return .statusLine }  // an interim answer, such as 100
        let connection = (response.headers["connection"] ?? "").lowercased()
        keepsOpen = isHTTP10 ? connection.contains("keep-alive") : !connection.contains("close")
        if let coding = response.headers["content-encoding"], coding.lowercased() != "identity" {
            throw HTTPFault(why: "an answer in the coding ‘\(coding.prefix(40))’, which was not asked for")
        }
        if response.status == 204 || response.status == 304 { return .end }
        if let coding = response.headers["transfer-encoding"] {
            guard coding.lowercased() == "chunked" else {
                throw HTTPFault(why: "an answer in the transfer coding ‘\(coding.prefix(40))’")
            }
            return .chunkSize
        }
        guard let text = response.headers["content-length"] else {
            keepsOpen = false
            return .untilClose
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let length = Int(digits), text.dropFirst(digits.count).allSatisfy({ $0 == " " }) else {
            throw HTTPFault(why: "a bad Content-Length: ‘\(text.prefix(40))’")
        }
        guard length <= Self.maximumBody else {
            throw HTTPFault(why: "an answer of more than \(Self.maximumBody >> 20) MB")
        }
        return length == 0 ? .end : .body(left: length)
    }
}
