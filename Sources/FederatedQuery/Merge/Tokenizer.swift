/// Splits folded text into tokens, with the numbers of volumes and editions made plain.
///
/// Han text gives one token a character. `第三卷`, `卷三`, `Bd. 3`, `3rd`, `third` and `Ⅲ` all give the number 3;
/// `上册` and `（下）` the special numbers of `Token.firstOfSet`. Articles and `and` give nothing.
struct Tokenizer {
    private let words = TitleWord.table

    /// Appends the tokens of `text[range]`.
    ///
    /// If there are only articles, they are kept: the title may be `The The`.
    func tokenize(_ text: FoldedText, _ range: Range<Int>, into tokens: inout [Token]) {
        let before = tokens.count
        tokenize(text, range, keepingEmptyWords: false, from: before, into: &tokens)
        if tokens.count == before { tokenize(text, range, keepingEmptyWords: true, from: before, into: &tokens) }
    }

    private func tokenize(
        _ text: FoldedText, _ range: Range<Int>, keepingEmptyWords: Bool, from start: Int, into tokens: inout [Token]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let character = text[index]
            if !FoldedText.isWord(character) {
                index += 1
            } else if FoldedText.isIdeograph(character) {
                let scan = VolumeScan(text: text, range: range)
                if let (token, next) = scan.number(at: index, isFirst: tokens.count == start) {
                    tokens.append(token)
                    index = next
                } else {
                    tokens.append(.ideograph(character))
                    index += 1
                }
            } else {
                let first = index
                var hash = TokenHash()
                while index < range.upperBound, FoldedText.isWord(text[index]), !FoldedText.isIdeograph(text[index]) {
                    hash.add(text[index])
                    index += 1
                }
                if FoldedText.isDigit(text[first]), let number = number(text[first..<index]) {
                    append(number: number, from: start, to: &tokens)
                } else {
                    append(hash, text[first..<index], keepingEmptyWords: keepingEmptyWords, from: start, to: &tokens)
                }
            }
        }
    }

    private func append(
        _ hash: TokenHash, _ word: ArraySlice<UInt32>, keepingEmptyWords: Bool, from start: Int,
        to tokens: inout [Token]
    ) {
        switch words[hash.value] {
        case .number(let number): append(number: number, from: start, to: &tokens)
        case .empty where !keepingEmptyWords: break
        default:
            // a lone + or # is a mark
            if word.count > 1 || (word.first != 0x2B && word.first != 0x23) { tokens.append(.word(hash)) }
        }
    }

    /// A number swallows the word before it that only announces it: `vol. 3` is the number 3.
    private func append(number: UInt32, from start: Int, to tokens: inout [Token]) {
        if tokens.count > start, let last = tokens.last, last.kind == .word, case .part = words[last.value] {
            tokens.removeLast()
        }
        tokens.append(.number(number))
    }

    /// The value of `12`, `2nd`, `3e`, `05`; `nil` for other words and for numbers too long to be kept exactly.
    private func number(_ word: ArraySlice<UInt32>) -> UInt32? {
        var value: UInt32 = 0
        var index = word.startIndex
        while index < word.endIndex, FoldedText.isDigit(word[index]) {
            guard value < 10_000_000 else { return nil }
            value = value * 10 + word[index] - 0x30
            index += 1
        }
        return index == word.endIndex || isOrdinalEnding(word[index...]) ? value : nil
    }

    /// `st`, `nd`, `rd`, `th`; German `te`; French `e`, `er`, `ere`, `eme`, `me`.
    private func isOrdinalEnding(_ ending: ArraySlice<UInt32>) -> Bool {
        switch ending.reduce(UInt32(0), { $0 << 8 | $1 & 0xFF }) {
        case 0x7374, 0x6E64, 0x7264, 0x7468, 0x7465, 0x65, 0x6572, 0x65_7265, 0x65_6D65, 0x6D65: ending.count < 4
        default: false
        }
    }
}
