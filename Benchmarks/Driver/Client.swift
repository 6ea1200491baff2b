/// A client of the gateway that asks one page after another and measures each.
struct Client: ~Copyable {
    private var connection: HTTPConnection

    init(_ gateway: Gateway) throws(Failure) { try self.init(port: gateway.port) }

    init(port: Int) throws(Failure) { connection = try HTTPConnection(port: port) }

    /// Asks for one page and checks that it is what was asked for.
    ///
    /// - Parameter page: what to ask, and how many records must come.
    /// - Returns: the time until the whole of it is here, in milliseconds.
    /// - Throws: when anything else comes, with its beginning.
    mutating func fetch(_ page: PageRequest) throws(Failure) -> Double {
        let path = page.path
        let start = milliseconds()
        let status = try connection.get(path)
        let time = milliseconds() - start
        let count = connection.count(of: "<recordPosition>")
        guard status == 200, count == page.expected ?? page.records, connection.count(of: "<diagnostics>") == 0 else {
            let text = String(decoding: connection.body.prefix(2_000), as: UTF8.self)
            throw Failure(
                "\(path): status \(status), \(count) records instead of \(page.expected ?? page.records): \(text)")
        }
        return time
    }

    /// Asks for something that may go wrong, and says what came: the status and whether it has a diagnostic.
    mutating func ask(_ path: String) throws(Failure) -> (status: Int, hasDiagnostic: Bool) {
        (try connection.get(path), connection.count(of: "<diagnostics>") > 0)
    }
}

/// A page of MARCXML to be asked for.
struct PageRequest: Sendable {
    let query: String
    var database = "alliance"
    /// The position of its first record, from 1.
    var start = 1
    /// How many records are asked for.
    var records = 10
    /// How many must come; all that are asked for when `nil`.
    var expected: Int?

    var path: String {
        "/\(database)?version=1.2&operation=searchRetrieve&query=\(percentEncoded(query))"
            + "&startRecord=\(start)&maximumRecords=\(records)&recordSchema=marcxml"
    }
}

/// A text as it stands in a query of a URL (RFC 3986): all but unreserved characters in hexadecimal.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
