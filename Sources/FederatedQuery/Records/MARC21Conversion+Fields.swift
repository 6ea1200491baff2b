extension MARC21Conversion {
    mutating func addNumbers() {
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

    mutating func addTitles() {
        // A uniform title stands behind the name that the work is entered under; without one it is an added entry.
        let isEntered = view.names.contains(where: \.isMain)
        each("500") { conversion, field in
            conversion.add(
                isEntered ? "240" : "730", isEntered ? "1" : "0", isEntered ? "0" : " ", from: field,
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

    mutating func addPublication() {
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

    mutating func addNotes() {
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

    mutating func addSubjects() {
        each("600") { $0.add("600", "1", "4", from: $1, "aa", "bb", "fd", "xx", "yz", "zy") }
        each("601") { $0.add("610", "2", "4", from: $1, "aa", "bb", "xx", "yz", "zy") }
        each("605") { $0.add("630", "0", "4", from: $1, "aa", "xx", "yz", "zy") }
        each("606") { $0.add("650", " ", "4", from: $1, "aa", "xx", "yz", "zy", "jv") }
        each("607") { $0.add("651", " ", "4", from: $1, "aa", "xx", "yz", "zy") }
        each("608") { $0.add("655", " ", "4", from: $1, "aa") }
        each("610") { $0.add("653", from: $1, "aa") }
    }

    /// 1XX or 7XX: at most one name may be the main one.
    mutating func addNames(main: Bool) {
        let names = view.names
        let first = names.firstIndex(where: \.isMain)
        for (index, name) in names.enumerated() where (index == first) == main {
            let tag: Record.Tag = main ? (name.isPerson ? "100" : "110") : (name.isPerson ? "700" : "710")
            var subfields: [(Character, String)] = [("a", name.text)]
            if let role = name.role {
                let isCode = role.utf8.allSatisfy { $0 &- 0x30 <= 9 }
                if !isCode {
                    subfields.append(("e", role))
                } else if let code = Self.relators[role] {
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

    mutating func addAccess() {
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
            guard let pair = codes.first(where: { $0.utf8.first == subfield.code }), let code = pair.last else {
                continue
            }
            let text = ISBD.withoutMarks(source.text(subfield.range))
            if let mark = marks[code], let last = subfields.indices.last { subfields[last].1 += mark }
            subfields.append((code, text))
        }
        if !subfields.isEmpty { target.append(tag, first, second, subfields + extra) }
    }
}
