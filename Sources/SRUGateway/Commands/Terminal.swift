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
    /// Whether a line may be drawn again over itself: on a terminal that is not dumb.
    let mayRedraw: Bool

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
        mayRedraw = isTerminal && environment["TERM"] != "dumb"
        mayStyle = mayRedraw && environment["NO_COLOR", default: ""].isEmpty
    }

    /// A heading: bold where that may be.
    func heading(_ text: String) -> String { styled(text, "1") }

    /// What went wrong: red where that may be.
    func alarm(_ text: String) -> String { styled(text, "31") }

    /// What is said besides: faint where that may be.
    func aside(_ text: String) -> String { styled(text, "2") }

    /// Source: ECMA-48, Select Graphic Rendition.
    private func styled(_ text: String, _ rendition: String) -> String {
        mayStyle && !text.isEmpty ? "\u{1B}[\(rendition)m\(text)\u{1B}[0m" : text
    }
}
