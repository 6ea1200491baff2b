import Yams

/// The one YAML document in `text`, a mapping.
///
/// Anchors and aliases are not part of targets.yaml: a short file of aliases can stand for a huge one.
///
/// - Throws: where the text is no YAML, or YAML of another kind.
func targetsDocument(_ text: String, file: String, needs keys: [String]) throws(ConfigurationError) -> Node.Mapping {
    if let (sign, place) = firstAlias(in: text) {
        throw ConfigurationError(
            file: file, at: place,
            "anchors and aliases are not read here; write the value out, or put a text that starts with '\(sign)' in "
                + "quotes")
    }
    let root: Node?
    do {
        root = try Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
        throw ConfigurationError(file: file, problems: [problem(of: error, in: text)])
    } catch {
        throw ConfigurationError(file: file, "not YAML: \(error)")
    }
    guard let root else {
        throw ConfigurationError(file: file, "is empty; it needs \(keys.map { "'\($0)'" }.joined(separator: " and "))")
    }
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
            if scalar.string.isEmpty, scalar.style == .plain {
                "nothing"
            } else {
                isShowable(scalar.string) ? "'\(scalar.string.prefix(40))'" : "a text"
            }
        case .mapping: "keys with values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}

/// Where the first anchor, `&name`, or alias, `*name`, stands outside quotes and comments, and its sign.
private func firstAlias(in text: String) -> (sign: Unicode.Scalar, place: ConfigurationError.Place)? {
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
        } else if startsToken, scalar == "*" || scalar == "&", let next, !next.properties.isWhitespace {
            return (scalar, .init(line: line, column: column))
        }
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        // A backslash that is itself escaped escapes nothing.
        previous = previous == "\\" && scalar == "\\" ? " " : scalar
    }
    return nil
}
