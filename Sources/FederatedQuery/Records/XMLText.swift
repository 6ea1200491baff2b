/// An XML document as UTF-8 without the control characters that XML forbids, so that no wrong byte can spoil it.
///
/// A wrong encoding declaration does no harm: bytes that are UTF-8 are read as UTF-8.
struct XMLText {
    /// The document, UTF-8.
    private(set) var bytes: [UInt8]
    /// The character set that it came in.
    private(set) var charset = "utf-8"
    /// What had to be mended.
    private(set) var mendings = Mendings()

    /// The text of `document`.
    ///
    /// - Parameters:
    ///   - document: its bytes, as they came.
    ///   - configured: the set that its sender is said to use, a canonical name; it counts when the document names none.
    init(_ document: [UInt8], configured: String) {
        bytes = document
        if let wide = Self.wideSet(document) {
            convert(from: wide)
        } else if !UTF8Check.isValid(document.span) {
            convert(from: Self.likelySet(document, configured: configured))
        } else if let declared = Self.declaredSet(document), declared.hasPrefix("utf-16") {
            mendings.note("The document says it is in \(declared), and is in UTF-8.")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var hasControls = false
        for index in bytes.indices where bytes[index] < 0x20 && !Self.isWhiteSpace(bytes[index]) {
            bytes[index] = 0x20
            hasControls = true
        }
        if hasControls { mendings.note("Control characters that XML does not allow became blanks.") }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private mutating func convert(from charset: String) {
        self.charset = charset
        guard let decoder = TextDecoder(charset) else {
            mendings.note("The character set \(charset) is not known.")
            var mended: [UInt8] = []
            _ = UTF8Check.appendMended(bytes.span, to: &mended)
            bytes = mended
            return
        }
        var converted: [UInt8] = []
        converted.reserveCapacity(bytes.count * 3 / 2)
        if !decoder.appendDocument(bytes.span, to: &converted) {
            mendings.note("Some bytes of the document are no text in \(charset).")
        }
        bytes = converted
    }

    /// The set of a document that is not UTF-8: the one it declares, or was said to be in, or looks like.
    private static func likelySet(_ document: [UInt8], configured: String) -> String {
        let declared = declaredSet(document)
        if let declared, declared != "utf-8", !declared.hasPrefix("utf-16") { return declared }
        var evidence = CharacterEvidence()
        evidence.add(document.span)
        if evidence.utf8.sequences > evidence.utf8.strays { return "utf-8" }
        if configured != "auto", configured != "utf-8" { return configured }
        return evidence.likelySetOfUNIMARC(declared: nil)
    }

    /// UTF-16, by the byte order mark or by the zero beside the first `<`.
    private static func wideSet(_ document: [UInt8]) -> String? {
        if document.starts(with: [0xFF, 0xFE]) { return "utf-16" }
        if document.starts(with: [0xFE, 0xFF]) { return "utf-16" }
        if document.starts(with: [0x3C, 0x00]) { return "utf-16le" }
        return document.starts(with: [0x00, 0x3C]) ? "utf-16be" : nil
    }

    /// The encoding in the XML declaration, a canonical name.
    private static func declaredSet(_ document: [UInt8]) -> String? {
        let head = document.prefix(200).prefix { $0 != 0x3E }
        let text = String(decoding: head, as: UTF8.self)
        guard let key = text.firstRange(of: "encoding") else { return nil }
        let value = text[key.upperBound...].drop { $0 == "=" || $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return CharacterSet.canonicalName(String(value.dropFirst().prefix { $0 != quote }))
    }
}
