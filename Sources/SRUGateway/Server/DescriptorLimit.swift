import Glibc

/// Lets this process open as many files and sockets as the system allows it at all.
///
/// The usual soft limit, 1024, is there for programs that use `select`; clients and members together soon have more
/// connections than that.
func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
