extension FeatureExtractor {
    /// A heading for a person or body: MARC 21 1XX and 7XX, UNIMARC 7XX.
    mutating func readName(_ bytes: Span<UInt8>, _ range: Range<Int>, isPerson: Bool, dialect: Record.Dialect) {
        var cursor = SubfieldCursor(bytes, range)
        var given: Range<Int>?
        var name: Range<Int>?
        while let subfield = cursor.next(in: bytes) {
            if subfield.code == 0x61, name == nil { name = subfield.range }
            if subfield.code == 0x62, dialect == .unimarc { given = subfield.range }
        }
        guard let name else { return }
        fold(bytes, name)
        if text.all.contains(where: FoldedText.isIdeograph) {
            takeHanNames(0..<text.count)
        } else {
            takeAlphabeticName(isPerson: isPerson, hasGivenName: given != nil)
        }
        guard let given else { return }
        fold(bytes, given)
        addWords(0..<text.count)
    }

    /// `austen, jane`: the family name as key, all words as words.
    private mutating func takeAlphabeticName(isPerson: Bool, hasGivenName: Bool) {
        var key = TokenHash()
        let comma = text.all.firstIndex(of: FoldedText.Mark.comma)
        var start = 0
        if isPerson, comma == nil, !hasGivenName {
            // in natural order, `jane austen`: the last word is the family name
            var end = text.count
            while end > 0, !FoldedText.isWord(text[end - 1]) { end -= 1 }
            start = end
            while start > 0, FoldedText.isWord(text[start - 1]) { start -= 1 }
        }
        for character in text[start..<(isPerson ? comma ?? text.count : text.count)] where FoldedText.isWord(character)
        {
            key.add(character)
        }
        addName(.name(key))
        addWords(0..<text.count)
    }

    /// A statement of responsibility: `Jane Austen ; retold by Annette Barnes`, `(美)托马斯·潘恩著`.
    mutating func takeResponsibility(_ range: Range<Int>) {
        if text[range].contains(where: FoldedText.isIdeograph) {
            takeHanNames(range)
        } else {
            for word in words(of: range) where !responsibility.contains(word) { responsibility.append(word) }
        }
    }

    /// The words of the statement of responsibility go behind the names.
    mutating func addResponsibility() {
        for word in responsibility where !names.contains(where: { $0.value == word.value }) { names.append(word) }
    }

    private mutating func addWords(_ range: Range<Int>) {
        for word in words(of: range) where !names.contains(word) { names.append(word) }
    }

    /// The words that may be names.
    private mutating func words(of range: Range<Int>) -> [Token] {
        scratch.removeAll(keepingCapacity: true)
        tokenizer.tokenize(text, range, into: &scratch)
        scratch.removeAll { $0.kind != .word || roleWords[$0.value] != nil }
        return scratch
    }

    private mutating func addName(_ name: Token) {
        if !names.contains(name) { names.append(name) }
    }

    /// Names in Han text, separated by commas, 、 or semicolons.
    private mutating func takeHanNames(_ range: Range<Int>) {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            let isEnd =
                index == range.upperBound || text[index] == FoldedText.Mark.comma
                || text[index] == FoldedText.Mark.semicolon
            guard isEnd else { continue }
            takeHanName(start..<index)
            start = index + 1
        }
    }

    /// One name with what stands round it: a nationality in brackets, a form in Latin letters, the role.
    ///
    /// `(美)托马斯·潘恩著` gives two keys, for 托马斯潘恩 and for the family name 潘恩.
    private mutating func takeHanName(_ range: Range<Int>) {
        var whole: [UInt32] = []
        var lastDot = 0
        var depth = 0
        for index in range {
            let character = text[index]
            switch character {
            case FoldedText.Mark.open: depth += 1
            case FoldedText.Mark.close:
                // one that was never opened ends a nationality: `德〕爱娃`
                if depth == 0 { whole.removeAll(keepingCapacity: true) }
                depth = max(depth - 1, 0)
            case FoldedText.Mark.dot, FoldedText.Mark.fullStop: if depth == 0 { lastDot = whole.count }
            default: if depth == 0, FoldedText.isIdeograph(character) { whole.append(character) }
            }
        }
        addWords(range)
        let end = HanRoles.endOfName(whole)
        guard end > 0 else { return }
        addName(.name(TokenHash(whole[..<end])))
        if lastDot > 0, end > lastDot + 1 { addName(.name(TokenHash(whole[lastDot..<end]))) }
    }
}

/// Words behind a Chinese name that say what the person did.
enum HanRoles {
    /// Longer ones first, folded.
    private static let roles: [[UInt32]] = [
        "责任编辑", "总主编", "编著", "主编", "编译", "译著", "原著", "校注", "集注", "点校", "选编", "编绘", "改编", "编写", "整理", "口述", "摄影", "翻译",
        "监制", "合著", "校订", "校译", "著", "编", "译", "绘", "等", "撰", "辑", "注", "校",
    ].map { role in
        let bytes = Array(role.utf8)
        var folded = FoldedText()
        TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &folded)
        return Array(folded.all)
    }

    /// Where the name ends and the roles begin; at least two characters are left.
    static func endOfName(_ name: [UInt32]) -> Int {
        var end = name.count
        while let role = roles.first(where: { end - $0.count >= 2 && name[..<end].suffix($0.count).elementsEqual($0) })
        {
            end -= role.count
        }
        return end
    }
}
