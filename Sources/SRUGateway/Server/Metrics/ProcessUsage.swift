import FederatedQuery
import Glibc

/// What the kernel says this process uses.
///
/// Source: proc(5), /proc/self/stat and /proc/self/fd.
struct ProcessUsage {
    let cpuSeconds: Double
    let residentBytes: Int
    let threads: Int
    let openDescriptors: Int
    /// Unix time in seconds.
    let startTime: Double

    /// The usage now; `nil` without a /proc.
    static var now: ProcessUsage? {
        guard let stat = contents(of: "/proc/self/stat"), let uptime = contents(of: "/proc/uptime") else { return nil }
        // The command's name, in brackets, may hold anything; what follows is numbers.
        let fields = stat.drop { $0 != ")" }.reversed().drop { $0 == "\n" }.reversed().split(separator: " ")
        let numbers = fields.map { Double(String($0)) ?? 0 }
        guard numbers.count > 22, let sinceBoot = uptime.split(separator: " ").first.flatMap({ Double($0) }) else {
            return nil
        }
        // Counted from the field after the brackets, proc(5)'s third: utime 14, stime 15, num_threads 20, starttime 22, rss 24.
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        return ProcessUsage(
            cpuSeconds: (numbers[12] + numbers[13]) / ticks,
            residentBytes: Int(numbers[22]) * sysconf(Int32(_SC_PAGESIZE)),
            threads: Int(numbers[18]), openDescriptors: entries(of: "/proc/self/fd"),
            startTime: Double(clock.tv_sec) - sinceBoot + numbers[20] / ticks)
    }

    private static func contents(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// How many names a folder has, its own and its parent's left out.
    private static func entries(of path: String) -> Int {
        guard let folder = opendir(path) else { return 0 }
        defer { closedir(folder) }
        var count = -2
        while readdir(folder) != nil { count += 1 }
        return count - 1  // the one that reads
    }
}
