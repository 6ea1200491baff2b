import Foundation
import Testing

@testable import FederatedQuery

/// TLS towards a server whose certificate, for the name `localhost`, nobody has signed but itself.
@Suite(.serialized) struct TLSSessionTests {
    @Test func `believes only a certificate for the host's name from somebody trusted`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let servers = try await startOnFreePorts(1) { ports throws(ServerFailure) in
            let command = [
                "/bin/sh", "-c", Self.script, package("Demo/port-holder").path, folder.path, String(ports[0]),
            ]
            return try TestServers(
                Supervisor(command),
                profiles: [MemberProfile(id: "tls", access: .srus, host: "127.0.0.1", port: ports[0], database: "/")])
        }
        defer { servers.stop() }
        let trust = TLSTrust(file: folder.appending(path: "cert.pem").path)
        let port = servers.profiles[0].port

        let whole = try await Self.answer(of: "localhost", port: port, trust: trust)
        #expect(whole.hasPrefix("HTTP/1.0 200"))
        let other = await #expect(throws: ServerFailure.self) {
            try await Self.answer(of: "opac.example.edu", port: port, trust: trust)
        }
        #expect(other?.what.contains("certificate") == true, "\(other?.what ?? "")")

        let members = try MemberConnections()
        defer { members.shutDown() }
        guard case .failure(let failure) = await members.explain(servers.profiles[0]) else {
            Issue.record("a certificate of nobody, and for another name, was believed")
            return
        }
        #expect(failure.reason == .unreachable && failure.detail.contains("certificate"), "\(failure.detail)")
    }

    /// What the server answers to a GET, on a thread that may wait.
    private static func answer(of host: String, port: Int, trust: TLSTrust) async throws -> String {
        try await onItsOwnThread { Result { () throws(ServerFailure) in try exchange(host, port, trust) } }.get()
    }

    private static func exchange(_ host: String, _ port: Int, _ trust: TLSTrust) throws(ServerFailure) -> String {
        guard let address = Address(numeric: "127.0.0.1"),
            let channel = Channel(to: address, port: port, tls: host, trust: trust)
        else { throw ServerFailure(what: "no socket") }
        opening: while true {
            switch channel.open() {
            case .done: break opening
            case .wait: usleep(1000)
            case .failed(let why): throw ServerFailure(what: why)
            }
        }
        var unsent = Array("GET / HTTP/1.0\r\n\r\n".utf8)[...]
        while !unsent.isEmpty {
            guard case .done(let count) = channel.send(unsent) else { throw ServerFailure(what: "not sent") }
            unsent = unsent.dropFirst(count)
        }
        var answer = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            switch channel.receive(into: &buffer) {
            case .done(let count): answer += String(decoding: buffer[..<count], as: UTF8.self)
            case .wait: usleep(1000)
            case .ended, .failed: return answer
            }
        }
    }

    /// Its name is the program port-holder, its arguments a folder and a port.
    private static let script = """
        command -v openssl >/dev/null || { echo "openssl is not installed"; exit 1; }
        cd "$1"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem -days 2 \\
            -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>log || { cat log; exit 1; }
        setsid setpriv --pdeathsig KILL openssl s_server -accept "127.0.0.1:$2" -cert cert.pem -key key.pem -www -quiet \\
            </dev/null >/dev/null 2>&1 &
        echo "tls 127.0.0.1:$2 $!"
        tries=0
        until "$0" --quiet "$2"; do
            tries=$((tries + 1))
            [ "$tries" -lt 300 ] || exit 1
            sleep 0.02
        done
        echo ready
        cat >/dev/null
        rm -r "$1"
        """
}
