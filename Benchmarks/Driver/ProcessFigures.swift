import Glibc

/// What the kernel says of a process.
struct ProcessFigures {
    /// Processor time since its start, user and system, in milliseconds.
    let cpu: Double
    /// Resident memory, in bytes.
    let resident: Int
    /// The most that was ever resident, in bytes.
    let peak: Int
    let threads: Int
    let descriptors: Int

    /// The figures of this moment.
    init(of process: pid_t) throws(Failure) {
        cpu = try cpuTime(of: process)
        var fields: [Substring: Int] = [:]
        for line in try fileText("/proc/\(process)/status").split(separator: "\n") {
            let words = line.split { $0 == ":" || $0 == "\t" || $0 == " " }
            if words.count > 1 { fields[words[0]] = Int(words[1]) }
        }
        guard let resident = fields["VmRSS"], let peak = fields["VmHWM"], let threads = fields["Threads"] else {
            throw Failure("process \(process) is gone")
        }
        self.resident = resident << 10
        self.peak = peak << 10
        self.threads = threads
        descriptors = try entryCount(of: "/proc/\(process)/fd")
    }
}

/// A process's processor time since its start, in milliseconds: its own, on all threads, ended ones too.
func cpuTime(of process: pid_t) throws(Failure) -> Double {
    var clock = clockid_t()
    guard clock_getcpuclockid(process, &clock) == 0 else { throw Failure("process \(process) is gone") }
    return milliseconds(clock)
}

/// What a clock shows, in milliseconds.
func milliseconds(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

private func entryCount(of folder: String) throws(Failure) -> Int {
    guard let stream = opendir(folder) else { throw .system(folder) }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count - 2
}

/// Lets this process, and those it starts, open as many files as the system allows at all.
func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
