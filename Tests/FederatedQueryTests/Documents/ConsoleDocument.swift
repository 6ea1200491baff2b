/// A document with commands, and what they print, in fenced blocks.
///
/// A block ```` ```console ```` has commands after `$ ` and their output below; one marked `console terminal` has a
/// command that goes on running, ready when its last line is there. ```` ```yaml NAME ```` is a file to write.
struct ConsoleDocument {
    /// What a reader does, in the order of the document.
    enum Step {
        case run(command: String, output: [String], line: Int)
        case keepRunning(command: String, output: [String], line: Int)
        case write(file: String, text: String)
    }

    private(set) var steps: [Step] = []

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var number = 0
        while number < lines.count {
            let opening = lines[number]
            let start = number + 1
            number = start
            guard opening.hasPrefix("```"), opening.count > 3 else { continue }
            let end = lines[start...].firstIndex(of: "```") ?? lines.endIndex
            add(block: Array(lines[start..<end]), opening.dropFirst(3).split(separator: " ").map(String.init), start)
            number = end + 1
        }
    }

    private mutating func add(block: [String], _ info: [String], _ start: Int) {
        switch (info[0], info.count) {
        case ("console", _):
            let commands = block.indices.filter { block[$0].hasPrefix("$ ") }
            for (command, next) in zip(commands, commands.dropFirst() + [block.endIndex]) {
                let text = String(block[command].dropFirst(2))
                let output = Array(block[(command + 1)..<next])
                steps.append(
                    info.contains("terminal")
                        ? .keepRunning(command: text, output: output, line: start + command + 1)
                        : .run(command: text, output: output, line: start + command + 1))
            }
        case ("yaml", 2): steps.append(.write(file: info[1], text: block.joined(separator: "\n") + "\n"))
        default: break
        }
    }
}

/// Whether `lines` are what a document shows: `…` in a line is any text, a line of `…` any lines, also none.
func matches(_ shown: [String], _ lines: [String]) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    let rest = Array(shown.dropFirst())
    if first == "…" { return (0...lines.count).contains { matches(rest, Array(lines.dropFirst($0))) } }
    guard let line = lines.first, matches(first, line) else { return false }
    return matches(rest, Array(lines.dropFirst()))
}

private func matches(_ shown: String, _ line: String) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return shown == line }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let found = rest.firstRange(of: part) else { return false }
        rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
}
