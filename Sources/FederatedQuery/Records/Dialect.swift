extension Record.Dialect {
    /// The dialect that a record syntax stands for, by libyaz's name for it; `nil` when it may carry either.
    ///
    /// - Parameter syntax: `usmarc`, `unimarc`, `cnmarc`, `xml` …, in any case.
    init?(syntax: String) {
        switch syntax.lowercased() {
        case "usmarc", "marc21", "ukmarc", "normarc", "danmarc", "kormarc": self = .marc21
        case "unimarc", "cnmarc", "rusmarc": self = .unimarc
        default: return nil
        }
    }

    /// The dialect that the fields are tagged in, whatever it was called.
    ///
    /// Only MARC 21 has a title in 245, only UNIMARC one in 200: many a system sends CNMARC and calls it USMARC.
    ///
    /// - Parameters:
    ///   - fields: a record's fields.
    ///   - leader: its leader.
    ///   - hint: what it was called.
    /// - Returns: the dialect; MARC 21 when nothing tells.
    static func of(_ fields: [Record.Field], leader: Span<UInt8>, hint: Record.Dialect?) -> Record.Dialect {
        var has245 = false
        var has200 = false
        var has008 = false
        for field in fields {
            has245 = has245 || field.tag == "245"
            has200 = has200 || field.tag == "200"
            has008 = has008 || field.tag == "008"
        }
        if has245 != has200 { return has245 ? .marc21 : .unimarc }
        if let hint { return hint }
        // UNIMARC has no 008, and leaves the last place of the leader blank.
        return !has008 && leader.count > 23 && leader[20] == 0x34 && leader[23] == 0x20 ? .unimarc : .marc21
    }
}
