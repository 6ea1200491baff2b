/// What the bytes of a record's fields look like under each character set that can be told by its bytes.
struct CharacterEvidence {
    /// Read as UTF-8.
    private(set) var utf8 = UTF8Check.Tally()
    /// Whether escape sequences of MARC-8 occur.
    private(set) var hasEscapes = false
    /// Whether numeric references occur, which MARC-8 uses for what it lacks.
    private(set) var hasReferences = false
    /// Bytes that ANSEL (MARC-8) hardly has where they stand, and those it may.
    private(set) var ansel = (bad: 0, good: 0)
    /// Read as ISO 5426, whose diacritics are C0 to DF.
    private(set) var iso5426 = (bad: 0, good: 0)
    /// Read as GB18030: sequences that are none, all that are, and the characters of GB 2312 among them.
    private(set) var gb18030 = (bad: 0, good: 0, common: 0)
    /// Bytes of Cyrillic letters in Windows-1251 that have such a neighbour before them, small ones, and all high bytes.
    private(set) var cyrillic = (neighbours: 0, small: 0, high: 0)

    /// Adds what a field's bytes show.
    mutating func add(_ bytes: Span<UInt8>) {
        hasEscapes = hasEscapes || MARC8.hasEscapes(bytes)
        hasReferences = hasReferences || MARC8.hasReferences(bytes)
        guard UTF8Check.skipASCII(bytes, from: 0) < bytes.count else { return }
        let tally = UTF8Check.tally(bytes)
        utf8.sequences += tally.sequences
        utf8.strays += tally.strays
        addSingleBytes(bytes)
        addPairs(bytes)
    }

    private mutating func addSingleBytes(_ bytes: Span<UInt8>) {
        for index in 0..<bytes.count where bytes[index] >= 0x80 {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let carriesMark = isLetter(next) || next >= 0x80
            let isOddMark = MARC8.isCombining(byte) && (!carriesMark || MARC8.isUnlikely(byte, on: next))
            if MARC8.isUnassigned(byte) || isOddMark {
                ansel.bad += 1
            } else {
                ansel.good += 1
            }
            if byte < 0xA0 || byte >= 0xC0 && byte < 0xE0 && !carriesMark {
                iso5426.bad += 1
            } else {
                iso5426.good += 1
            }
            cyrillic.high += 1
            guard byte >= 0xC0 else { continue }
            if byte >= 0xE0 { cyrillic.small += 1 }
            if index > 0, bytes[index - 1] >= 0xC0 { cyrillic.neighbours += 1 }
        }
    }

    private mutating func addPairs(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let trail = index + 1 < bytes.count ? bytes[index + 1] : 0
            if lead < 0x80 {
                index += 1
            } else if lead == 0x80 || lead == 0xFF || trail < 0x30 || trail == 0x7F || trail == 0xFF {
                gb18030.bad += 1
                index += 1
            } else if trail < 0x40 {
                gb18030.good += 1
                index += 4
            } else {
                gb18030.good += 1
                if trail >= 0xA1, (0xA1...0xA9).contains(lead) || (0xB0...0xF7).contains(lead) { gb18030.common += 1 }
                index += 2
            }
        }
    }

    /// Whether this is Chinese in GB18030: pairs fit, and most are everyday characters (GB 2312, rows 1-9 and 16-87).
    private var isChinese: Bool {
        gb18030.good > 0 && gb18030.bad * 20 <= gb18030.good && gb18030.common * 10 >= gb18030.good * 4
    }

    /// Whether this is Russian in Windows-1251: words, and mostly small letters.
    private var isCyrillic: Bool {
        cyrillic.neighbours * 10 > cyrillic.high * 6 && cyrillic.small * 10 > cyrillic.high * 6
    }

    /// The set of a MARC 21 record that is not UTF-8.
    var likelySetOfMARC21: String {
        if ansel.bad == 0 { return "marc-8" }
        if isCyrillic { return "cp1251" }
        if isChinese { return "gb18030" }
        // One odd byte is a slip of the keyboard; many are another set.
        let isOther = ansel.bad > ansel.good || ansel.bad > 1 && ansel.bad * 4 > ansel.good
        return isOther ? "iso-8859-1" : "marc-8"
    }

    /// The set of a UNIMARC record that is not UTF-8.
    func likelySetOfUNIMARC(declared: String?) -> String {
        if isCyrillic { return "cp1251" }
        if isChinese { return "gb18030" }
        if declared == "iso5426", iso5426.bad * 4 <= iso5426.good { return "iso5426" }
        return "iso-8859-1"
    }
}
