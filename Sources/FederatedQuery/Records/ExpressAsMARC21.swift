/// A record as MARC 21: itself when it is, else the same description under MARC 21's tags.
///
/// | UNIMARC, CNMARC | MARC 21 |
/// |---|---|
/// | 001, 005 | the same |
/// | 010 $a $b $d | 020 $a $q $c |
/// | 011 $a | 022 $a |
/// | 020, 021 $b; 091 $a | 015 $a; 024 8_ $a |
/// | 035 $a | the same |
/// | 100 $a, 101, 102, 105 | 008; 041 when there are several languages |
/// | 200 | 245, with ISBD punctuation; $d also 246 31 |
/// | 205, 210 or 214, 215, 225 | 250, 264 _1, 300, 490 0_ |
/// | 300-315 and so on, 320, 327, 330 | 500, 504, 505, 520 |
/// | 500; 510-541 | 240 or 730; 246 |
/// | 600, 601, 605, 606, 607, 608, 610 | 600, 610, 630, 650, 651, 655 (indicator 4); 653 |
/// | 676, 675, 680, 690 | 082, 080, 050, 084 with $2 clc |
/// | 700, or the first 701 of CNMARC; 701, 702 | 100; 700 |
/// | 710-712 | 110; 710 |
/// | 801 | 040 |
/// | 856 | the same |
/// | 852, 905, 995 and other holdings | 852 |
///
/// Source: UNIMARC to MARC 21 Conversion Specifications (Library of Congress, 2001).
///
/// - Parameter record: in any dialect.
/// - Returns: the same in MARC 21; character set and notes stay.
public func marc21(_ record: Record) -> Record {
    guard record.dialect == .unimarc else { return record }
    var conversion = MARC21Conversion(record)
    return conversion.record()
}

/// The conversion of one UNIMARC record.
struct MARC21Conversion {
    let source: Record
    let view: Bibliographic
    var target: RecordBuilder

    init(_ source: Record) {
        self.source = source
        view = Bibliographic(source)
        target = RecordBuilder(leader: Self.leader(source), dialect: .marc21)
    }

    /// The record, its fields in the order of their tags.
    mutating func record() -> Record {
        if let identifier = view.localIdentifier { target.append("001", identifier) }
        if let field = source.firstField("005") { target.append(field, of: source) }
        target.append("008", coded008)
        addNumbers()
        addNames(main: true)
        addTitles()
        addPublication()
        addNotes()
        addSubjects()
        addNames(main: false)
        addAccess()
        return target.record(dialect: .marc21, charset: source.charset, notes: source.notes)
    }

    /// UNIMARC's leader/06 and /07 differ in two codes: `l` electronic, `m` multimedia.
    private static func leader(_ source: Record) -> [UInt8] {
        var leader = Array(RecordBuilder.leader.utf8)
        leader[5] = source.bytes[5] == 0x20 ? 0x6E : source.bytes[5]
        leader[6] =
            switch source.bytes[6] {
            case 0x6C: 0x6D
            case 0x6D: 0x6F
            case let type: isLetter(type) ? type : 0x61
            }
        leader[7] = isLetter(source.bytes[7]) ? source.bytes[7] : 0x6D
        return leader
    }

    /// 008: date entered, dates, country, language; the rest is not coded.
    private var coded008: String {
        let coded = source.value("100", "a") ?? ""
        let entered = String(coded.prefix(8).dropFirst(2))
        let isDate = entered.count == 6 && entered.utf8.allSatisfy { $0 &- 0x30 <= 9 }
        let year = view.year.map(String.init) ?? "uuuu"
        let country = Self.countries[source.value("102", "a")?.uppercased() ?? ""] ?? "xx "
        let form = view.isElectronic ? "o" : "|"
        // Positions 18 to 34 depend on the material; 23 is the form of item.
        let details = "|||||" + form + "|||||||||||"
        return (isDate ? entered : "000000") + (view.year == nil ? "n" : "s") + year + "    " + country
            + details + (view.language ?? "und") + "|d"
    }

    /// ISO 3166 codes as MARC's, for the countries most records come from.
    private static let countries = [
        "CN": "cc ", "TW": "ch ", "HK": "cc ", "JP": "ja ", "KR": "ko ", "US": "xxu", "GB": "xxk", "FR": "fr ",
        "DE": "gw ", "IT": "it ", "ES": "sp ", "PT": "po ", "RU": "ru ", "CH": "sz ", "AT": "au ", "BE": "be ",
        "NL": "ne ", "CA": "xxc", "AU": "at ", "SG": "si ", "IN": "ii ", "VN": "vm ", "PL": "pl ", "CZ": "xr ",
    ]
}

