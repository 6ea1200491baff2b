import Testing

@testable import FederatedQuery

@Suite struct HTTPResponseReaderTests {
    /// A response, its body, and whether the connection can be used again.
    private static let whole: [(String, String, Bool)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", true),
        ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "", true),
        ("HTTP/1.1 200 OK\nContent-length:5\n\nhello", "hello", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", "hello", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: Keep-Alive\r\n\r\nhello", "hello", true),
        ("HTTP/1.1 204 None\r\n\r\n", "", true),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok", true),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0A;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n",
            "abc0123456789", true
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 99\r\n\r\n0\r\n\r\n", "", true),
    ]

    @Test(arguments: whole)
    func `reads a response however it is cut`(text: String, body: String, keepsOpen: Bool) throws {
        let octets = Array(text.utf8)
        for cut in octets.indices {
            var reader = HTTPResponseReader()
            try reader.take(octets[..<cut])
            #expect(!reader.isComplete)
            try reader.take(octets[cut...])
            #expect(reader.isComplete && reader.keepsOpen == keepsOpen)
            #expect(String(decoding: reader.response.body, as: UTF8.self) == body)
        }
    }

    @Test func `a body without a length ends with the connection`() throws {
        var reader = HTTPResponseReader()
        try reader.take(Array("HTTP/1.1 200 OK\r\n\r\nhel".utf8)[...])
        try reader.take(Array("lo".utf8)[...])
        #expect(!reader.isComplete)
        let isWhole = reader.takeEnd()
        #expect(isWhole && !reader.keepsOpen)
        #expect(reader.response.body == Array("hello".utf8))
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "HTTP/1.1 200 OK\r\nContent-Le", "",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ])
    func `knows that it was cut short`(text: String) throws {
        var reader = HTTPResponseReader()
        try reader.take(Array(text.utf8)[...])
        let isWhole = reader.takeEnd()
        #expect(!isWhole)
    }

    @Test(arguments: [
        "\u{1}\u{2}\u{3}\n", "SSH-2.0-OpenSSH_9\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 999 OK\r\n",
        "HTTP/1.1 +20 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 70_000),
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 4000),
    ])
    func `refuses what is no response, or one beyond the limits`(text: String) {
        var reader = HTTPResponseReader()
        #expect(throws: HTTPFault.self) { try reader.take(Array(text.utf8)[...]) }
    }

    @Test func `holds no more of a body than its limit`() throws {
        var reader = HTTPResponseReader()
        try reader.take(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)[...])
        let part = [UInt8](repeating: 0x20, count: 1 << 20)[...]
        #expect(throws: HTTPFault.self) { for _ in 0..<17 { try reader.take(part) } }
        #expect(reader.response.body.count <= HTTPResponseReader.maximumBody)
    }
}
