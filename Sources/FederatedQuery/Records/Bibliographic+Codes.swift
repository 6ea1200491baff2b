extension Bibliographic {
    /// The year of publication, from the coded date, or else from the printed one; `nil` when neither has four digits.
    ///
    /// Source: MARC 21 008/07-10; UNIMARC 100 $a, positions 9-12.
    public var year: Int? { codedYear ?? date.flatMap(Year.printed) }

    private var codedYear: Int? {
        switch record.dialect {
        case .marc21:
            guard let field = record.firstField("008") else { return nil }
            return Year.coded(record.bytes.span.extracting(field.range), at: 7)
        case .unimarc:
            guard let field = record.firstField("100") else { return nil }
            // Two indicators, the delimiter and $a come first.
            return Year.coded(record.bytes.span.extracting(field.range), at: 4 + 9)
        }
    }

    /// The language of the text, a code of ISO 639-2/B such as `chi`; `nil` when the record does not say.
    ///
    /// Source: MARC 21 008/35-37, else 041 $a; UNIMARC 101 $a.
    public var language: String? {
        if record.dialect == .marc21, let field = record.firstField("008"), field.range.count >= 38 {
            let start = field.range.lowerBound + 35
            if let code = Self.languageCode(record.bytes[start..<start + 3]) { return code }
        }
        var found: String?
        record.forEachText(of: .language) { text in
            guard found == nil, text.count >= 3 else { return }
            found = Self.languageCode((0..<3).map { text[$0] })
        }
        return found
    }

    private static func languageCode(_ bytes: some Sequence<UInt8>) -> String? {
        let code = String(decoding: bytes.map { $0 | 0x20 }, as: UTF8.self)
        guard code.utf8.allSatisfy({ isLetter($0) }), !["und", "zxx", "mis"].contains(code) else { return nil }
        return bibliographicCodes[code] ?? code
    }

    /// ISO 639-2/T codes that have another form in 639-2/B, and two that MARC has given up.
    private static let bibliographicCodes = [
        "sqi": "alb", "hye": "arm", "eus": "baq", "mya": "bur", "zho": "chi", "ces": "cze", "nld": "dut", "fra": "fre",
        "kat": "geo", "deu": "ger", "ell": "gre", "isl": "ice", "mkd": "mac", "mri": "mao", "msa": "may", "fas": "per",
        "ron": "rum", "slk": "slo", "bod": "tib", "cym": "wel", "scr": "hrv", "scc": "srp",
    ]

    /// What kind of thing is described.
    ///
    /// Source: MARC 21 and UNIMARC leader/06 and /07.
    public var material: Material {
        let type = record.bytes[6]
        switch type {
        case 0x75, 0x76, 0x78, 0x79: return .holdings  // u, v, x, y
        case 0x63, 0x64: return .score  // c, d
        case 0x65, 0x66: return .map  // e, f
        case 0x67: return .video  // g
        case 0x69, 0x6A: return .sound  // i, j
        case 0x6B: return .image  // k
        case 0x6C: return .software  // l: UNIMARC's electronic resources
        case 0x6D: return record.dialect == .marc21 ? .software : .mixed  // m
        case 0x6F, 0x70: return .mixed  // o, p
        case 0x72: return .object  // r
        default:
            let level = record.bytes[7]
            return level == 0x73 || level == 0x69 || level == 0x62 ? .serial : .text  // s, i, b
        }
    }

    /// Whether a machine is needed to read it: online, or on a disc.
    ///
    /// Source: MARC 21 leader/06, 008/23 and /29 (form of item), 007/00, 338 $b; UNIMARC leader/06, 135, 230; and the
    /// words that catalogues use for it.
    public var isElectronic: Bool {
        switch record.dialect {
        case .marc21: return isElectronicMARC21
        case .unimarc:
            return record.bytes[6] == 0x6C || record.fields.contains { $0.tag == "135" || $0.tag == "230" }
                || saysElectronic("200", 0x62) || saysElectronic("215", 0x61)
        }
    }

    private var isElectronicMARC21: Bool {
        let type = record.bytes[6]
        if type == 0x6D { return true }
        if let field = record.firstField("008") {
            // Maps, pictures and films have the form of item further back.
            let position = [0x65, 0x66, 0x67, 0x6B, 0x6F, 0x72].contains(type) ? 29 : 23
            let form = field.range.count > position ? record.bytes[field.range.lowerBound + position] : 0x20
            if form == 0x6F || form == 0x71 || form == 0x73 { return true }  // o, q, s
        }
        var carriers: [UInt8] = []
        for field in record.fields where field.tag == "338" {
            for subfield in record.subfields(field) where subfield.code == 0x62 && subfield.range.count == 2 {
                carriers.append(record.bytes[subfield.range.lowerBound])
            }
        }
        if !carriers.isEmpty { return carriers.allSatisfy { $0 == 0x63 } }  // c…: computer carriers
        return saysElectronic("245", 0x68) || saysElectronic("300", 0x61)
    }

    private func saysElectronic(_ tag: Record.Tag, _ code: UInt8) -> Bool {
        for field in record.fields where field.tag == tag {
            for subfield in record.subfields(field) where subfield.code == code {
                let text = record.text(subfield.range).lowercased()
                if Self.electronicWords.contains(where: { text.contains($0) }) { return true }
            }
        }
        return false
    }

    private static let electronicWords = [
        "electronic", "elektroni", "électronique", "online", "on-line", "en ligne", "computer file", "电子", "電子", "在线",
        "線上", "网络资源",
    ]
}
