/// Words from outside in one line of at most 200 characters: no control characters, nothing that turns the text round.
func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(1_000).map { scalar -> Unicode.Scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse: " "
        default: scalar
        }
    }
    let line = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    return line.count > 200 ? "\(line.prefix(199))…" : line
}

/// Why a question was not answered, for a reader: `diagnostic 114: Unsupported Use attribute: 54`.
func words(for failure: MemberFailure) -> String {
    // Before it stands the address, which the reader knows.
    let said = failure.detail.firstRange(of: ": ").map { String(failure.detail[$0.upperBound...]) } ?? failure.detail
    return switch failure.reason {
    case .refused(let bib1): "diagnostic \(bib1): \(said)"
    case .timedOut(let step): "no answer within its deadline (\(step.rawValue))"
    case .closed(let step): "it closed the connection (\(step.rawValue))"
    case .http(let status): "it answered with HTTP status \(status)"
    case .garbled: "it sent what can't be read: \(said)"
    case .rejected: "it rejected Init: \(said)"
    case .unreachable: "no connection: \(said)"
    case .unresolvable: failure.detail
    case .busy, .skipped, .late: said
    }
}

/// `12 ms`; below ten, `1.2 ms`.
func inMilliseconds(_ duration: Duration) -> String {
    let tenths = Int((duration / .microseconds(100)).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) ms" : "\((tenths + 5) / 10) ms"
}

/// `usmarc, xml and opac`.
func listed(_ words: [String], _ conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// `1 record`, `2 records`.
func counted(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }
