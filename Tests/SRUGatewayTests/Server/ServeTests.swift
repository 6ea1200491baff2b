import Foundation
import FoundationNetworking
import Testing

@testable import SRUGateway

/// `serve` as a process: the line it prints, its pages, reloading and stopping.
@Suite(.serialized) struct ServeTests {
    private static let files = ["targets.yaml": Array(ExecutableTests.alliance.utf8)]
    private static let anyPorts = ["serve", "--http", "127.0.0.1:0", "--z3950", "127.0.0.1:0"]

    /// The ports in the line that tells it is ready.
    private func ports(in line: String) throws -> (http: Int, z3950: Int) {
        let match = line.wholeMatch(
            of: #/sru-gateway: listening on http://127\.0\.0\.1:(\d+)/all and tcp:127\.0\.0\.1:(\d+)/all/#)
        let (_, http, z3950) = try #require(match, "\(line)").output
        return (try #require(Int(http)), try #require(Int(z3950)))
    }

    private func get(_ port: Int, _ path: String, method: String = "GET", body: Data? = nil) async throws -> (
        Int, String
    ) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        request.httpBody = body
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    @Test func `serves its pages, reloads at SIGHUP and stops at SIGTERM`() async throws {
        try await inFolder(Self.files) { folder in
            let gateway = try GatewayProcess(Self.anyPorts, in: folder)
            defer { gateway.process.terminate() }
            let (http, z3950) = try await ports(in: gateway.line())
            #expect(z3950 > 0)
            #expect(try await get(http, "/healthz").0 == 200)
            #expect(try await get(http, "/readyz").0 == 200)
            #expect(try await get(http, "/status").1.hasPrefix(#"{"alliance":"Test","#))
            #expect(try await get(http, "/").1.hasPrefix("Test: SRU"))
            #expect(try await get(http, "/all", method: "PUT").0 == 405)
            #expect(try await get(http, "/all", method: "POST", body: Data(count: HTTPFace.maximumBody + 1)).0 == 413)
            let long = String(repeating: "a", count: HTTPFace.maximumURL)
            #expect(try await get(http, "/all?query=\(long)").0 == 414)
            let (status, unknown) = try await get(http, "/nobody?query=fish")
            #expect(status == 404 && unknown.contains("info:srw/diagnostic/1/235"), "\(unknown)")
            #expect(try await get(http, "/all?query=fish").1.contains("searchRetrieveResponse"))

            let configuration = URL(filePath: "\(folder)/targets.yaml")
            try Data(ExecutableTests.alliance.replacing("Test", with: "New").utf8).write(to: configuration)
            kill(gateway.process.processIdentifier, SIGHUP)
            #expect(try await eventually { try await get(http, "/").1.hasPrefix("New: SRU") })
            try Data("alliance: {nam: x}".utf8).write(to: configuration)
            kill(gateway.process.processIdentifier, SIGHUP)
            kill(gateway.process.processIdentifier, SIGHUP)
            try await Task.sleep(for: .milliseconds(100))
            #expect(try await get(http, "/").1.hasPrefix("New: SRU"))

            kill(gateway.process.processIdentifier, SIGTERM)
            let ending = await gateway.ending()
            #expect(ending.status == 0)
            #expect(ending.output.isEmpty, "one line on standard output is all")
            #expect(ending.error.contains("targets.yaml:1:12: unknown key 'nam'; did you mean 'name'?"))
        }
    }

    @Test func `SIGHUP reads the included files again, and one with a mistake changes nothing`() async throws {
        func member(_ id: String) -> [UInt8] { Array("members: [{id: \(id), url: 'z3950://127.0.0.1:9/x'}]\n".utf8) }
        let main = Array("alliance: {name: Test, database: all}\ninclude: ['?.yaml']\n".utf8)
        try await inFolder(["targets.yaml": main, "a.yaml": member("a")]) { folder in
            let command = (["exec", GatewayProcess.executable.path] + Self.anyPorts + ["2>log"]).joined(separator: " ")
            let gateway = try GatewayProcess(["-c", command], in: folder, program: URL(filePath: "/bin/sh"))
            defer { gateway.process.terminate() }
            let (http, _) = try await ports(in: gateway.line())
            #expect(try await get(http, "/a?query=fish").0 == 200)
            #expect(try await get(http, "/b?query=fish").0 == 404)
            try Data(member("b")).write(to: URL(filePath: "\(folder)/b.yaml"))
            kill(gateway.process.processIdentifier, SIGHUP)
            #expect(try await eventually { try await get(http, "/b?query=fish").0 == 200 })
            try Data(member("A")).write(to: URL(filePath: "\(folder)/a.yaml"))
            kill(gateway.process.processIdentifier, SIGHUP)
            let log = URL(filePath: "\(folder)/log")
            #expect(
                try await eventually {
                    try String(contentsOf: log, encoding: .utf8).contains("a.yaml:1:16: bad id 'A'")
                })
            #expect(try await get(http, "/a?query=fish").0 == 200)
            kill(gateway.process.processIdentifier, SIGTERM)
            #expect(await gateway.ending().status == 0)
        }
    }

    @Test(arguments: [
        ["--http", "127.0.0.1:PORT", "--z3950", "127.0.0.1:0"], ["--http", "127.0.0.1:0", "--z3950", "127.0.0.1:PORT"],
    ])
    func `an address in use is wrong usage, and nothing is left half-started`(options: [String]) async throws {
        try await inFolder(Self.files) { folder in
            let first = try GatewayProcess(Self.anyPorts, in: folder)
            defer { first.process.terminate() }
            let (http, _) = try await ports(in: first.line())
            let ending = try await GatewayProcess(
                ["serve"] + options.map { $0.replacing("PORT", with: String(http)) }, in: folder
            ).ending()
            #expect(ending.status == 2)
            #expect(ending.output.isEmpty)
            #expect(ending.error.contains("can't listen at 127.0.0.1:\(http): another program listens there"))
        }
    }

    private func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<50 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
