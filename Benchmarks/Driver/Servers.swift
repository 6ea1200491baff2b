import Glibc

/// Z39.50 servers of one kind, and the members they serve.
final class Servers {
    let members: [Member]
    private let processes: [ChildProcess]

    init(members: [Member], processes: [ChildProcess]) {
        self.members = members
        self.processes = processes
    }

    func stop() { for process in processes { process.stop() } }
}

extension Bench {
    /// So many yaz-ztest, one process each, which forks for every connection: 10 records of 892 bytes first, all alike.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - host: the address on which they listen.
    ///   - way: the address at which clients reach them; the same when `nil`.
    /// - Returns: the servers, which listen.
    /// - Throws: when one does not start.
    func startZTest(
        _ count: Int, on host: String = "127.0.0.1", reachedAt way: String? = nil
    ) throws(Failure) -> Servers {
        let ports = try freePorts(count)
        var processes: [ChildProcess] = []
        for port in ports {
            processes.append(
                try ChildProcess(["yaz-ztest", "-v", "none", "tcp:\(host):\(port)"], log: log("ztest")))
        }
        let members = zip(1..., ports).map {
            Member(id: "z\($0)", host: way ?? host, port: $1, database: "Default")
        }
        for member in members { try waitUntilListening(host: host, port: member.port) }
        return Servers(members: members, processes: processes)
    }

    /// So many members, the databases db.0, db.1 … of eight processes on 127.0.0.1 to 127.0.0.8.
    ///
    /// - Parameters:
    ///   - count: how many members.
    ///   - program: yaz-ztest, or one that is run like it; each serves all its connections from one process.
    /// - Returns: the servers, which listen.
    /// - Throws: when one does not start.
    func startDatabases(_ count: Int, of program: String) throws(Failure) -> Servers {
        let ports = try freePorts(8)
        let hosts = ports.indices.map { "127.0.0.\($0 + 1)" }
        var processes: [ChildProcess] = []
        for (host, port) in zip(hosts, ports) {
            processes.append(
                try ChildProcess([program, "-S", "-v", "none", "tcp:\(host):\(port)"], log: log("databases")))
        }
        for (host, port) in zip(hosts, ports) { try waitUntilListening(host: host, port: port) }
        let members = (0..<count).map {
            Member(id: "m\($0)", host: hosts[$0 % 8], port: ports[$0 % 8], database: "db.\($0)")
        }
        return Servers(members: members, processes: processes)
    }

    /// Ports that nobody listens on: the system chose them, all different, and they were closed again.
    func freePorts(_ count: Int) throws(Failure) -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        var ports: [Int] = []
        for _ in 0..<count {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            sockets.append(listener)
            var address = socketAddress(host: "127.0.0.1", port: 0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, length) == 0 ? getsockname(listener, $0, &length) : -1
                }
            }
            guard code == 0 else { throw .system("no free port") }
            ports.append(Int(in_port_t(bigEndian: address.sin_port)))
        }
        return ports
    }

    /// Waits, for ten seconds at most, until a server listens.
    func waitUntilListening(host: String, port: Int) throws(Failure) {
        let end = milliseconds() + 10_000
        while true {
            do throws(Failure) {
                close(try connectedSocket(host: host, port: port))
                return
            } catch {
                guard milliseconds() < end else { throw Failure("no server listens on \(error)") }
                usleep(20_000)
            }
        }
    }
}
