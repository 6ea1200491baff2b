import FederatedQuery

/// What is wrong with a configuration, each line at fault below its problem with a caret under the place.
///
/// - Parameters:
///   - error: what `loadAlliance` found.
///   - columns: how wide the terminal is; longer lines are shown around the place.
/// - Returns: lines, of which those that name a place start with it, as editors like them.
func excerpts(of error: ConfigurationError, columns: Int) -> String {
    error.problems.map { problem in
        let sentence = error.sentence(problem)
        guard let place = problem.place, let line = problem.line else { return sentence }
        let (text, caret) = excerpt(of: line, at: place.column, columns: min(max(20, columns - 2), 160))
        return "\(sentence)\n  \(text)\n  \(String(repeating: " ", count: caret))^"
    }
    .joined(separator: "\n")
}

/// The part of `line` that fits, and the column of it, from 0, that the place is at.
private func excerpt(of line: String, at column: Int, columns: Int) -> (text: String, caret: Int) {
    let scalars = Array(line.unicodeScalars.filter { $0 != "\r" })
    let place = min(column - 1, scalars.count)
    var start = max(0, place - columns)
    func text(_ range: Range<Int>) -> String {
        String(String(String.UnicodeScalarView(scalars[range])).map { caretCharacter($0) })
    }
    // The place stands in the last third at most, so that what follows is seen too.
    while displayWidth(text(start..<place)) > columns * 2 / 3 { start += 1 }
    let lead = start > 0 ? "…" : ""
    let before = lead + text(start..<place)
    let width = columns - displayWidth(before)
    return (before + fitted(text(place..<min(scalars.count, place + 2 * columns)), into: width), displayWidth(before))
}

/// A character of one line, a blank for whatever would move the cursor.
private func caretCharacter(_ character: Character) -> Character {
    character.isWhitespace || displayText(String(character)).isEmpty ? " " : character
}
