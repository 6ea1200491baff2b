import CLibXML
import CYaz
import Glibc
import Synchronization

/// A Z39.50 server that does what real ones won't: stay silent, close, lie or send garbage at a step of the protocol.
///
/// It listens on a free port of 127.0.0.1 and serves each connection on a thread of its own.
final class HostileServer: Sendable {
    /// A step at which it misbehaves.
    enum Step: Int, Sendable, CaseIterable {
        case connect, initialise, search, present
    }

    /// What it does.
    enum Behaviour: Sendable, Hashable, CustomStringConvertible {
        /// From this step on it answers nothing.
        case silent(Step)
        /// It closes the connection at this step.
        case close(Step)
        /// It sends bytes that are no APDU.
        case garbage(Step)
        /// Half of an answer, and no more.
        case half(Step)
        /// One octet of the answer each 40 ms.
        case drip(Step)
        /// It answers the search with another answer to Init.
        case initAgain
        /// It sends the beginning of its answer to the search, then the rest and another answer to Init at once.
        case initBehind
        /// Its answer to the search has no length, and another answer to Init stands behind it.
        case initBehindEndless
        /// It answers Init in HTTP, with an envelope at which libyaz ends.
        case speaksHTTP
        /// It rejects Init.
        case reject
        /// It answers Init with a proposal of character sets, as only a client may make one.
        case proposeCharsets
        /// It offers Scan, and fails it with an empty list of diagnostics.
        case failScanWithoutReason
        /// It answers this step with a Bib-1 diagnostic.
        case diagnose(Step, Int)
        /// It claims this many hits, and has no record.
        case hits(Int)
        /// It behaves, with this many hits and a record for each.
        case behaved(Int)

        var description: String {
            switch self {
            case .silent(let step): "silent at \(step)"
            case .close(let step): "closes at \(step)"
            case .garbage(let step): "garbage at \(step)"
            case .half(let step): "half an answer at \(step)"
            case .drip(let step): "drips at \(step)"
            case .initAgain: "answers Init again"
            case .initBehind: "an answer to Init behind a cut one"
            case .initBehindEndless: "an answer to Init behind one without a length"
            case .speaksHTTP: "speaks HTTP"
            case .reject: "rejects Init"
            case .proposeCharsets: "proposes character sets in its answer to Init"
            case .failScanWithoutReason: "fails Scan without a reason"
            case .diagnose(let step, let code): "diagnostic \(code) at \(step)"
            case .hits(let count): "claims \(count) hits"
            case .behaved(let count): "behaves, \(count) hits"
            }
        }
    }

    let port: Int
    private let behaviour: Behaviour
    private let listener: Int32
    private let connections = Mutex<[Int32]>([])
    private let acceptedCount = Atomic<Int>(0)
    private let searchCount = Atomic<Int>(0)
    private let idAuthentications = Mutex<[String]>([])

    /// How many connections it has accepted.
    var accepted: Int { acceptedCount.load(ordering: .relaxed) }

    /// How many Searches it has got.
    var searches: Int { searchCount.load(ordering: .relaxed) }

    /// What each Init said of who we are: `none`, `open …` or `idPass group/user/password`.
    var identifications: [String] { idAuthentications.withLock { $0 } }

    init(_ behaviour: Behaviour) {
        self.behaviour = behaviour
        (listener, port) = listenOnFreePort(backlog: behaviour == .silent(.connect) ? 0 : 64)
        if behaviour == .silent(.connect) {
            // The backlog is filled, so that the kernel lets the next SYN wait without an answer.
            for _ in 0..<3 { connections.withLock { $0.append(connectWithoutWaiting(to: port)) } }
        } else {
            Thread.detach { [self] in serve() }
        }
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

    /// Closes one connection; a number that is closed may belong to somebody else at once, so it is forgotten first.
    private func hangUp(_ connection: Int32) {
        connections.withLock { all in
            all.removeAll { $0 == connection }
            close(connection)
        }
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            acceptedCount.add(1, ordering: .relaxed)
            connections.withLock { $0.append(connection) }
            Thread.detach { [self] in
                let conversation = Conversation(connection: connection, behaviour: behaviour) { [self] request in
                    switch request {
                    case .initialise(let identification): idAuthentications.withLock { $0.append(identification) }
                    case .search: searchCount.add(1, ordering: .relaxed)
                    }
                }
                conversation.run()
                hangUp(connection)
            }
        }
    }
}

/// A listening socket on 127.0.0.1, and its port.
func listenOnFreePort(backlog: Int32) -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            precondition(bind(descriptor, $0, length) == 0 && listen(descriptor, backlog) == 0, "cannot listen")
            getsockname(descriptor, $0, &length)
        }
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
}

private func connectWithoutWaiting(to port: Int) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = loopback(port: port)
    withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    return descriptor
}

private func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// A thread that nobody joins.
enum Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func detach(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Body(run)).toOpaque())
        pthread_detach(thread)
    }
}
