import Yams

/// One of the files that targets.yaml is made of.
struct TargetsSource {
    /// As errors name it.
    let file: String
    var text: String

    /// Its folder; what it names is relative to that.
    var folder: String? { file.lastIndex(of: "/").map { String(file[...$0]) } }

    /// The line of this number, 1-based; `nil` when it must not be shown.
    func line(_ number: Int) -> String? {
        let lines = text.unicodeScalars.split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
        guard lines.indices.contains(number - 1) else { return nil }
        let line = String(lines[number - 1])
        return isShowable(line) ? line : nil
    }
}

/// A mapping of targets.yaml: its keys and values with their places.
struct TargetsSection {
    /// What it describes, for messages: `alliance`, `member 2`.
    let title: String
    /// Where it begins.
    let place: ConfigurationError.Place?
    private(set) var values: [String: Node] = [:]

    init(title: String, mark: Mark?) {
        self.title = title
        place = mark.map(ConfigurationError.Place.init)
    }

    mutating func set(_ key: String, _ value: Node) { values[key] = value }

    /// Where a key's value stands.
    func place(of key: String) -> ConfigurationError.Place? {
        values[key]?.mark.map(ConfigurationError.Place.init) ?? place
    }
}

/// Reads typed values from sections and notes whatever is wrong, so that one run shows every mistake.
struct TargetsReader {
    let environment: [String: String]
    /// The files, the main one first, each as soon as it is opened.
    var sources: [TargetsSource]
    /// The index of the file that is being read.
    var current = 0
    private var noted: [(source: Int, problem: ConfigurationError.Problem)] = []

    init(_ source: TargetsSource, environment: [String: String]) {
        sources = [source]
        self.environment = environment
    }

    /// What is wrong, in the order of the files; after the first fifty only how much more.
    var problems: [ConfigurationError.Problem] {
        let start = ConfigurationError.Place(line: 0, column: 0)
        let ordered = noted.sorted { ($0.source, $0.problem.place ?? start) < ($1.source, $1.problem.place ?? start) }
        let shown = ordered.prefix(50).map { source, problem in
            let line = problem.place.flatMap { sources[source].line($0.line) }
            return ConfigurationError.Problem(
                problem.place, problem.message, file: source == 0 ? nil : sources[source].file, line: line)
        }
        let rest = ordered.count - shown.count
        return rest == 0 ? shown : shown + [.init(nil, "… and \(rest) more mistakes")]
    }

    /// A path that the current file names, as seen from where we are.
    func path(_ path: String) -> String {
        path.hasPrefix("/") ? path : (sources[current].folder ?? "") + path
    }

    mutating func note(_ place: ConfigurationError.Place?, _ message: String) {
        noted.append((current, .init(place, message)))
    }

    /// The section that `node` is; a key that is not among `known` is a problem.
    mutating func section(_ node: Node, _ title: String, known: [String]) -> TargetsSection {
        var section = TargetsSection(title: title, mark: node.mark)
        guard let mapping = node.mapping else {
            note(section.place, "\(title) should be keys with values, such as '\(known[0]): …'; found \(node.kind)")
            return section
        }
        for (key, value) in mapping {
            let place = key.mark.map(ConfigurationError.Place.init)
            guard let name = key.scalar?.string else {
                note(place, "a key is a word, such as '\(known[0])'; found \(key.kind)")
                continue
            }
            if known.contains(name) {
                section.set(name, value)
            } else if isPasswordKey(name), nearest(to: name, among: known) == nil {
                note(
                    place,
                    "a password never stands in this file; put it in an environment variable named by 'password_env', "
                        + "or in a file named by 'password_file'")
            } else {
                note(place, "unknown key '\(name.prefix(64))'\(suggestion(forKey: name, among: known))")
            }
        }
        return section
    }

    /// The list under `key`, empty when it is absent.
    mutating func list(_ key: String, in section: TargetsSection) -> [Node] {
        guard let node = section.values[key] else { return [] }
        if let sequence = node.sequence { return Array(sequence) }
        note(section.place(of: key), "'\(key)' should be a list, each item after '- '; found \(node.kind)")
        return []
    }

    /// The text under `key`, `kind` in words; `nil` when it is absent or wrong.
    mutating func text(_ key: String, in section: TargetsSection, kind: String = "a text") -> String? {
        guard let node = section.values[key] else { return nil }
        return text(node, called: "'\(key)'", kind: kind)
    }

    /// The text that `node` is.
    mutating func text(_ node: Node, called name: String, kind: String = "a text") -> String? {
        let text = node.scalar?.string.trimmingPrefix(while: \.isWhitespace)
        guard let text, !text.isEmpty, node.null == nil else {
            note(node.mark.map(ConfigurationError.Place.init), "\(name) should be \(kind); found \(node.kind)")
            return nil
        }
        return String(text)
    }

    /// The text under `key`, which must be there.
    mutating func requiredText(_ key: String, in section: TargetsSection) -> String? {
        guard section.values[key] != nil else {
            note(section.place, "\(section.title) has no '\(key)'; add it")
            return nil
        }
        return text(key, in: section)
    }

    /// What `parse` makes of the text under `key`; its refusal is a problem at the value.
    mutating func value<Value>(
        _ key: String, in section: TargetsSection, kind: String = "a text",
        _ parse: (String) throws(BadValue) -> Value
    ) -> Value? {
        guard let text = text(key, in: section, kind: kind) else { return nil }
        do {
            return try parse(text)
        } catch {
            note(section.place(of: key), error.message)
            return nil
        }
    }

    mutating func flag(_ key: String, in section: TargetsSection) -> Bool? {
        value(key, in: section, kind: "true or false") { text throws(BadValue) in
            switch text.lowercased() {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: throw BadValue(message: "'\(key)' should be true or false; found '\(text)'")
            }
        }
    }

    mutating func whole(_ key: String, in section: TargetsSection, _ range: ClosedRange<Int>) -> Int? {
        let kind = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return value(key, in: section, kind: kind) { text throws(BadValue) in
            guard let number = Int(text), range.contains(number) else {
                throw BadValue(message: "'\(key)' should be \(kind); found '\(text)'")
            }
            return number
        }
    }
}
