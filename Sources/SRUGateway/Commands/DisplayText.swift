/// `text` as it may be shown: what moves the cursor, rings, reverses or breaks the line is a blank, and no blank stands
/// beside another or at an end.
///
/// Records and members' words come from outside; an escape sequence in a title must not reach a terminal.
func displayText(_ text: String) -> String {
    harmlessText(text).split(separator: " ").joined(separator: " ")
}

/// `text` as it may be shown, its blanks as they are: a query keeps the form in which it is asked.
///
/// What is invisible and can't do harm is left out, so that it can't break a word; and of a character only so many marks
/// are kept as a language can need.
func harmlessText(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for character in text {
        for scalar in character.unicodeScalars.prefix(maximumScalars) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
            case .format where isDirection(scalar): shown.append(" ")
            case .format where !isKept(scalar): break
            default: shown.append(scalar)
            }
        }
    }
    return String(shown)
}

/// The scalars of one character at most: an emoji of a family has ten, a letter of a pointed script five.
private let maximumScalars = 16

/// The controls of direction, which can make one word look like another.
private func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
}

/// Joiners, marks of direction, which are letters without a shape, and the signs of numbers.
private func isKept(_ scalar: Unicode.Scalar) -> Bool {
    (0x200B...0x200F).contains(scalar.value) || scalar.value == 0x61C || scalar.isVisibleFormat
}

/// Whether letters that run from right to left stand in `text`: Hebrew, Arabic and their kin.
///
/// Source: Unicode Standard Annex 9, classes R and AL: whole blocks of the code space are theirs.
func runsRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
        switch scalar.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

/// `text` set apart in direction from what stands beside it, when it runs from right to left.
///
/// Without this, a terminal that orders such text by its rules takes the year in the next column for part of the title
/// and puts it on the title's other side.
///
/// Source: Unicode Standard Annex 9, first strong isolate; the two characters take no column.
func isolated(_ text: String) -> String { runsRightToLeft(text) ? "\u{2068}\(text)\u{2069}" : text }

/// `text` in at most `columns` columns; what is cut ends in `…`.
func fitted(_ text: String, into columns: Int) -> String {
    guard displayWidth(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var width = 0
    let kept = text.prefix { character in
        width += displayWidth(character)
        return width < columns
    }
    return "\(kept)…"
}

/// As many of `items`, in order, as go into `columns` columns, and how many are left out: `nctc, cwnu +79`.
///
/// Where not even one goes in, it is their number alone.
func fitted(list items: [String], into columns: Int) -> String {
    let whole = items.joined(separator: ", ")
    guard items.count > 1, displayWidth(whole) > columns else { return fitted(whole, into: columns) }
    var best = String(items.count)
    var shown = ""
    for (index, item) in items.dropLast().enumerated() {
        shown += index == 0 ? item : ", \(item)"
        let candidate = "\(shown) +\(items.count - index - 1)"
        guard displayWidth(candidate) <= columns else { break }
        best = candidate
    }
    return fitted(best, into: columns)
}
