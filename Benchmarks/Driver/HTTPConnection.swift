import Glibc

/// A client of one server over one connection that stays open, blocking, and no more: so that the client costs little.
struct HTTPConnection: ~Copyable {
    private let socket: Int32
    private let head: String
    /// The response that came last; one octet longer, a 0, so that C may search it.
    private var buffer = [UInt8](repeating: 0, count: 1 << 17)
    private var bodyStart = 0
    private var length = 0

    /// A connection to a port on this machine.
    init(port: Int) throws(Failure) {
        socket = try connectedSocket(host: "127.0.0.1", port: port)
        head = " HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
    }

    deinit { close(socket) }

    /// Asks for `path` and reads the whole answer.
    ///
    /// - Returns: the status.
    mutating func get(_ path: String) throws(Failure) -> Int {
        try send("GET \(path)\(head)")
        length = 0
        while true {
            try receive()
            guard let end = position(of: "\r\n\r\n") else { continue }
            bodyStart = end + 4
            break
        }
        let head = String(decoding: buffer[..<bodyStart], as: UTF8.self).lowercased()
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let octets = number(after: "content-length: ", in: head)
        else { throw Failure("no HTTP answer to \(path): \(head)") }
        while length < bodyStart + octets { try receive() }
        return status
    }

    /// The body of the last answer.
    var body: ArraySlice<UInt8> { buffer[bodyStart..<length] }

    /// How often `text` occurs in the last answer.
    func count(of text: String) -> Int {
        buffer.withUnsafeBufferPointer { buffer in
            var count = 0
            var rest = UnsafeRawPointer(buffer.baseAddress)?.advanced(by: bodyStart).assumingMemoryBound(to: CChar.self)
            while let start = rest, let found = strstr(start, text) {
                count += 1
                rest = UnsafePointer(found.advanced(by: text.utf8.count))
            }
            return count
        }
    }

    private func position(of text: String) -> Int? {
        buffer.withUnsafeBufferPointer { buffer in
            guard let start = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self),
                let found = strstr(start, text)
            else { return nil }
            return UnsafePointer(found) - start
        }
    }

    private func send(_ text: String) throws(Failure) {
        var text = text
        let isSent = text.withUTF8 { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) == $0.count }
        guard isSent else { throw .system("the gateway took no request") }
    }

    private mutating func receive() throws(Failure) {
        if buffer.count - length < 1 << 15 { buffer += [UInt8](repeating: 0, count: buffer.count) }
        let count = buffer.withUnsafeMutableBytes { [socket, length] in
            recv(socket, $0.baseAddress?.advanced(by: length), $0.count - length - 1, 0)
        }
        guard count > 0 else { throw .system("the gateway gave no answer") }
        length += count
        buffer[length] = 0
    }
}

private func number(after key: String, in text: String) -> Int? {
    text.split(separator: "\r\n").first { $0.hasPrefix(key) }.flatMap { Int($0.dropFirst(key.utf8.count)) }
}

/// A socket that is connected, and sends at once what is written to it.
func connectedSocket(host: String, port: Int) throws(Failure) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket") }
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = socketAddress(host: host, port: port)
    let code = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard code == 0 else {
        defer { close(descriptor) }
        throw .system("\(host):\(port)")
    }
    return descriptor
}

/// The address of a port of a numeric IPv4 host.
func socketAddress(host: String, port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return address
}
