import Testing

@testable import SRUGateway

struct PublicAddressTests {
    private let fallback = PublicAddress(host: "127.0.0.1", port: 8210)

    @Test(
        arguments: [
            ("sru.example.org", "sru.example.org", 80), ("sru.example.org:8210", "sru.example.org", 8210),
            ("10.0.0.1:1", "10.0.0.1", 1), ("[::1]:8210", "[::1]", 8210), ("[2001:db8::7]", "[2001:db8::7]", 80),
        ] as [(String, String, Int)])
    func `reads a Host header`(header: String, host: String, port: Int) {
        #expect(PublicAddress(hostHeader: header, fallback: fallback) == PublicAddress(host: host, port: port))
    }

    @Test(
        arguments: [
            nil, "", ":80", "a b", "a<b>", "a\"b", "a:0", "a:65536", "a:x", "a:", "a:1:2", "[::1", "[x]", "[::1]x",
            "é.org", "a/b", "a%20b",
            "a@b", String(repeating: "a", count: 300),
        ] as [String?])
    func `takes the fallback for what is no address`(header: String?) {
        #expect(PublicAddress(hostHeader: header, fallback: fallback) == fallback)
    }

    @Test func `names a database's URL`() {
        #expect(PublicAddress(host: "a", port: 8210).baseURL(ofDatabase: "x+y") == "http://a:8210/x%2By")
        #expect(PublicAddress(host: "a", port: 80).baseURL(ofDatabase: "x") == "http://a/x")
        #expect(PublicAddress(host: "a", port: 443, isSecure: true).baseURL(ofDatabase: "x") == "https://a/x")
        #expect(PublicAddress(hostHeader: "a", isSecure: true, fallback: fallback).port == 443)
    }
}
