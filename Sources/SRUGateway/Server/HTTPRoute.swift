import Hummingbird

/// What an HTTP request asks for, by its method and path alone.
enum HTTPRoute: Hashable {
    /// A page of the gateway's own.
    enum Page: String {
        case home = "", health = "healthz", readiness = "readyz", status, metrics
    }

    case page(Page)
    /// SRU at the database of this name, which need not be known.
    case database(String)
    /// Nothing has such a path.
    case notFound
    /// The path is there, but not for this method; those that it has.
    case methodNotAllowed(allowed: String)

    /// The route of a request.
    ///
    /// - Parameters:
    ///   - method: its method.
    ///   - path: its path, percent-encoded, without the query.
    init(_ method: HTTPRequest.Method, _ path: some StringProtocol) {
        var name = path.dropFirst(path.first == "/" ? 1 : 0)
        if name.last == "/" { name = name.dropLast() }
        if let page = Page(rawValue: String(name)) {
            self = [.get, .head].contains(method) ? .page(page) : .methodNotAllowed(allowed: "GET, HEAD")
        } else if let database = pathDecoded(name) {
            self =
                [.get, .head, .post].contains(method)
                ? .database(database) : .methodNotAllowed(allowed: "GET, HEAD, POST")
        } else {
            self = .notFound
        }
    }
}

/// The text of a percent-encoded path; unlike in a query a `+` is a plus.
///
/// - Returns: `nil` for a broken escape, and for what is not UTF-8.
private func pathDecoded(_ path: some StringProtocol) -> String? {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return String(path) }
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        let digits = rest.prefix(2)
        guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
}
