import Glibc

/// A network namespace of our own, in which ports are ours alone and a delay line can be laid.
enum OwnNetwork {
    private static let mark = "GATEWAY_BENCH_NETWORK"

    /// Goes into one, by running this program anew in it.
    ///
    /// Call it first.
    ///
    /// - Returns: success when we are in one; else why that can't be.
    static func enter() -> Result<Void, Failure> {
        if getenv(mark) != nil { return .success(()) }
        guard geteuid() == 0 else { return .failure(Failure("a network namespace takes root")) }
        guard access("/dev/net/tun", R_OK | W_OK) == 0 else { return .failure(Failure("there is no /dev/net/tun")) }
        // Its loopback interface is down at first. TCP is as Linux has it unless told otherwise: BBR, which some machines
        // are told to use, spreads an answer of 9 kB over 7 ms when the round trip is 40.
        let script = """
            for control in cubic reno; do echo $control >/proc/sys/net/ipv4/tcp_congestion_control && break; done 2>/dev/null
            ip link set lo up && exec "$@"
            """
        // What fails here would fail in the namespace that counts.
        let inside = ["unshare", "--net", "sh", "-c", script, "sh"]
        guard succeeds(inside + ["true"]) else {
            return .failure(Failure("no network namespace can be made here (unshare --net, ip)"))
        }
        setenv(mark, "own", 1)
        guard let own = realpath("/proc/self/exe", nil) else { return .failure(.system("/proc/self/exe")) }
        let words = inside + [String(cString: own)] + CommandLine.arguments.dropFirst()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        execvp(words[0], &arguments)
        return .failure(.system("unshare"))
    }
}

/// Whether a program runs and exits with 0; it says nothing.
func succeeds(_ command: [String]) -> Bool {
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    guard let process = try? spawn(command, streams: (nothing, nothing, nothing)) else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    return status == 0
}
