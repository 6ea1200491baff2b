/// The record that a member sent, in the gateway's own form.
///
/// Whatever is wrong with it is mended where it can be, and told in the record's `notes`.
///
/// - Parameters:
///   - raw: what the member sent.
///   - charset: the character set that the member is said to use: `auto`, `utf-8`, `marc-8`, `gb18030` …
///   - dialect: the dialect that the member is said to use; without it the record syntax and the fields decide.
/// - Returns: the record, or why there is none.
public func decodeRecord(
    _ raw: RawRecord, charset: String = "auto", dialect: Record.Dialect? = nil
) -> Result<Record, UnreadableRecord> {
    switch raw {
    case .diagnostic(let code, let message):
        return .failure(UnreadableRecord(why: message, bib1: code))
    case .octets(let octets, let syntax):
        let reading = Reading(charset: charset, dialect: nil, hint: dialect ?? Record.Dialect(syntax: syntax))
        guard looksLikeXML(octets.span) else { return decodeISO2709(octets.span, reading) }
        return decodeMARCXML(octets, reading, only: 1).first
            ?? .failure(UnreadableRecord(why: "There is no MARC record in the XML."))
    }
}

/// The record that `member` sent, read as its profile says.
///
/// - Parameters:
///   - raw: what the member sent.
///   - member: its profile, for character set and dialect.
/// - Returns: the record, or why there is none.
public func decodeRecord(_ raw: RawRecord, of member: MemberProfile) -> Result<Record, UnreadableRecord> {
    let dialect: Record.Dialect? = member.syntax == .unimarc || member.syntax == .cnmarc ? .unimarc : nil
    return decodeRecord(raw, charset: member.charset, dialect: dialect)
}

/// What is known of records before they are read.
struct Reading {
    /// The character set, a canonical name.
    let charset: String
    /// The dialect, when it is certain.
    let dialect: Record.Dialect?
    /// The dialect, when the fields don't say otherwise.
    let hint: Record.Dialect?

    init(charset: String, dialect: Record.Dialect?, hint: Record.Dialect? = nil) {
        self.charset = CharacterSet.canonicalName(charset)
        self.dialect = dialect
        self.hint = hint
    }
}

/// Reads one record in ISO 2709.
///
/// - Parameters:
///   - octets: the record, with its terminator when it has one.
///   - reading: what is known of it.
///   - mendings: what had to be mended to find it.
/// - Returns: the record, or why there is none.
func decodeISO2709(
    _ octets: Span<UInt8>, _ reading: Reading, mendings: Mendings = Mendings()
) -> Result<Record, UnreadableRecord> {
    guard octets.count <= DecodingLimits.recordBytes else {
        return .failure(UnreadableRecord(why: "The record has \(octets.count) bytes: too large."))
    }
    var mendings = mendings
    if let frame = ISO2709Frame(sound: octets) {
        if decimal(octets, at: 0, digits: 5) != octets.count {
            mendings.note("The leader's record length was wrong.")
        }
        if !isPrintable(octets, 0..<24) { mendings.note("The leader was not 24 printable characters.") }
        return .success(record(octets, frame, reading, mendings))
    }
    do throws(UnreadableRecord) {
        let salvage = try ISO2709Salvage(octets, mendings: &mendings)
        let frame = ISO2709Frame(fields: salvage.fields, isTidy: false, hasHighBytes: true)
        return .success(record(salvage.octets.span, frame, reading, mendings))
    } catch {
        return .failure(error)
    }
}

/// The record whose fields were found: taken over as they are when they are sound UTF-8, else put together anew.
private func record(
    _ octets: Span<UInt8>, _ frame: consuming ISO2709Frame, _ reading: Reading, _ mendings: Mendings
) -> Record {
    let dialect =
        reading.dialect
        ?? Record.Dialect.of(frame.fields, leader: octets.extracting(0..<24), hint: reading.hint)
    let mayBeUTF8 = reading.charset == "auto" || reading.charset == "utf-8" || !frame.hasHighBytes
    if frame.isTidy, mayBeUTF8, !frame.hasHighBytes || UTF8Check.isValid(octets) {
        let charset = reading.charset == "auto" ? "utf-8" : reading.charset
        return Record(
            takingOver: octets, fields: frame.fields, dialect: dialect, charset: charset, notes: mendings.sentences)
    }
    var mendings = mendings
    var charset = CharacterSet.of(octets, fields: frame.fields, dialect: dialect, configured: reading.charset)
    var decoder = TextDecoder(charset)
    if decoder == nil {
        mendings.note("The character set \(charset) is not known.")
        charset = CharacterSet.of(octets, fields: frame.fields, dialect: dialect, configured: "auto")
        decoder = TextDecoder(charset)
    }
    var assembler = RecordAssembler(
        leader: octets.extracting(0..<24), dialect: dialect, decoder: decoder ?? TextDecoder(), mendings: mendings)
    for field in frame.fields { assembler.append(field.tag, octets.extracting(field.range)) }
    return assembler.record(dialect: dialect)
}

extension Record {
    /// A record of sound fields, copied at once.
    ///
    /// - Parameters:
    ///   - octets: leader and fields, UTF-8.
    ///   - found: where the fields stand in `octets`.
    ///   - dialect: the dialect.
    ///   - charset: the character set that it came in.
    ///   - notes: what was mended.
    fileprivate init(
        takingOver octets: Span<UInt8>, fields found: consuming [Field], dialect: Dialect, charset: String,
        notes: [String]
    ) {
        var fields = found
        var total = 24
        for field in fields { total += Int(field.length) }
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { room, count in
            octets.withUnsafeBufferPointer { source in
                count = 24
                _ = room[0..<24].update(fromContentsOf: source[0..<24])
                for index in fields.indices {
                    let field = fields[index]
                    let end = count + Int(field.length)
                    _ = room[count..<end].update(fromContentsOf: source[field.range])
                    fields[index] = Field(tag: field.tag, range: count..<end)
                    count = end
                }
            }
            if dialect == .marc21 { room[9] = 0x61 }  // leader/09: the text is UTF-8
        }
        self.init(bytes: bytes, fields: fields, dialect: dialect, charset: charset, notes: notes)
    }
}
