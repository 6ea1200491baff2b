extension FeatureExtractor {
    /// Title, subtitle and parts; parallel titles and responsibility wherever they stand.
    mutating func readTitle(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let subfield = cursor.next(in: bytes) {
            guard let part = fields.titlePart(subfield.code) else { continue }
            fold(bytes, subfield.range)
            switch part {
            case .title: takeTitle(0..<text.count, isMain: mainTitle.isEmpty)
            case .subtitle: takeTitle(0..<text.count, isMain: false)
            case .responsibility: takeResponsibility(0..<text.count)
            case .parallelTitle: takeOtherTitle(0..<text.count, isKey: true)
            case .medium: if saysElectronic(0..<text.count) { features.isElectronic = true }
            case .publisher, .date: break
            }
        }
    }

    /// A title under which the book may be known as well.
    ///
    /// - Parameters:
    ///   - bytes: the record's.
    ///   - range: the field.
    ///   - isKey: whether it may stand for the main title; a uniform title may not, all translations share it.
    mutating func readOtherTitle(_ bytes: Span<UInt8>, _ range: Range<Int>, isKey: Bool) {
        var cursor = SubfieldCursor(bytes, range)
        while let subfield = cursor.next(in: bytes) {
            // a, b of MARC 21 and e of UNIMARC; a control subfield or a note is no title
            guard subfield.code == 0x61 || subfield.code == 0x62 || subfield.code == 0x65 else { continue }
            fold(bytes, subfield.range)
            takeOtherTitle(0..<text.count, isKey: isKey && subfield.code == 0x61)
        }
    }

    /// Takes `text[range]` as title or subtitle, up to where ISBD marks say that something else begins.
    private mutating func takeTitle(_ range: Range<Int>, isMain: Bool) {
        takeEdition(range)
        var start = range.lowerBound
        var isMain = isMain
        var isParallel = false
        for index in range {
            let mark = text[index]
            switch mark {
            case FoldedText.Mark.colon where isSpaced(index, in: range), FoldedText.Mark.equals,
                FoldedText.Mark.slash where isSpaced(index, in: range):
                takeSegment(start..<index, isMain: isMain, isParallel: isParallel)
                start = index + 1
                isMain = false
                isParallel = mark == FoldedText.Mark.equals
                if mark == FoldedText.Mark.slash { return takeResponsibility(start..<range.upperBound) }
            default: break
            }
        }
        takeSegment(start..<range.upperBound, isMain: isMain, isParallel: isParallel)
    }

    private mutating func takeSegment(_ range: Range<Int>, isMain: Bool, isParallel: Bool) {
        if isParallel {
            takeOtherTitle(range, isKey: true)
        } else if isMain {
            tokenizer.tokenize(text, range, into: &mainTitle)
        } else {
            tokenizer.tokenize(text, range, into: &subtitle)
        }
    }

    /// A colon or slash is punctuation with a space beside it or in Chinese; `3:2` and `and/or` are words.
    private func isSpaced(_ index: Int, in range: Range<Int>) -> Bool {
        guard index > range.lowerBound, index + 1 < range.upperBound else { return true }
        let (before, after) = (text[index - 1], text[index + 1])
        if text[index] == FoldedText.Mark.slash { return before == 0x20 && after == 0x20 }
        return before == 0x20 || after == 0x20 || FoldedText.isIdeograph(before) || FoldedText.isIdeograph(after)
    }

    private mutating func takeOtherTitle(_ range: Range<Int>, isKey: Bool) {
        let before = otherTitles.count
        tokenizer.tokenize(text, range, into: &otherTitles)
        if isKey, otherTitles.count > before { add(.title, UInt64(titleKey(otherTitles[before...]))) }
    }

    /// Takes an edition out of a title: `（第4版）`, `(修订版)`; a binding, `（平装）`, is dropped.
    private mutating func takeEdition(_ range: Range<Int>) {
        var open: Int?
        for index in range {
            switch text[index] {
            case FoldedText.Mark.open: open = index
            case FoldedText.Mark.close:
                guard let start = open, index > start + 1 else { continue }
                open = nil
                switch text[index - 1] {
                case 0x7248, 0x672C: takeEditionStatement(start + 1..<index)  // 版, 本
                case 0x88C5: break  // 装
                default: continue
                }
                for inside in start...index { text[inside] = 0x20 }
            case 0x7B2C:  // 第
                let scan = VolumeScan(text: text, range: range)
                guard let (_, end) = scan.numeral(at: index + 1), end < range.upperBound, text[end] == 0x7248,
                    open == nil
                else { continue }
                takeEditionStatement(index..<end + 1)
                for inside in index...end { text[inside] = 0x20 }
            default: break
            }
        }
    }
}
