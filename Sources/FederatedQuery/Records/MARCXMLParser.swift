import CLibXML
import CYaz

/// Reads MARC records out of XML by libxml2's SAX interface: no tree, no network, no entities, no document type.
///
/// An element counts by its local name alone: MARCXML, MarcXchange, UNIMARC's and CNMARC's namespaces, or none.
enum MARCXMLParser {
    /// The records found, and why the text is not well-formed; `nil` when it is.
    struct Outcome {
        var records: [Result<Record, UnreadableRecord>]
        var fault: String?
    }

    /// Must be called once before libxml2 is used by several threads.
    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Parses `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - document: the document that they are from.
    ///   - reading: what is known of its records.
    ///   - isPart: whether this is one record of a document that is not well-formed: then as much is kept as can be.
    /// - Returns: the records.
    static func parse(
        _ bytes: ArraySlice<UInt8>, _ document: XMLText, _ reading: Reading, isPart: Bool
    ) -> Outcome {
        guard isReady, bytes.count < Int(Int32.max) else { return Outcome(records: [], fault: "too large") }
        let handler = MARCXMLHandler(reading, charset: document.charset, mendings: document.mendings, isPart: isPart)
        return bytes.withUnsafeBytes { raw in
            guard !hasOverlongTag(raw) else { return Outcome(records: [], fault: "it has a tag beyond all measure") }
            guard let base = raw.baseAddress, let context = xmlNewParserCtxt() else {
                return Outcome(records: [], fault: "it is empty")
            }
            defer { xmlFreeParserCtxt(context) }
            context.pointee.sax.pointee = callbacks
            // The handler outlives the parse, which is the only time the pointer is used.
            context.pointee.userData = Unmanaged.passUnretained(handler).toOpaque()
            handler.context = context
            let options = [XML_PARSE_NONET, XML_PARSE_IGNORE_ENC] + (isPart ? [XML_PARSE_RECOVER] : [])
            let made = xmlCtxtReadMemory(
                context, base.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, nil,
                options.reduce(0) { $0 | Int32($1.rawValue) })
            if let made { xmlFreeDoc(made) }
            return withExtendedLifetime(handler) {
                handler.finish()
                let isWhole = context.pointee.wellFormed != 0 && handler.fault == nil
                return Outcome(
                    records: handler.records, fault: isWhole ? nil : handler.fault ?? "it is not well-formed")
            }
        }
    }

    /// What libxml2 calls: nothing but these, so no entity is ever declared and no error reaches standard error.
    private static var callbacks: xmlSAXHandler {
        var callbacks = xmlSAXHandler()
        callbacks.initialized = UInt32(XML_SAX2_MAGIC)
        callbacks.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            MARCXMLHandler.from(data)?.start(name, XMLAttributes(attributes, count: Int(count)))
        }
        callbacks.endElementNs = { data, name, _, _ in MARCXMLHandler.from(data)?.end(name) }
        callbacks.characters = { data, text, count in MARCXMLHandler.from(data)?.add(text, Int(count)) }
        callbacks.ignorableWhitespace = callbacks.characters
        callbacks.internalSubset = { data, _, _, _ in MARCXMLHandler.from(data)?.refuse("it has a document type") }
        callbacks.serror = { data, error in
            guard let error, error.pointee.level == XML_ERR_FATAL, let text = error.pointee.message else { return }
            MARCXMLHandler.from(data)?.note(fault: String(cString: text))
        }
        return callbacks
    }
}

/// The attributes of an element, as SAX2 gives them: five pointers each.
struct XMLAttributes {
    private let raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    init(_ raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        self.raw = raw
        self.count = count
    }

    /// The value of the attribute with this local name; `nil` when there is none.
    subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let raw else { return nil }
        for index in 0..<count where equal(raw[index * 5], name) {
            guard let start = raw[index * 5 + 3], let end = raw[index * 5 + 4] else { return nil }
            return UnsafeBufferPointer(start: start, count: end - start)
        }
        return nil
    }
}

/// Whether a zero-terminated name is `name`.
func equal(_ text: UnsafePointer<xmlChar>?, _ name: StaticString) -> Bool {
    guard let text else { return false }
    for index in 0..<name.utf8CodeUnitCount where text[index] != name.utf8Start[index] { return false }
    return text[name.utf8CodeUnitCount] == 0
}
