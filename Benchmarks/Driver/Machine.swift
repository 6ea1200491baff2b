import Glibc

/// Where and when the figures were taken.
struct Machine {
    /// UTC, as RFC 3339 has it.
    let time: String
    let processors: Int
    let model: String

    /// This machine, now.
    init() {
        var now = Glibc.time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        time = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        let line = (try? fileText("/proc/cpuinfo"))?.split(separator: "\n").first { $0.hasPrefix("model name") }
        model = line.flatMap { $0.split(separator: ":").last }.map { String($0.drop { $0 == " " }) } ?? "unknown"
    }
}
