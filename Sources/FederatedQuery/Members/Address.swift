internal import Glibc

/// A numeric network address, such as `127.0.0.1` or `::1`.
struct Address: Hashable, Sendable {
    let text: String
    let isIPv6: Bool

    /// This address and a port as ZOOM writes them: `127.0.0.1:210`, `[::1]:210`.
    func with(port: Int) -> String { isIPv6 ? "[\(text)]:\(port)" : "\(text):\(port)" }

    /// `text` when it is a numeric address already.
    init?(numeric text: String) {
        guard let first = Address.lookUp(text, flags: AI_NUMERICHOST).first else { return nil }
        self = first
    }

    private init(text: String, isIPv6: Bool) {
        self.text = text
        self.isIPv6 = isIPv6
    }

    /// The addresses of `host`, in the order in which the system wants them tried; empty when there are none.
    ///
    /// It blocks for as long as name servers take, so only a thread of its own may call it.
    static func resolve(_ host: String) -> [Address] { lookUp(host, flags: 0) }

    private static func lookUp(_ host: String, flags: Int32) -> [Address] {
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.compactMap { $0 }.compactMap { entry in
            var name = [UInt8](repeating: 0, count: Int(NI_MAXHOST))
            let status = name.withUnsafeMutableBytes { buffer in
                getnameinfo(
                    entry.pointee.ai_addr, entry.pointee.ai_addrlen,
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self), socklen_t(buffer.count), nil, 0,
                    NI_NUMERICHOST)
            }
            guard status == 0 else { return nil }
            return Address(
                text: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self),
                isIPv6: entry.pointee.ai_family == AF_INET6)
        }
    }
}
