import Yams

/// What an error of the YAML parser's means for the writer of the file.
func problem(of error: YamlError, in text: String) -> ConfigurationError.Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let place = ConfigurationError.Place(mark)
        let start = context.map { ConfigurationError.Place($0.mark) }
        return advice(for: problem, context: context?.text ?? "", at: place, from: start, in: text)
            ?? .init(place, "not YAML: \(problem)\(context.map { " (\($0.text), line \($0.mark.line))" } ?? "")")
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
        let start = ConfigurationError.Place(context.mark)
        let places = places(of: key, from: start, in: text)
        guard places.count > 1 else {
            return .init(start, "key '\(key.prefix(64))' is given twice at this level; keep one")
        }
        return .init(places[1], "key '\(key.prefix(64))' is given in line \(places[0].line) already; keep one")
    case .memory:
        return .init(nil, "is nested too deeply")
    default:
        return .init(nil, "not YAML: \(error)")
    }
}

/// The error in plain words: where it is mended, and how; `nil` when YAML's own words must do.
private func advice(
    for problem: String, context: String, at place: ConfigurationError.Place, from start: ConfigurationError.Place?,
    in text: String
) -> ConfigurationError.Problem? {
    let here = character(at: place, in: text)
    let begun = start.map { " begun in line \($0.line)" } ?? ""
    if problem.contains("another document") || problem.contains("<document start>") {
        return .init(place, "a second document begins here; a targets file is one document")
    }
    if here == "\t" || problem.contains("tab character") {
        return .init(place, "YAML can't be indented with tabs; use spaces")
    }
    if problem.contains("mapping values are not allowed") {
        return .init(
            place,
            "a ':' is out of place here: check the indentation and the line above, and put a text that holds ': ' in "
                + "quotes")
    }
    if problem.contains("could not find expected ':'") {
        return .init(start ?? place, "a ':' with a blank after it is missing here: a line is 'key: value' or '- item'")
    }
    if context.contains("quoted scalar"), problem.contains("unexpected") {
        return .init(start ?? place, "the quotation mark that opens here is never closed")
    }
    if context.contains("quoted scalar"), problem.contains("escape") {
        return .init(place, "in \"…\" a '\\' has a meaning of its own; write '…' instead")
    }
    if problem.contains("cannot start any token"), let here {
        return .init(place, "a text can't start with '\(here)' here; put it in quotes")
    }
    if problem.contains("nesting level") { return .init(nil, "is nested too deeply") }
    if context.contains("flow"), problem.contains("expected") {
        let bracket = start.flatMap { character(at: $0, in: text) }.map { " '\($0)'" } ?? ""
        return .init(place, "the bracket\(bracket)\(begun) is not closed before this, or a ',' is missing")
    }
    if let start, problem.contains("expected '-' indicator") || problem.contains("did not find expected key") {
        guard start.column != place.column else { return .init(place, "a key is expected here, such as 'members:'") }
        let what = problem.contains("'-'") ? "the items of the list" : "the keys"
        return .init(
            place,
            "check the indentation: \(what)\(begun) start in column \(start.column), this line in column \(place.column)"
        )
    }
    if problem.contains("block sequence entries are not allowed") || problem.contains("mapping keys are not allowed") {
        return .init(place, "check the indentation: a list starts in a line of its own, below its key")
    }
    if problem.contains("expected node content") {
        return .init(place, "a value is missing here")
    }
    return nil
}

/// Where `key` stands in a mapping that starts at `start` and has a key in a line: all of its keys are in one column.
private func places(
    of key: String, from start: ConfigurationError.Place, in text: String
) -> [ConfigurationError.Place] {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.dropFirst(start.line - 1).compactMap { index in
        let rest = String(String.UnicodeScalarView(lines[index].dropFirst(start.column - 1)))
        let quoted = ["\(key)", "'\(key)'", "\"\(key)\""]
        guard quoted.contains(where: { rest.hasPrefix("\($0):") || rest.hasPrefix("\($0) ") }) else { return nil }
        return ConfigurationError.Place(line: index + 1, column: start.column)
    }
}

private func character(at place: ConfigurationError.Place, in text: String) -> Unicode.Scalar? {
    let lines = text.unicodeScalars.split(separator: "\n", maxSplits: place.line, omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return nil }
    return lines[place.line - 1].dropFirst(place.column - 1).first
}
