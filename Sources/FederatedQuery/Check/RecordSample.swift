/// Records that a member sent, and what they show.
struct RecordSample {
    /// One record, as it came and as it reads.
    struct Entry {
        let raw: RawRecord
        let record: Record

        /// What is described.
        var description: Bibliographic { Bibliographic(record) }
    }

    /// Those that could be read.
    private(set) var entries: [Entry] = []
    /// Why the others could not, a sentence each.
    private(set) var unreadable: [String] = []

    /// Takes in records, read as their bytes say, or in the character set that they are known to be in.
    ///
    /// One that is there already is left out.
    mutating func add(_ records: [RawRecord], syntax: MemberProfile.Syntax, charset: String = "auto") {
        let dialect: Record.Dialect? = syntax == .unimarc || syntax == .cnmarc ? .unimarc : nil
        for raw in records where !entries.contains(where: { $0.raw == raw }) {
            switch decodeRecord(raw, charset: charset, dialect: dialect) {
            case .success(let record): entries.append(Entry(raw: raw, record: record))
            case .failure(let problem): unreadable.append(problem.why)
            }
        }
    }

    /// The same records, read anew in another character set.
    func read(in charset: String, syntax: MemberProfile.Syntax) -> RecordSample {
        var sample = RecordSample()
        sample.add(entries.map(\.raw), syntax: syntax, charset: charset)
        return sample
    }

    /// How many records hold more than ASCII.
    var tellingCount: Int { entries.count { $0.raw.isMoreThanASCII } }

    /// The character sets of the records that hold more than ASCII, and how many are in each.
    var charsets: [String: Int] {
        entries.reduce(into: [:]) { sets, entry in
            if entry.raw.isMoreThanASCII { sets[entry.charset, default: 0] += 1 }
        }
    }

    /// The character sets that the records say they are in, and how many say so.
    ///
    /// `UTF-8`, `MARC-8`, `ISO 5426` and so on.
    var declared: [String: Int] {
        entries.reduce(into: [:]) { sets, entry in
            if let set = entry.declaredCharset { sets[set, default: 0] += 1 }
        }
    }
}

extension RecordSample.Entry {
    /// The character set that its bytes show.
    ///
    /// Big5 is told from GB18030 here and not by the decoder: only half of its pairs have a second byte from A1 on.
    var charset: String {
        guard case .octets(let octets, _) = raw, record.charset != "utf-8", isLikelyBig5(octets) else {
            return record.charset
        }
        return "big5"
    }

    /// The character set that it says it is in; `nil` when it does not say.
    ///
    /// Source: MARC 21 leader/09; UNIMARC 100 $a, positions 26-29.
    var declaredCharset: String? {
        guard case .octets(let octets, let syntax) = raw, syntax != "xml", octets.count > 24 else { return nil }
        if record.dialect == .marc21 { return octets[9] == 0x61 ? "UTF-8" : octets[9] == 0x20 ? "MARC-8" : nil }
        guard let coded = record.value("100", "a"), coded.count >= 28 else { return nil }
        return switch coded.dropFirst(26).prefix(2) {
        case "01": "ISO 646"
        case "02": "ISO 646 and Cyrillic"
        case "03": "ISO 5426"
        case "50": "UTF-8"
        default: nil
        }
    }
}

extension RawRecord {
    /// Whether it holds anything outside ASCII, an escape sequence of MARC-8 included.
    var isMoreThanASCII: Bool {
        guard case .octets(let octets, _) = self else { return false }
        return octets.contains { $0 >= 0x80 || $0 == 0x1B }
    }

    /// How many octets it has; 0 for a diagnostic.
    var size: Int {
        guard case .octets(let octets, _) = self else { return 0 }
        return octets.count
    }
}

/// Whether these octets hold Chinese in Big5 rather than in GB18030, MARC-8 or a set of single bytes.
///
/// Chinese comes in runs of pairs. In Big5 two pairs of five end in 40-7E; of the characters of GB 2312 none does, and
/// the diacritics of MARC-8 with their letters, which all do, stand alone. Source: Big5 (ETEN); GB 18030, two-byte part.
func isLikelyBig5(_ octets: [UInt8]) -> Bool {
    var pairs = 0
    var low = 0
    var inRuns = 0
    var index = 0
    var lastEnd = -1
    while index + 1 < octets.count {
        guard octets[index] >= 0x81 else {
            index += 1
            continue
        }
        let (lead, trail) = (octets[index], octets[index + 1])
        guard (0xA1...0xF9).contains(lead), (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) else {
            return false
        }
        pairs += 1
        if trail < 0x80 { low += 1 }
        if lastEnd == index { inRuns += 1 }
        index += 2
        lastEnd = index
    }
    return pairs >= 4 && inRuns * 2 >= pairs && low * 5 >= pairs && low * 10 <= pairs * 9
}
