import FederatedQuery
import Glibc

/// Z39.50 servers for a test, on free loopback ports, each in a process group of its own.
///
/// They end with `stop`, with the last reference, and with this process.
final class TestServers: Sendable {
    /// How to reach them, in the order in which they were asked for.
    let profiles: [MemberProfile]
    private let supervisor: Supervisor
    private let processes: [String: pid_t]

    /// Servers that `supervisor` announced: a line `ID HOST:PORT PROCESS` for each profile.
    init(_ supervisor: Supervisor, profiles: [MemberProfile]) throws(ServerFailure) {
        self.supervisor = supervisor
        self.profiles = profiles
        var processes: [String: pid_t] = [:]
        for line in supervisor.announcements {
            let words = line.split(separator: " ")
            guard words.count == 3, let process = pid_t(words[2]) else { throw ServerFailure(what: line) }
            processes[String(words[0])] = process
        }
        self.processes = processes
    }

    /// Freezes a server: it keeps its connections and takes new ones, and answers nothing.
    func suspend(_ id: String) { signal(id, SIGSTOP) }

    /// Lets a frozen server go on.
    func resume(_ id: String) { signal(id, SIGCONT) }

    /// Ends a server: its connections close, new ones are refused.
    func kill(_ id: String) { signal(id, SIGKILL) }

    /// Ends them all.
    func stop() {
        for id in processes.keys { signal(id, SIGKILL) }
        supervisor.stop()
    }

    deinit { stop() }

    private func signal(_ id: String, _ signal: Int32) {
        guard let process = processes[id] else { preconditionFailure("no server \(id)") }
        // The group: the server has forked a process for every connection.
        Glibc.kill(-process, signal)
    }
}

/// Starts servers on ports that are free now, and again on others when one was taken in between.
func startOnFreePorts(
    _ count: Int, _ start: @escaping @Sendable ([Int]) throws(ServerFailure) -> TestServers
) async throws(ServerFailure) -> TestServers {
    var failure = ServerFailure(what: "no free ports")
    for _ in 0..<3 {
        let ports = freePorts(count)
        // Starting waits in C: not on a thread of the pool, where it would hold up the tests that measure time.
        switch await onItsOwnThread({ Result { () throws(ServerFailure) in try start(ports) } }) {
        case .success(let servers): return servers
        case .failure(let error): failure = error
        }
    }
    throw failure
}

/// Ports that nobody listens on: the system chose them, all different, and they were closed again.
func freePorts(_ count: Int) -> [Int] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return (0..<count).map { _ in
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        sockets.append(listener)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                precondition(bind(listener, raw, length) == 0 && getsockname(listener, raw, &length) == 0)
            }
            return Int(in_port_t(bigEndian: pointer.pointee.sin_port))
        }
    }
}

/// What `work` gives, done on a new thread.
func onItsOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let job = Unmanaged.passRetained(Job { continuation.resume(returning: work()) })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, job.toOpaque())
        precondition(code == 0)
        pthread_detach(thread)
    }
}

private final class Job: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}
