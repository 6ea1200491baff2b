import Yams

/// The one YAML document in `text`, a mapping.
///
/// Anchors and aliases are not part of targets.yaml: a short file of aliases can stand for a huge one.
///
/// - Throws: where the text is no YAML, or YAML of another kind.
func targetsDocument(_ text: String, file: String) throws(ConfigurationError) -> Node.Mapping {
    if let place = firstAlias(in: text) {
        throw ConfigurationError(
            file: file, at: place,
            "aliases are not read here; write the value out, or put a text that starts with '*' in quotes")
    }
    let root: Node?
    do {
        root = try Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
        throw ConfigurationError(file: file, problems: [problem(of: error, in: text)])
    } catch {
        throw ConfigurationError(file: file, "not YAML: \(error)")
    }
    guard let root else { throw ConfigurationError(file: file, "is empty; it needs 'alliance' and 'members'") }
    guard let mapping = root.mapping else {
        throw ConfigurationError(
            file: file, at: root.mark.map(ConfigurationError.Place.init),
            "expected keys with values, such as 'members:'; found \(root.kind)")
    }
    return mapping
}

extension ConfigurationError.Place {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension Node {
    /// What a reader would call it.
    var kind: String {
        switch self {
        case .scalar(let scalar):
            scalar.string.isEmpty && scalar.style == .plain ? "nothing" : "'\(scalar.string.prefix(40))'"
        case .mapping: "keys with values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}

/// What YAML's own error means for the writer of the file.
private func problem(of error: YamlError, in text: String) -> ConfigurationError.Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let place = ConfigurationError.Place(mark)
        if let advice = advice(for: problem, character: character(at: place, in: text)) {
            return .init(place, advice)
        }
        let start = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
        return .init(place, "not YAML: \(problem)\(start)")
    case .reader(let problem, let offset, _, _):
        let place = offset.map { offset in
            let before = text.prefix(offset)
            let lineStart = before.lastIndex(where: \.isNewline).map(before.index(after:)) ?? before.startIndex
            return ConfigurationError.Place(
                line: before.count(where: \.isNewline) + 1, column: before[lineStart...].unicodeScalars.count + 1)
        }
        return .init(place, "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
        let key = keys.first ?? ""
        return .init(.init(context.mark), "key '\(key)' is given twice at this level; keep one")
    default:
        return .init(nil, "not YAML: \(error)")
    }
}

private func advice(for problem: String, character: Unicode.Scalar?) -> String? {
    if problem.contains("another document") { return "a second document begins here; a targets file is one document" }
    if problem.contains("mapping values are not allowed") {
        return "a ':' is out of place here; put a text that holds ': ' in quotes, and check the indentation"
    }
    guard problem.contains("cannot start any token"), let character else { return nil }
    if character == "\t" { return "YAML can't be indented with tabs; use spaces" }
    return "a text can't start with '\(character)' here; put it in quotes"
}

private func character(at place: ConfigurationError.Place, in text: String) -> Unicode.Scalar? {
    let lines = text.unicodeScalars.split(separator: "\n", maxSplits: place.line, omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return nil }
    return lines[place.line - 1].dropFirst(place.column - 1).first
}

/// Where the first alias, `*name`, stands outside quotes and comments.
private func firstAlias(in text: String) -> ConfigurationError.Place? {
    var line = 1
    var column = 1
    var quote: Unicode.Scalar?
    var inComment = false
    var previous: Unicode.Scalar = "\n"
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
        next = scalars.next()
        let startsToken = [" ", "\t", "\n", "[", "{", ","].contains(previous)
        if inComment {
            inComment = scalar != "\n"
        } else if let open = quote {
            if scalar == open, previous != "\\" || open == "'" { quote = nil }
        } else if startsToken, scalar == "'" || scalar == "\"" {
            quote = scalar
        } else if startsToken, scalar == "#" {
            inComment = true
        } else if startsToken, scalar == "*", let next, !next.properties.isWhitespace {
            return .init(line: line, column: column)
        }
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        // A backslash that is itself escaped escapes nothing.
        previous = previous == "\\" && scalar == "\\" ? " " : scalar
    }
    return nil
}
