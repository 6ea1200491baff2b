import Glibc

/// A member that takes connections and never answers: the kernel accepts for it.
final class SilentMember: Sendable {
    /// Its port on 127.0.0.1.
    let port: Int
    private let listener: Int32

    init() {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(listener, $0, length) == 0 && listen(listener, 16) == 0, "cannot listen")
                getsockname(listener, $0, &length)
            }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
    }

    deinit { close(listener) }

    /// Whether every connection that was made to it has been closed by the other side, all taken and looked at now.
    func isLeftByAll() -> Bool {
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        var isLeft = true
        while case let connection = accept(listener, nil, nil), connection >= 0 {
            defer { close(connection) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            var count = 1
            while count > 0 { count = recv(connection, &bytes, bytes.count, Int32(MSG_DONTWAIT)) }
            // 0 is the end of what came; anything else means that the connection is still open, or was reset.
            if count < 0, errno == EAGAIN { isLeft = false }
        }
        return isLeft
    }
}
