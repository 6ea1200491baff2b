internal import CYaz
internal import Glibc

/// A TCP connection, plain or under TLS, that never makes its thread wait.
final class Channel {
    /// What became of an attempt to read or write.
    enum Transfer {
        /// So many octets went through, at least one.
        case done(Int)
        /// The socket must be waited for.
        case wait
        /// The other side has closed.
        case ended
        case failed(String)
    }

    /// How far opening is.
    enum Opening {
        case done, wait
        case failed(String)
    }

    let descriptor: Int32
    private let tls: TLSSession?
    private var isConnected = false
    /// What `connect` failed with at once, of which the socket itself knows nothing; 0 for nothing.
    private var connectError: Int32 = 0

    /// Begins to connect; `nil` when the system has no socket left for it.
    ///
    /// - Parameters:
    ///   - address: a numeric address.
    ///   - port: the TCP port.
    ///   - host: for TLS, the name that the other side's certificate must be for; `nil` for plain TCP.
    ///   - trust: whose certificates are believed.
    init?(to address: Address, port: Int, tls host: String?, trust: @autoclosure () -> TLSTrust = .system) {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.text, String(port), &hints, &list) == 0, let list else { return nil }
        defer { freeaddrinfo(list) }
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        descriptor = Glibc.socket(list.pointee.ai_family, flags, 0)
        guard descriptor >= 0 else { return nil }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        if connect(descriptor, list.pointee.ai_addr, list.pointee.ai_addrlen) != 0, errno != EINPROGRESS, errno != EINTR
        {
            connectError = errno
        }
        guard let host else {
            tls = nil
            return
        }
        guard let session = TLSSession(over: descriptor, to: host, trust: trust()) else {
            close(descriptor)
            return nil
        }
        tls = session
    }

    deinit { close(descriptor) }

    /// Connects, and shakes hands under TLS.
    func open() -> Opening {
        guard connectError == 0 else { return .failed(String(cString: strerror(connectError))) }
        if !isConnected {
            var news = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&news, 1, 0) > 0 else { return .wait }
            var code: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
            guard code == 0 else { return .failed(String(cString: strerror(code))) }
            isConnected = true
        }
        return tls?.shakeHands() ?? .done
    }

    /// The epoll events to wait for while opening.
    var openingInterest: UInt32 {
        isConnected && tls?.wantsToRead == true ? EPOLLIN.rawValue : EPOLLOUT.rawValue
    }

    /// Whether octets are here that the socket knows nothing of any more.
    var holdsMore: Bool { tls?.holdsMore == true }

    func send(_ octets: ArraySlice<UInt8>) -> Transfer {
        octets.withUnsafeBytes { raw in
            if let tls { return tls.send(raw) }
            return transfer(Glibc.send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL)))
        }
    }

    func receive(into buffer: inout [UInt8]) -> Transfer {
        buffer.withUnsafeMutableBytes { raw in
            if let tls { return tls.receive(into: raw) }
            return transfer(recv(descriptor, raw.baseAddress, raw.count, 0))
        }
    }

    private func transfer(_ count: Int) -> Transfer {
        if count > 0 { return .done(count) }
        if count == 0 { return .ended }
        switch errno {
        case EAGAIN, EINTR: return .wait
        default: return .failed(String(cString: strerror(errno)))
        }
    }
}
