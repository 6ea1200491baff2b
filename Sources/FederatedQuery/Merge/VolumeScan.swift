/// Reads the number of a volume or edition that stands in Han text: `第三卷`, `卷三`, `·二`, `上册`, `全五册`.
struct VolumeScan {
    let text: FoldedText
    let range: Range<Int>

    /// What volumes and editions are counted in: 部 卷 册 辑 集 编 季 版 篇 本 种.
    private static func isMeasure(_ character: UInt32) -> Bool {
        switch character {
        case 0x90E8, 0x5377, 0x518C, 0x8F91, 0x96C6, 0x7F16, 0x5B63, 0x7248, 0x7BC7, 0x672C, 0x79CD: true
        default: false
        }
    }

    /// 上, 中 or 下, or what may stand between them.
    private static func isPosition(_ character: UInt32) -> Bool {
        switch character {
        case 0x4E0A, 0x4E2D, 0x4E0B, FoldedText.Mark.comma, 0x20: true
        default: false
        }
    }

    /// The value of one Han numeral, 一 to 九 and 十 as 10; `nil` for any other character.
    static func numeral(_ character: UInt32) -> UInt32? {
        switch character {
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        case 0x5341: 10
        default: nil
        }
    }

    private func isBoundary(_ index: Int) -> Bool { index >= range.upperBound || !FoldedText.isWord(text[index]) }

    private func startsPart(_ index: Int) -> Bool { index > range.lowerBound && !FoldedText.isWord(text[index - 1]) }

    /// The numeral at `index`, Han or ASCII, up to 99 or what the digits say, and where it ends.
    func numeral(at index: Int) -> (value: UInt32, end: Int)? {
        var value: UInt32 = 0
        var end = index
        while end < range.upperBound, FoldedText.isDigit(text[end]), value < 100_000 {
            value = value * 10 + text[end] - 0x30
            end += 1
        }
        if end > index { return (value, end) }
        var units: UInt32 = 0
        while end < range.upperBound, let digit = Self.numeral(text[end]), end - index < 3 {
            if digit == 10 { (value, units) = (max(units, 1) * 10, 0) } else { units = digit }
            end += 1
        }
        return end > index ? (value + units, end) : nil
    }

    /// The volume at `index`, and where the text goes on.
    ///
    /// - Parameters:
    ///   - index: where an ideograph stands.
    ///   - isFirst: whether nothing comes before: 三 alone is no volume but a title.
    /// - Returns: `nil` if the ideograph is ordinary text.
    func number(at index: Int, isFirst: Bool) -> (token: Token, next: Int)? {
        switch text[index] {
        case 0x7B2C:  // 第
            guard let (value, end) = numeral(at: index + 1) else { return nil }
            let hasMeasure = end < range.upperBound && Self.isMeasure(text[end])
            return (.number(value), hasMeasure ? end + 1 : end)
        case 0x5168, 0x5171:  // 全, 共
            guard let (_, end) = numeral(at: index + 1), end < range.upperBound, Self.isMeasure(text[end]) else {
                return nil
            }
            return (.wholeSet, end + 1)
        case 0x5377, 0x90E8, 0x518C, 0x8F91, 0x96C6:  // 卷 部 册 辑 集
            guard let (value, end) = numeral(at: index + 1), isBoundary(end), !FoldedText.isDigit(text[index + 1])
            else { return nil }
            return (.number(value), end)
        case 0x4E0A, 0x4E2D, 0x4E0B:  // 上 中 下
            return positionInSet(at: index, isFirst: isFirst)
        default:
            guard !isFirst, startsPart(index), let (value, end) = numeral(at: index) else { return nil }
            if end < range.upperBound, Self.isMeasure(text[end]) { return (.number(value), end + 1) }
            return isBoundary(end) ? (.number(value), end) : nil
        }
    }

    /// 上, 中 or 下 as a volume: alone in its part of the title, or before 册, 卷, 部, 集 at the end of a word.
    private func positionInSet(at index: Int, isFirst: Bool) -> (token: Token, next: Int)? {
        var end = index
        var count = 0
        while end < range.upperBound, Self.isPosition(text[end]) {
            if text[end] > 0x7F { count += 1 }
            end += 1
        }
        let hasMeasure = end < range.upperBound && Self.isMeasure(text[end])
        guard isBoundary(hasMeasure ? end + 1 : end), startsPart(index) || hasMeasure else { return nil }
        if hasMeasure { end += 1 }
        if count > 1 { return (.wholeSet, end) }
        let position: UInt32 = text[index] == 0x4E0A ? 0 : text[index] == 0x4E2D ? 1 : 2
        // 上 alone as the whole text is a title; 上册 never is.
        return isFirst && !hasMeasure ? nil : (.number(Token.firstOfSet + position), end)
    }
}

/// Characters that number the parts of a work.
enum HanOrdinals {
    private static let characters = Set("上中下一二三四五六七八九十甲乙丙丁前后正续".unicodeScalars.map(\.value))

    /// Whether a character is one of them.
    static func contains(_ character: UInt32) -> Bool { characters.contains(character) }
}
