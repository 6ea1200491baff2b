extension FeatureExtractor {
    /// Leader/06 and /07: what is described, and whether it is a serial or part of something.
    mutating func readLeader(_ bytes: Span<UInt8>, dialect: Record.Dialect) {
        guard bytes.count >= 24 else { return }
        features.material =
            switch (dialect, bytes[6]) {
            case (_, 0x61), (.marc21, 0x74), (_, 0x62): .text  // a, t, b
            case (_, 0x63), (_, 0x64): .score  // c, d
            case (_, 0x65), (_, 0x66): .map  // e, f
            case (_, 0x67): .film  // g
            case (_, 0x69): .speech  // i
            case (_, 0x6A): .music  // j
            case (_, 0x6B): .picture  // k
            case (_, 0x6D), (.unimarc, 0x6C): .software  // m, l
            case (_, 0x72): .object  // r
            case (_, 0x6F), (_, 0x70): .kit  // o, p
            default: .unknown
            }
        features.level =
            switch bytes[7] {
            case 0x6D, 0x63, 0x64: .monograph  // m, c, d
            case 0x73, 0x69: .serial  // s, i
            case 0x61, 0x62: .component  // a, b
            default: .unknown
            }
    }

    /// MARC 21 007/00-01 `cr`, UNIMARC 135 and 230: an electronic resource.
    mutating func readPhysicalForm(_ bytes: Span<UInt8>, _ range: Range<Int>, dialect: Record.Dialect) {
        features.isElectronic = features.isElectronic || dialect == .unimarc || hasPrefix(bytes, range, "cr")
    }

    /// MARC 21 008: years at 07-14, form of item at 23, language at 35-37.
    mutating func readFixedData(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count >= 38 else { return }
        let start = range.lowerBound
        if !hasStatedYear, let year = fourDigits(bytes, start + 7) { features.year = year }
        // Maps and visual material keep their form at 29 (008/29); a blank says nothing there.
        let form = features.material == .map || features.material == .film || features.material == .picture ? 29 : 23
        if [0x6F, 0x73, 0x71].contains(bytes[start + form]) { features.isElectronic = true }  // o, s, q
        takeLanguage(bytes, start + 35)
    }

    /// UNIMARC 100 $a: year at 9-12.
    mutating func readCodedData(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        guard let data = cursor.next(in: bytes), data.code == 0x61, data.range.count >= 13 else { return }
        if !hasStatedYear, let year = fourDigits(bytes, data.range.lowerBound + 9) { features.year = year }
    }

    /// UNIMARC 101 $a: the language of the text.
    mutating func readLanguage(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        guard let code = cursor.next(in: bytes), code.code == 0x61, code.range.count >= 3 else { return }
        takeLanguage(bytes, code.range.lowerBound)
    }

    /// MARC 21 337 and 338: media type `c` and carrier `cr` are electronic.
    mutating func readCarrier(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let data = cursor.next(0x62, in: bytes) {
            if hasPrefix(bytes, data, "cr") { features.isElectronic = true }
        }
    }

    private func fourDigits(_ bytes: Span<UInt8>, _ start: Int) -> UInt16? {
        var value: UInt16 = 0
        for index in start..<start + 4 {
            guard bytes[index] &- 0x30 < 10 else { return nil }
            value = value * 10 + UInt16(bytes[index] - 0x30)
        }
        return (1000...2100).contains(value) ? value : nil
    }

    /// Three letters in 15 bits; `und`, `mul` and `zxx` say nothing.
    private mutating func takeLanguage(_ bytes: Span<UInt8>, _ start: Int) {
        var value: UInt16 = 0
        for index in start..<start + 3 {
            let letter = (bytes[index] | 0x20) &- 0x61
            guard letter < 26 else { return }
            value = value << 5 | UInt16(letter)
        }
        let (und, mul, zxx): (UInt16, UInt16, UInt16) = (
            20 << 10 | 13 << 5 | 3, 12 << 10 | 20 << 5 | 11, 25 << 10 | 23 << 5 | 23
        )
        if value != und, value != mul, value != zxx { features.language = value }
    }

    /// Standard numbers: $a of their fields, and $b where UNIMARC has the country in $a of a national number.
    mutating func readIdentifier(_ element: MatchElement, _ bytes: Span<UInt8>, _ range: Range<Int>) {
        var cursor = SubfieldCursor(bytes, range)
        while let subfield = cursor.next(in: bytes) {
            let data = subfield.range
            guard subfield.code == 0x61 || subfield.code == 0x62 && element == .national else { continue }
            switch element {
            case .isbn: if let key = isbn13(bytes.extracting(data)) { add(.isbn, key) }
            case .issn:
                if issn(bytes.extracting(data)) != nil, let key = alphanumericKey(bytes, data) { add(.issn, key) }
            case .lccn: if let key = alphanumericKey(bytes, data) { add(.lccn, key) }
            case .national: if let key = alphanumericKey(bytes, data) { add(.national, key) }
            case .publisherNumber:
                // `Frenetic 99036` and `99036` are one number
                if let key = digitsKey(bytes, data) { add(.publisherNumber, key) }
            case .standard:
                // An EAN of 13 digits in 024 may be the ISBN over again.
                if let key = isbn13(bytes.extracting(data)) {
                    add(.isbn, key)
                } else if let key = alphanumericKey(bytes, data) {
                    add(.standard, key)
                }
            case .systemNumber:
                if let number = oclcNumber(bytes.extracting(data)) {
                    add(.oclc, number)
                } else if hasPrefix(bytes, data, "("), let key = systemKey(bytes, data) {
                    add(.system, key)
                }
            default: break
            }
        }
    }

    /// A number with its system's name before it: `(FI-MELINDA)015291307`.
    private func systemKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
        alphanumericKey(bytes, range.lowerBound + 1..<range.upperBound)
    }

    /// Whether a statement of extent or medium says that the thing is read on a screen.
    func saysElectronic(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard FoldedText.isWord(text[index]) else {
                index += 1
                continue
            }
            for phrase in Self.electronicPhrases
            where phrase[0] == text[index]
                && index + phrase.count <= range.upperBound && text[index..<index + phrase.count].elementsEqual(phrase)
            {
                return true
            }
            if FoldedText.isIdeograph(text[index]) {
                index += 1
            } else {
                while index < range.upperBound, FoldedText.isWord(text[index]), !FoldedText.isIdeograph(text[index]) {
                    index += 1
                }
            }
        }
        return false
    }

    private static let electronicPhrases: [[UInt32]] = [
        "online", "electronic", "elektronisch", "electronique", "elektroninen", "verkko", "ebook", "e-book",
        "ressource electronique",
        "risorsa elettronica", "recurso electronico", "电子资源", "在线资源", "电子书", "网络资源",
    ].map { $0.unicodeScalars.map(\.value) }
}
