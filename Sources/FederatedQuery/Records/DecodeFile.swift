/// One record of a file, or why it is none.
public struct DecodedRecord: Hashable, Sendable {
    /// Its position in the file, from 0; unreadable records count.
    public let index: Int
    /// The record, or why there is none.
    public let result: Result<Record, UnreadableRecord>
}

/// The records of a file: ISO 2709 or MARCXML, which its first bytes tell.
///
/// In ISO 2709 anything may stand between the records. In XML any element called `record` that holds MARC fields is one,
/// in whatever namespace and around it: a collection, a single record, an SRU response. A bad record is one failure, or
/// mended; those beside it are not touched.
///
/// - Parameters:
///   - bytes: the file.
///   - dialect: the dialect of its records; `nil` when the fields shall decide.
///   - charset: the character set: `auto`, `utf-8`, `marc-8`, `gb18030` … as libyaz names it.
/// - Returns: its records in their order; empty when the file is.
public func decodeFile(
    _ bytes: [UInt8], dialect: Record.Dialect? = nil, charset: String = "auto"
) -> [DecodedRecord] {
    let reading = Reading(charset: charset, dialect: dialect)
    let results =
        looksLikeXML(bytes.span)
        ? decodeMARCXML(bytes, reading, only: .max)
        : decodeISO2709File(bytes.span, reading)
    return results.enumerated().map { DecodedRecord(index: $0.offset, result: $0.element) }
}

private func decodeISO2709File(_ octets: Span<UInt8>, _ reading: Reading) -> [Result<Record, UnreadableRecord>] {
    ISO2709File(octets).parts.map { part in
        var mendings = Mendings()
        if part.followsStrayBytes { mendings.note("Bytes before the record belong to none.") }
        return decodeISO2709(octets.extracting(part.range), reading, mendings: mendings)
    }
}

/// Whether the first character, after a byte order mark and white space, opens an element.
func looksLikeXML(_ bytes: Span<UInt8>) -> Bool {
    for index in 0..<bytes.count {
        switch bytes[index] {
        case 0x3C: return true
        case 0x00, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF: continue
        default: return false
        }
    }
    return false
}
