import Glibc
import Synchronization

/// An HTTP server that answers as a test says, as wrongly as it likes.
///
/// It listens on a free port of 127.0.0.1 and serves each connection on a thread of its own.
final class HostileHTTPServer: Sendable {
    /// What it does once a request has come, in this order.
    enum Act: Sendable {
        /// Sends these octets.
        case send([UInt8])
        /// Sends these octets one by one, one each 20 ms.
        case drip([UInt8])
        /// Says nothing more until the other side closes.
        case silence
        /// Closes the connection.
        case close
    }

    let port: Int
    private let listener: Int32
    private let answer: @Sendable (String) -> [Act]
    private let connections = Mutex<[Int32]>([])
    private let log = Mutex<[String]>([])
    private let acceptedCount = Atomic<Int>(0)

    /// The requests that came, head and body each.
    var requests: [String] { log.withLock { $0 } }

    /// How many connections it has accepted.
    var accepted: Int { acceptedCount.load(ordering: .relaxed) }

    /// A server that gives the same answer to every request.
    convenience init(_ acts: Act...) { self.init { _ in acts } }

    /// A server that decides by the request.
    init(_ answer: @escaping @Sendable (String) -> [Act]) {
        self.answer = answer
        (listener, port) = listenOnFreePort(backlog: 64)
        Thread.detach { [self] in serve() }
    }

    /// Closes the listener and every connection.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        dropConnections()
    }

    /// Closes every connection, and goes on listening.
    func dropConnections() {
        connections.withLock { all in
            for connection in all { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            acceptedCount.add(1, ordering: .relaxed)
            connections.withLock { $0.append(connection) }
            Thread.detach { [self] in
                while let request = nextRequest(connection), carryOut(answer(request), connection) {}
                connections.withLock { all in
                    all.removeAll { $0 == connection }
                    close(connection)
                }
            }
        }
    }

    /// Reads a request with its body; `nil` when the other side has closed.
    private func nextRequest(_ connection: Int32) -> String? {
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: octets, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let length = text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
                if text[end.upperBound...].utf8.count >= length {
                    log.withLock { $0.append(text) }
                    return text
                }
            }
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return nil }
            octets += chunk[..<count]
        }
    }

    /// Does what the answer says; `false` ends the connection.
    private func carryOut(_ acts: [Act], _ connection: Int32) -> Bool {
        for act in acts {
            switch act {
            case .send(let octets): guard send(octets, connection) else { return false }
            case .drip(let octets):
                for octet in octets {
                    guard send([octet], connection) else { return false }
                    usleep(20_000)
                }
            case .silence:
                var octet: UInt8 = 0
                while read(connection, &octet, 1) > 0 {}
                return false
            case .close: return false
            }
        }
        return true
    }

    private func send(_ octets: [UInt8], _ connection: Int32) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

extension HostileHTTPServer.Act {
    /// An HTTP response of this status and body.
    static func respond(_ body: String, status: Int = 200, headers: String...) -> HostileHTTPServer.Act {
        let head = ["HTTP/1.1 \(status) Whatever", "Content-Length: \(body.utf8.count)"] + headers + ["", body]
        return .send(Array(head.joined(separator: "\r\n").utf8))
    }
}

/// Answers to searches, as SRU servers give them.
enum SRUText {
    static let marc = """
        <record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>\
        <controlfield tag="001">42</controlfield><datafield tag="245" ind1="0" ind2="0">\
        <subfield code="a">A hostile book &amp; more</subfield></datafield></record>
        """

    /// An answer of SRU 1.1 with these records, each the content of a `record` element.
    static func answer(hits: String = "3", records: [String]) -> String {
        let all = records.isEmpty ? "" : "<records>\(records.map { "<record>\($0)</record>" }.joined())</records>"
        return """
            <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.1</version>\
            <numberOfRecords>\(hits)</numberOfRecords>\(all)</searchRetrieveResponse>
            """
    }

    /// The content of a `record` element that holds this.
    static func record(_ data: String, schema: String = "info:srw/schema/1/marcxml-v1.1") -> String {
        "<recordSchema>\(schema)</recordSchema><recordPacking>xml</recordPacking><recordData>\(data)</recordData>"
    }

    static func diagnostic(_ code: Int, details: String = "x") -> String {
        """
        <diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/\(code)</uri>\
        <details>\(details)</details></diagnostic>
        """
    }

    /// An answer that is nothing but a diagnostic.
    static func refusal(_ code: Int) -> String {
        """
        <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.1</version>\
        <numberOfRecords>0</numberOfRecords><diagnostics>\(diagnostic(code))</diagnostics></searchRetrieveResponse>
        """
    }
}
