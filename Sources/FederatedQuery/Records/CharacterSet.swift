/// Which character set a record is in: what it and its sender say, and what its bytes show.
///
/// The bytes have the last word: leaders lie, and a member may send some of its records in another set than the rest.
enum CharacterSet {
    /// The name under which we and libyaz know a set: `GBK` and `gb2312` are parts of `gb18030`; no name is `auto`.
    static func canonicalName(_ name: String) -> String {
        switch name.lowercased() {
        case "", "auto": "auto"
        case "utf8", "utf-8", "unicode": "utf-8"
        case "marc8", "marc-8", "ansel": "marc-8"
        case "gb18030", "gbk", "gb2312", "gb-2312", "cp936", "euc-cn": "gb18030"
        case "latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso_8859-1": "iso-8859-1"
        case "iso5426", "iso-5426": "iso5426"
        case "cp1251", "windows-1251", "win1251": "cp1251"
        case let other: other
        }
    }

    /// The set that a record is in.
    ///
    /// - Parameters:
    ///   - octets: the record.
    ///   - fields: its fields, as positions in `octets`.
    ///   - dialect: its dialect.
    ///   - configured: the set that its sender is said to use, a canonical name.
    /// - Returns: its canonical name.
    static func of(
        _ octets: Span<UInt8>, fields: [Record.Field], dialect: Record.Dialect, configured: String
    ) -> String {
        var evidence = CharacterEvidence()
        for field in fields { evidence.add(octets.extracting(field.range)) }
        let declared = declaredSet(octets, fields: fields, dialect: dialect)
        guard configured == "auto" || configured == "utf-8" else {
            let isUTF8 = evidence.utf8.sequences > 0 && evidence.utf8.strays == 0 && declared == "utf-8"
            return isUTF8 ? "utf-8" : configured
        }
        if evidence.utf8.strays == 0 {
            let isMARC8 = dialect == .marc21 && (evidence.hasEscapes || declared == nil && evidence.hasReferences)
            return isMARC8 && evidence.utf8.sequences == 0 ? "marc-8" : "utf-8"
        }
        if evidence.utf8.sequences > evidence.utf8.strays { return "utf-8" }
        if evidence.hasEscapes, dialect == .marc21 { return "marc-8" }
        return dialect == .marc21 ? evidence.likelySetOfMARC21 : evidence.likelySetOfUNIMARC(declared: declared)
    }

    /// The set that a record says it is in, as far as we know its name.
    ///
    /// Source: MARC 21 leader/09; UNIMARC 100 $a, positions 26-29.
    private static func declaredSet(_ octets: Span<UInt8>, fields: [Record.Field], dialect: Record.Dialect) -> String? {
        switch dialect {
        case .marc21:
            return octets[9] == 0x61 ? "utf-8" : nil
        case .unimarc:
            guard let coded = fields.first(where: { $0.tag == "100" })?.range, coded.count >= 32 else { return nil }
            // Two indicators, the delimiter and $a come first.
            return switch decimal(octets, at: coded.lowerBound + 4 + 26, digits: 2) {
            case 50: "utf-8"
            case 3: "iso5426"
            default: nil
            }
        }
    }
}
