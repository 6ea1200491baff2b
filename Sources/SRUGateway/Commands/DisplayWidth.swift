/// How many columns of a terminal `text` takes: East Asian wide characters two, combining marks none.
///
/// Source: Unicode Standard Annex 11, East Asian Width; wide and fullwidth are two columns, ambiguous one.
func displayWidth(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
}

/// The columns of one character as a reader sees it: those of its base.
func displayWidth(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    var widest = 0
    for scalar in character.unicodeScalars {
        if scalar == "\u{FE0F}" { return 2 }  // the emoji form of what stands before
        widest = max(widest, displayWidth(scalar))
    }
    return widest
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// Wide and fullwidth characters but for emoji: Hangul, CJK with its punctuation and forms, Yi, Tangut, Kana.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0x3000...0x303E, 0x3041...0x4DBF, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0xAC00...0xD7A3,
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x2FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]

/// `text` as it may be shown: what moves the cursor, rings, reverses or breaks the line is a blank.
///
/// Records and members' words come from outside; an escape sequence in a title must not reach a terminal.
func displayText(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return " "
        case .format: return isHarmless(scalar) ? scalar : " "
        default: return scalar
        }
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
}

/// Joiners and the marks of direction, but not the overrides, which can make one word look like another.
private func isHarmless(_ scalar: Unicode.Scalar) -> Bool { (0x200B...0x200F).contains(scalar.value) }

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
