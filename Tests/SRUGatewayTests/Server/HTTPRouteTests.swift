import Hummingbird
import Testing

@testable import SRUGateway

@Suite struct HTTPRouteTests {
    @Test(
        arguments: [
            (.get, "/", .page(.home)), (.get, "", .page(.home)), (.head, "/healthz", .page(.health)),
            (.get, "/readyz", .page(.readiness)), (.get, "/readyz/", .page(.readiness)),
            (.get, "/status", .page(.status)),
            (.post, "/status", .methodNotAllowed(allowed: "GET, HEAD")), (.get, "/metrics", .page(.metrics)),
            (.get, "/alliance", .database("alliance")), (.get, "/alliance/", .database("alliance")),
            (.head, "/alliance", .database("alliance")), (.post, "/alliance", .database("alliance")),
            (.put, "/alliance", .methodNotAllowed(allowed: "GET, HEAD, POST")),
            (.options, "/alliance", .methodNotAllowed(allowed: "GET, HEAD, POST")),
            (.get, "/a+b", .database("a+b")), (.get, "/a%2Bb", .database("a+b")), (.get, "/%E5%9B%BE", .database("图")),
            (.get, "/a/b", .database("a/b")), (.get, "/%", .notFound), (.get, "/%F", .notFound),
            (.get, "/%ZZ", .notFound),
            (.get, "/%FF", .notFound), (.get, "/STATUS", .database("STATUS")),
        ] as [(HTTPRequest.Method, String, HTTPRoute)])
    func `a method and a path make a route`(method: HTTPRequest.Method, path: String, route: HTTPRoute) {
        #expect(HTTPRoute(method, path) == route)
    }
}

@Suite struct ListenAddressTests {
    @Test(
        arguments: [
            ("127.0.0.1:8210", "127.0.0.1", 8210), ("[::1]:0", "::1", 0), ("localhost:65535", "localhost", 65_535),
            ("[127.0.0.1]:1", "127.0.0.1", 1),
        ])
    func `an address is a host and a port`(argument: String, host: String, port: Int) {
        #expect(ListenAddress(argument: argument) == ListenAddress(host: host, port: port))
    }

    @Test(arguments: [
        "", "8210", ":8210", "h:", "h:x", "h:-1", "h:+1", "h:65536", "::1:8210", "[]:1", "h:99999999999999999999",
    ])
    func `what is no address is refused`(argument: String) {
        #expect(ListenAddress(argument: argument) == nil)
    }

    @Test func `IPv6 is shown in brackets`() {
        #expect("\(ListenAddress(host: "::1", port: 8210))" == "[::1]:8210")
    }
}