// MARK: - Fields

extension MARC21Conversion {
    private mutating func addNumbers() {
        each("020", "021") { $0.add("015", from: $1, "ba") }
        each("010") { $0.add("020", from: $1, "aa", "bq", "dc", "zz") }
        each("011") { $0.add("022", from: $1, "aa", "yy", "zz") }
        each("091") { $0.add("024", "8", " ", from: $1, "aa") }
        each("035") { $0.add("035", from: $1, "aa", "zz") }
        each("801") { $0.add("040", from: $1, "ba") }
        let languages = subfields("101", "a")
        let originals = subfields("101", "c")
        if languages.count + originals.count > 1 {
            target.append(
                "041", originals.isEmpty ? "0" : "1", " ",
                languages.map { ("a", $0) } + originals.map { ("h", $0) })
        }
        each("680") { $0.add("050", " ", "4", from: $1, "aa", "bb") }
        each("675") { $0.add("080", from: $1, "aa") }
        each("676") { $0.add("082", "0", "4", from: $1, "aa", "v2") }
        each("690") { conversion, field in
            conversion.add("084", from: field, "aa", extra: [("2", "clc")])
        }
        each("686") { $0.add("084", from: $1, "aa", "22") }
    }

    private mutating func addTitles() {
        // A uniform title stands behind the name that the work is entered under; without one it is an added entry.
        let isEntered = view.names.contains(where: \.isMain)
        each("500") { conversion, field in
            conversion.add(isEntered ? "240" : "730", isEntered ? "1" : "0", isEntered ? "0" : " ", from: field,
                "aa", "hn", "ip", "ml")
        }
        addTitle()
        each("510", "512", "513", "514", "515", "516", "517", "518", "520", "532", "540", "541") {
            $0.add("246", "3", " ", from: $1, "aa", "eb", "hn", "ip")
        }
        for title in subfields("200", "d") { target.append("246", "3", "1", ["a": ISBD.trimmed(title)]) }
    }

    /// 245, its elements in the order of the record, each announced by the punctuation of ISBD.
    private mutating func addTitle() {
        guard let field = source.firstField("200") else { return }
        var parts: [(code: Character, text: String)] = []
        for subfield in source.subfields(field) {
            let text = ISBD.trimmed(source.text(subfield.range))
            guard !text.isEmpty else { continue }
            switch subfield.code {
            case 0x61: parts.append(parts.isEmpty ? ("a", text) : ("b", text))
            case 0x62: parts.append(("h", "[\(text)]"))
            case 0x64: Self.join(&parts, "b", " = ", text)
            case 0x65: Self.join(&parts, "b", " : ", text)
            case 0x66: Self.join(&parts, "c", " / ", text)
            case 0x67: Self.join(&parts, "c", parts.last?.code == "c" ? " ; " : " / ", text)
            case 0x68: Self.join(&parts, "n", ". ", text)
            case 0x69: Self.join(&parts, "p", parts.last?.code == "n" ? ", " : ". ", text)
            default: continue
            }
        }
        let entered = view.names.contains(where: \.isMain)
        target.append("245", entered ? "1" : "0", "0", parts.map { ($0.code, $0.text) })
    }

    /// Adds an element: a second $b or $c continues the first, another code ends the one before with its punctuation.
    private static func join(
        _ parts: inout [(code: Character, text: String)], _ code: Character, _ mark: String, _ text: String
    ) {
        guard let last = parts.indices.last else {
            parts.append((code, text))
            return
        }
        if parts[last].code == code, code == "b" || code == "c" {
            parts[last].text += mark + text
        } else {
            parts[last].text += mark.last == " " ? String(mark.dropLast()) : mark
            parts.append((code, text))
        }
    }

    private mutating func addPublication() {
        each("205") { $0.add("250", from: $1, "aa") }
        let tag: Record.Tag = source.firstField("210") != nil ? "210" : "214"
        for field in source.fields(tag) where tag == "210" || source.indicators(field).1 == 0x30 {
            var parts: [(Character, String)] = []
            for subfield in source.subfields(field) {
                let text = ISBD.trimmed(source.text(subfield.range))
                guard !text.isEmpty, let (code, mark) = Self.imprint[subfield.code] else { continue }
                if let last = parts.indices.last { parts[last].1 += code == "a" ? " ;" : mark }
                parts.append((code, text))
            }
            target.append("264", " ", "1", parts)
        }
        each("215") { $0.add("300", from: $1, "aa", "cb", "dc", "ee", marks: ["b": " :", "c": " ;", "e": " +"]) }
        each("225") { $0.add("490", "0", " ", from: $1, "aa", "ee", "vv", "xx", marks: ["v": " ;"]) }
    }

