/// `text` in lines of at most `columns` columns, broken at blanks; a word that is longer than a line is cut.
///
/// - Parameters:
///   - text: a sentence; it is made harmless.
///   - columns: how long a line may be; less than twelve counts as twelve.
///   - indent: what every line but the first begins with.
/// - Returns: at least one line.
func paragraph(_ text: String, into columns: Int, indent: String = "") -> [String] {
    let columns = max(columns, 12)
    let room = columns - displayWidth(indent)
    let words = displayText(text).split(separator: " ").flatMap { pieces(of: String($0), columns: room) }
    return lines(of: words, into: columns, indent: indent)
}

/// A query in lines of at most `columns` columns, broken at blanks that are in no term; a longer word stays whole.
///
/// - Parameters:
///   - query: PQF or CQL; it is made harmless.
///   - columns: how long a line may be.
///   - indent: what every line begins with.
/// - Returns: at least one line.
func paragraph(query: String, into columns: Int, indent: String) -> [String] {
    var words: [String] = [""]
    var isQuoted = false
    var isEscaped = false
    for character in harmlessText(query) {
        if character == "\"", !isEscaped { isQuoted.toggle() }
        isEscaped = character == "\\" && !isEscaped
        if character == " ", !isQuoted {
            words.append("")
        } else {
            words[words.count - 1].append(character)
        }
    }
    return lines(of: words.filter { !$0.isEmpty }, into: columns - displayWidth(indent)).map { indent + $0 }
}

private func lines(of words: [String], into columns: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words {
        if line.isEmpty {
            line = word
        } else if displayWidth(line) + 1 + displayWidth(word) <= columns - (lines.isEmpty ? 0 : displayWidth(indent)) {
            line += " \(word)"
        } else {
            lines.append(lines.isEmpty ? line : indent + line)
            line = word
        }
    }
    return lines + [lines.isEmpty ? line : indent + line]
}

/// A word in pieces of at most `columns` columns: Chinese has no blanks to break at.
private func pieces(of word: String, columns: Int) -> [String] {
    guard displayWidth(word) > columns else { return [word] }
    var pieces = [""]
    var width = 0
    for character in word {
        let more = displayWidth(character)
        if width + more > columns {
            pieces.append("")
            width = 0
        }
        pieces[pieces.count - 1].append(character)
        width += more
    }
    return pieces
}
