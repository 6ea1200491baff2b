/// How many columns of a terminal `text` takes: East Asian wide characters two, combining marks none.
///
/// Source: Unicode Standard Annex 11, East Asian Width; wide and fullwidth are two columns, ambiguous one, as terminals
/// and glibc's `wcwidth` have it in every UTF-8 locale, Chinese ones too.
func displayWidth(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
}

/// The columns of one character as a reader sees it: the sum of its parts, but two for whatever makes one emoji.
func displayWidth(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    let scalars = character.unicodeScalars
    if let first = scalars.first, first.isPicture || first.properties.isEmoji && scalars.contains("\u{FE0F}") {
        return 2
    }
    return scalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return 0
    case .format: return scalar.isVisibleFormat || scalar == "\u{AD}" ? 1 : 0
    default: break
    }
    if conjoiningJamo.contains(where: { $0.contains(scalar.value) }) { return 0 }
    return scalar.isPicture || wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
}

extension Unicode.Scalar {
    /// Whether it is an emoji by itself; half a flag is not.
    fileprivate var isPicture: Bool { properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value) }

    /// Whether it is a format character that is seen: a sign before or around numbers.
    var isVisibleFormat: Bool { visibleFormats.contains { $0.contains(value) } }
}

/// Wide and fullwidth characters but for emoji: Hangul, CJK with its punctuation and forms, Yi, Tangut, Kana.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x3041...0x9FFF, 0x3000...0x303E, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0xAC00...0xD7A3, 0x1100...0x115F,
    0x2329...0x232A, 0x2E80...0x2FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]

/// Vowels and final consonants that join the Hangul syllable before them.
private let conjoiningJamo: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

/// The signs of Arabic, Syriac and Kaithi that are of Unicode's category of format characters.
private let visibleFormats: [ClosedRange<UInt32>] = [
    0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2, 0x110BD...0x110BD, 0x110CD...0x110CD,
]
