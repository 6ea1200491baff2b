import Glibc

/// A line that takes its time: what is sent to 10.78.0.2 arrives some milliseconds later at 10.78.0.1, from 10.78.0.2.
///
/// It is a TUN interface whose packets come back with source and destination exchanged, which leaves the checksums of IP
/// and TCP right. Other than behind a proxy, the handshake of TCP takes its time too.
enum DelayLine {
    /// Where servers listen.
    static let near = "10.78.0.1"
    /// Where clients reach them.
    static let far = "10.78.0.2"

    /// Lays the line, prints `ready`, and carries packets until the process is ended.
    static func run(milliseconds: Int) throws(Failure) {
        let tunnel = try openTunnel()
        for command in ["addr add \(near)/24 dev delay0", "link set delay0 up"] {
            guard succeeds(["ip"] + command.split(separator: " ").map(String.init)) else {
                throw Failure("ip \(command) failed")
            }
        }
        // A line does not wait for a processor; we are root here, since a TUN interface takes that.
        _ = nice(-20)
        // Packets wait in a pipe, each behind the time at which it is due: the delay is the same for all, so that they
        // leave in the order in which they came.
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("pipe") }
        let setPipeSize: Int32 = 1031
        _ = fcntl(ends[1], setPipeSize, 1 << 20)
        print("ready")
        fflush(nil)
        let (reading, writing) = (ends[0], ends[1])
        startThread { collect(from: tunnel, into: writing, delay: Int64(milliseconds) * 1_000_000) }
        release(from: reading, into: tunnel)
    }

    private static func openTunnel() throws(Failure) -> Int32 {
        let tunnel = open("/dev/net/tun", O_RDWR | O_CLOEXEC)
        guard tunnel >= 0 else { throw .system("/dev/net/tun") }
        // struct ifreq: a name of 16 octets, then the flags IFF_TUN and IFF_NO_PI.
        var request = [UInt8](repeating: 0, count: 40)
        request.replaceSubrange(0..<6, with: Array("delay0".utf8))
        request.replaceSubrange(16..<18, with: [0x01, 0x10])
        let setInterface: UInt = 0x4004_54CA
        guard ioctl(tunnel, setInterface, &request) == 0 else { throw .system("TUNSETIFF") }
        return tunnel
    }

    /// A packet as it stands in the pipe: when it is due (8 octets, ns), how long it is (8 octets), itself.
    private static let head = 16

    private static func collect(from tunnel: Int32, into pipe: Int32, delay: Int64) {
        var packet = [UInt8](repeating: 0, count: head + 65_536)
        while true {
            let length = packet.withUnsafeMutableBytes { [head] in
                read(tunnel, $0.baseAddress?.advanced(by: head), $0.count - head)
            }
            // IPv4 alone: the interface has no other address.
            guard length >= 20, packet[head] >> 4 == 4 else { continue }
            for octet in 12..<16 { packet.swapAt(head + octet, head + octet + 4) }
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            packet.withUnsafeMutableBytes {
                $0.storeBytes(of: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) + delay, as: Int64.self)
                $0.storeBytes(of: Int64(length), toByteOffset: 8, as: Int64.self)
            }
            _ = write(pipe, packet, head + length)
        }
    }

    private static func release(from pipe: Int32, into tunnel: Int32) {
        var packet = [UInt8](repeating: 0, count: 65_536)
        while fill(&packet, head, from: pipe) {
            let (due, length) = packet.withUnsafeBytes {
                ($0.loadUnaligned(as: Int64.self), Int($0.loadUnaligned(fromByteOffset: 8, as: Int64.self)))
            }
            guard fill(&packet, length, from: pipe) else { return }
            var time = timespec(tv_sec: Int(due / 1_000_000_000), tv_nsec: Int(due % 1_000_000_000))
            while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
            _ = write(tunnel, packet, length)
        }
    }

    /// Reads so many octets; `false` at the end.
    private static func fill(_ buffer: inout [UInt8], _ count: Int, from pipe: Int32) -> Bool {
        var filled = 0
        while filled < count {
            let more = buffer.withUnsafeMutableBytes {
                read(pipe, $0.baseAddress?.advanced(by: filled), count - filled)
            }
            guard more > 0 else { return false }
            filled += more
        }
        return true
    }
}
