/// A record before it is bytes: leader parts and fields.
struct MARCRecord: Equatable {
    /// A field: a control field's text, or indicators and subfields.
    enum Field: Equatable {
        case control(tag: String, text: String)
        case data(tag: String, indicators: String, subfields: [Subfield])

        var tag: String {
            switch self {
            case .control(let tag, _), .data(let tag, _, _): tag
            }
        }
    }

    struct Subfield: Equatable {
        let code: Character
        let text: String
    }

    /// Leader positions 05 to 09: status, type, level, and what else the dialect has there.
    let leaderStart: String
    /// Leader positions 17 to 23.
    let leaderEnd: String
    private(set) var fields: [Field] = []

    init(leaderStart: String, leaderEnd: String) {
        self.leaderStart = leaderStart
        self.leaderEnd = leaderEnd
    }

    mutating func control(_ tag: String, _ text: String) {
        fields.append(.control(tag: tag, text: text))
    }

    /// Adds a field of the subfields that have a text; none when no subfield has.
    mutating func data(_ tag: String, _ indicators: String, _ subfields: KeyValuePairs<Character, String?>) {
        let present = subfields.compactMap { code, text in text.map { Subfield(code: code, text: $0) } }
        guard !present.isEmpty else { return }
        append(.data(tag: tag, indicators: indicators, subfields: present))
    }

    mutating func append(_ field: Field) {
        fields.append(field)
    }

    /// The record in ISO 2709, its fields in the order of their tags.
    ///
    /// Source: ISO 2709:2008; leader and directory map 4500 of MARC 21 and UNIMARC.
    ///
    /// - Parameter encode: gives one text in the record's character set; the bytes of every text stand alone.
    /// - Returns: leader, directory and fields.
    /// - Throws: what `encode` throws.
    func iso2709(_ encode: (String) throws(NotEncodable) -> [UInt8]) throws(NotEncodable) -> [UInt8] {
        var directory: [UInt8] = []
        var data: [UInt8] = []
        // The sort must be stable: fields of one tag keep their order.
        let order = fields.indices.sorted { (fields[$0].tag, $0) < (fields[$1].tag, $1) }
        for field in order.map({ fields[$0] }) {
            let start = data.count
            switch field {
            case .control(_, let text):
                data += try encode(text)
            case .data(_, let indicators, let subfields):
                data += Array(indicators.utf8)
                for subfield in subfields {
                    data.append(0x1F)
                    data += Array(String(subfield.code).utf8)
                    data += try encode(subfield.text)
                }
            }
            data.append(0x1E)
            directory += Array((field.tag + (data.count - start).padded(to: 4) + start.padded(to: 5)).utf8)
        }
        let base = 24 + directory.count + 1
        let leader = (base + data.count + 1).padded(to: 5) + leaderStart + "22" + base.padded(to: 5) + leaderEnd
        return Array(leader.utf8) + directory + [0x1E] + data + [0x1D]
    }
}
