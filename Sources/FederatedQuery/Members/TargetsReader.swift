import Yams

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
    /// The folder of the file; password files are relative to it.
    let folder: String
    let environment: [String: String]
    private(set) var problems: [ConfigurationError.Problem] = []

    init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    mutating func note(_ place: ConfigurationError.Place?, _ message: String) {
        problems.append(.init(place, message))
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
            } else if name.lowercased() == "password", known.contains("password_env") {
                note(
                    place,
                    "a password never stands in this file; put it in an environment variable named by 'password_env', "
                        + "or in a file named by 'password_file'")
            } else {
                note(place, "unknown key '\(name.prefix(64))'\(suggestion(for: name, among: known))")
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

    /// The text under `key`; `nil` when it is absent or wrong.
    mutating func text(_ key: String, in section: TargetsSection) -> String? {
        guard let node = section.values[key] else { return nil }
        return text(node, called: "'\(key)'")
    }

    /// The text that `node` is.
    mutating func text(_ node: Node, called name: String) -> String? {
        let text = node.scalar?.string.trimmingPrefix(while: \.isWhitespace)
        guard let text, !text.isEmpty, node.null == nil else {
            note(node.mark.map(ConfigurationError.Place.init), "\(name) should be a text; found \(node.kind)")
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
        _ key: String, in section: TargetsSection, _ parse: (String) throws(BadValue) -> Value
    ) -> Value? {
        guard let text = text(key, in: section) else { return nil }
        do {
            return try parse(text)
        } catch {
            note(section.place(of: key), error.message)
            return nil
        }
    }

    mutating func flag(_ key: String, in section: TargetsSection) -> Bool? {
        value(key, in: section) { text throws(BadValue) in
            switch text.lowercased() {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: throw BadValue(message: "'\(key)' should be true or false; found '\(text)'")
            }
        }
    }

    mutating func whole(_ key: String, in section: TargetsSection, _ range: ClosedRange<Int>) -> Int? {
        value(key, in: section) { text throws(BadValue) in
            guard let number = Int(text), range.contains(number) else {
                throw BadValue(
                    message: "'\(key)' should be a whole number from \(range.lowerBound) to \(range.upperBound); "
                        + "found '\(text)'")
            }
            return number
        }
    }
}
