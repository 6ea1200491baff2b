extension FeatureExtractor {
    /// Edition: MARC 21 250, UNIMARC 205.
    mutating func readEdition(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let data = cursor.next(0x61, in: bytes) {
            fold(bytes, data)
            takeEditionStatement(0..<text.count)
        }
    }

    /// The number of the edition in `text[range]`, and what else is said of it.
    ///
    /// `6., überarb. Aufl.` and `Sixth edition` give 6; `第3次印刷` and `6th impr.` nothing: they count printings.
    mutating func takeEditionStatement(_ range: Range<Int>) {
        scratch.removeAll(keepingCapacity: true)
        tokenizer.tokenize(text, range, into: &scratch)
        var words = TokenHash()
        var hasWords = false
        for (index, token) in scratch.enumerated() {
            switch token.kind {
            case .number
            where token.value > 0 && token.value < 200 && features.edition == 0 && !isPrinting(beside: index):
                features.edition = UInt8(token.value)
            case .ideograph:
                if let number = VolumeScan.numeral(token.value), index + 1 < scratch.count,
                    scratch[index + 1] == .ideograph(0x7248), features.edition == 0
                {
                    features.edition = UInt8(number)  // 二版
                } else if token.value != 0x7248 {
                    words.add(token.packed)
                    hasWords = true
                }
            case .word where EditionWord.table[token.value] == nil:
                words.add(token.packed)
                hasWords = true
            default: break
            }
        }
        if hasWords, features.editionWords == 0 { features.editionWords = words.value }
    }

    private func isPrinting(beside index: Int) -> Bool {
        let neighbours = [index - 1, index + 1].filter(scratch.indices.contains)
        return neighbours.contains { neighbour in
            let token = scratch[neighbour]
            if token.kind == .ideograph {
                return neighbour > index && (token.value == 0x6B21 || token.value == 0x5370)  // 次, 印
            }
            guard token.kind == .word, case .printing = EditionWord.table[token.value] else { return false }
            return true
        }
    }

    /// Publisher and year.
    mutating func readPublication(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let subfield = cursor.next(in: bytes) {
            guard let part = fields.publicationPart(subfield.code) else { continue }
            fold(bytes, subfield.range)
            if part == .publisher {
                takePublisher()
            } else if !hasStatedYear, let year = firstYear() {
                // The description's year goes before the coded one, the first statement's before those of reprints.
                features.year = year
                hasStatedYear = true
            }
        }
    }

    private mutating func takePublisher() {
        scratch.removeAll(keepingCapacity: true)
        tokenizer.tokenize(text, 0..<text.count, into: &scratch)
        for token in scratch where !publisher.contains(token) {
            switch token.kind {
            case .ideograph:
                if !PublisherNoise.characters.contains(token.value) { publisher.append(token) }
            case .word: if publisherNoise[token.value] == nil { publisher.append(token) }
            default: break
            }
        }
    }

    /// The first year in `text`: four digits from 1000 to 2100.
    private func firstYear() -> UInt16? {
        var value: UInt32 = 0
        var digits = 0
        for character in text.all {
            if FoldedText.isDigit(character) {
                value = digits < 5 ? value * 10 + character - 0x30 : value
                digits += 1
            } else {
                if digits == 4, (1000...2100).contains(value) { break }
                (value, digits) = (0, 0)
            }
        }
        return digits == 4 && (1000...2100).contains(value) ? UInt16(value) : nil
    }

    /// Extent: MARC 21 300 $a, UNIMARC 215 $a.
    mutating func readExtent(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let data = cursor.next(0x61, in: bytes) {
            fold(bytes, data)
            if saysElectronic(0..<text.count) { features.isElectronic = true }
            scratch.removeAll(keepingCapacity: true)
            tokenizer.tokenize(text, 0..<text.count, into: &scratch)
            takeExtent()
        }
    }

    /// `XI, 158 S.` and `158页` give 158 pages; `2 DVD-Videos (109 Min.)` gives two pieces.
    private mutating func takeExtent() {
        var last: UInt32 = 0
        var isText = false
        for (index, token) in scratch.enumerated() {
            if token.kind == .number, token.value < 10_000 {
                last = max(last, token.value)
            } else if token == .ideograph(0x9875) || token.kind == .word && PageUnits.table[token.value] != nil {
                if index > 0 { isText = true }
            }
        }
        if isText {
            features.pages = max(features.pages, UInt16(last))
        } else if let first = scratch.first, first.kind == .number, first.value < 1_000, features.pages == 0 {
            features.pieces = UInt16(first.value)
        }
    }

    /// The numbers in its series: `Nr. 313 (August 2017)` gives 313 and 2017.
    mutating func readSeries(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let data = cursor.next(0x76, in: bytes) {
            fold(bytes, data)
            scratch.removeAll(keepingCapacity: true)
            tokenizer.tokenize(text, 0..<text.count, into: &scratch)
            for token in scratch where token.kind == .number { add(.series, UInt64(token.value)) }
        }
    }

    /// Subjects, with their subdivisions; for ranking only.
    mutating func readSubject(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while subjects.count < 24, let subfield = cursor.next(in: bytes) {
            guard subfield.code &- 0x61 < 26 else { continue }
            fold(bytes, subfield.range)
            scratch.removeAll(keepingCapacity: true)
            tokenizer.tokenize(text, 0..<text.count, into: &scratch)
            for token in scratch where !subjects.contains(token) { subjects.append(token) }
        }
    }
}
