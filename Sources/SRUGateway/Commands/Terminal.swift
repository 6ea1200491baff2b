import FoundationEssentials
import Glibc

/// What we write to: whether a person watches, how wide it is, whether it may be coloured.
struct Terminal {
    /// Whether it is a terminal.
    let isTerminal: Bool
    /// How many columns a line has: what `COLUMNS` says, or the terminal; through a pipe nothing is cut.
    let columns: Int
    /// Whether headings may be set off: on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb.
    let mayStyle: Bool

    /// Standard output as it is now.
    static var output: Terminal { at(STDOUT_FILENO) }

    /// Standard error as it is now.
    static var error: Terminal { at(STDERR_FILENO) }

    private static func at(_ descriptor: Int32) -> Terminal {
        var size = winsize()
        let isTerminal = isatty(descriptor) == 1
        let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        return Terminal(
            isTerminal: isTerminal, measured: known ? Int(size.ws_col) : nil,
            environment: ProcessInfo.processInfo.environment)
    }

    init(isTerminal: Bool, measured: Int?, environment: [String: String]) {
        self.isTerminal = isTerminal
        let named = environment["COLUMNS"].flatMap { Int($0) }
        columns =
            [named, measured].compactMap(\.self).first { (20...10_000).contains($0) } ?? (isTerminal ? 80 : 10_000)
        mayStyle = isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// A heading: bold where that may be.
    func heading(_ text: String) -> String { mayStyle ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
