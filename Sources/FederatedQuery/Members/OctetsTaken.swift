internal import CYaz
internal import Glibc

/// How many octets have been read from a TCP socket since it was connected; `nil` when the kernel does not say.
///
/// What has come less what lies unread. Octets that come in between would spoil the sum, so it is made again until
/// nothing has. The end of the connection counts as one octet. Source: tcp(7), TCP_INFO; linux/tcp.h, `tcpi_bytes_received`, in Linux since 4.1.
func octetsTaken(from socket: Int32) -> UInt64? {
    for _ in 0..<16 {
        var unread: Int32 = 0
        guard let before = octetsReceived(by: socket), ioctl(socket, UInt(FIONREAD), &unread) == 0,
            let after = octetsReceived(by: socket)
        else { return nil }
        if before == after { return before >= UInt64(unread) ? before - UInt64(unread) : 0 }
    }
    return nil
}

/// How many octets have come to a TCP socket since it was connected; `nil` when the kernel does not say.
func octetsReceived(by socket: Int32) -> UInt64? {
    let place = 128  // glibc's own struct ends before it
    return withUnsafeTemporaryAllocation(byteCount: place + 8, alignment: 8) { info in
        var length = socklen_t(info.count)
        guard getsockopt(socket, Int32(IPPROTO_TCP), TCP_INFO, info.baseAddress, &length) == 0,
            length >= socklen_t(info.count)
        else { return nil }
        return info.load(fromByteOffset: place, as: UInt64.self)
    }
}