    /// Subfields of 210 and 214, what they become in 264, and the punctuation before them.
    private static let imprint: [UInt8: (Character, String)] = [
        0x61: ("a", ""), 0x63: ("b", " :"), 0x64: ("c", ","),
    ]

    private mutating func addNotes() {
        for field in source.fields {
            switch field.tag {
            case "320": add("504", from: field, "aa")
            case "327": add("505", "0", " ", from: field, "aa")
            case "330": add("520", from: field, "aa")
            case _ where field.tag >= "300" && field.tag < "400": add("500", from: field, "aa")
            default: break
            }
        }
    }

    private mutating func addSubjects() {
        each("600") { $0.add("600", "1", "4", from: $1, "aa", "bb", "fd", "xx", "yz", "zy") }
        each("601") { $0.add("610", "2", "4", from: $1, "aa", "bb", "xx", "yz", "zy") }
        each("605") { $0.add("630", "0", "4", from: $1, "aa", "xx", "yz", "zy") }
        each("606") { $0.add("650", " ", "4", from: $1, "aa", "xx", "yz", "zy", "jv") }
        each("607") { $0.add("651", " ", "4", from: $1, "aa", "xx", "yz", "zy") }
        each("608") { $0.add("655", " ", "4", from: $1, "aa") }
        each("610") { $0.add("653", from: $1, "aa") }
    }

    /// 1XX or 7XX: at most one name may be the main one.
    private mutating func addNames(main: Bool) {
        let names = view.names
        let first = names.firstIndex(where: \.isMain)
        for (index, name) in names.enumerated() where (index == first) == main {
            let tag: Record.Tag = main ? (name.isPerson ? "100" : "110") : (name.isPerson ? "700" : "710")
            var subfields: [(Character, String)] = [("a", name.text)]
            if let role = name.role {
                let isCode = role.utf8.allSatisfy { $0 &- 0x30 <= 9 }
                if !isCode { subfields.append(("e", role)) } else if let code = Self.relators[role] {
                    subfields.append(("4", code))
                }
            }
            target.append(tag, name.isPerson ? "1" : "2", " ", subfields)
        }
    }

    /// UNIMARC's relator codes as MARC's, the common ones.
    ///
    /// Source: UNIMARC Manual, Appendix C.
    private static let relators = [
        "010": "adp", "020": "ann", "040": "art", "070": "aut", "080": "aui", "100": "ant", "205": "ctb", "220": "com",
        "230": "cmp", "300": "drt", "340": "edt", "440": "ill", "460": "ive", "530": "mte", "550": "nrt", "590": "prf",
        "600": "pht", "610": "prt", "650": "pbl", "651": "pbd", "727": "ths", "730": "trl",
    ]

    private mutating func addAccess() {
        for holding in view.holdings {
            target.append(
                "852", " ", " ",
                [("b", holding.location ?? ""), ("h", holding.callNumber ?? ""), ("z", holding.note ?? "")])
        }
        each("856") { $0.target.append($1, of: $0.source) }
    }
}

// MARK: - Carrying fields over

extension MARC21Conversion {
    /// Does something for each field with one of these tags.
    private mutating func each(_ tags: Record.Tag..., do body: (inout MARC21Conversion, Record.Field) -> Void) {
        for field in source.fields where tags.contains(field.tag) { body(&self, field) }
    }

    private func subfields(_ tag: Record.Tag, _ code: Character) -> [String] {
        source.fields(tag).flatMap { field in
            source.subfields(field).filter { $0.code == code.asciiValue }.map { source.text($0.range) }
        }
    }

    /// Adds a field with some subfields of another.
    ///
    /// - Parameters:
    ///   - tag: the new tag.
    ///   - first: its first indicator.
    ///   - second: its second indicator.
    ///   - field: where the subfields are.
    ///   - codes: pairs of the old code and the new one.
    ///   - marks: the punctuation before a subfield with the new code.
    ///   - extra: subfields to add at the end.
    private mutating func add(
        _ tag: Record.Tag, _ first: Character = " ", _ second: Character = " ", from field: Record.Field,
        _ codes: String..., marks: [Character: String] = [:], extra: [(Character, String)] = []
    ) {
        var subfields: [(Character, String)] = []
        for subfield in source.subfields(field) {
            guard let pair = codes.first(where: { $0.utf8.first == subfield.code }), let code = pair.last else { continue }
            let text = ISBD.withoutMarks(source.text(subfield.range))
            if let mark = marks[code], let last = subfields.indices.last { subfields[last].1 += mark }
            subfields.append((code, text))
        }
        if !subfields.isEmpty { target.append(tag, first, second, subfields + extra) }
    }
}
