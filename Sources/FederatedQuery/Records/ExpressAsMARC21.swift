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
