internal import CLibXML
internal import CYaz

/// What reads an XML document as it is walked through, element by element.
protocol XMLVisitor: AnyObject {
    /// An element begins.
    func start(_ tag: XMLTag)
    /// The element that began last of those still open ends.
    func end()
    /// A run of text, UTF-8; a text may come in several.
    func text(_ octets: UnsafeBufferPointer<UInt8>)
}

/// Walks through a document by libxml2's SAX interface: no tree, no network, no entities, no document type.
///
/// - Parameters:
///   - octets: the document, in whatever encoding it says it is.
///   - visitor: is told all up to the first fault that libxml2 can't pass over.
/// - Returns: the first thing that is wrong with it; `nil` when it is well-formed.
func walkXML(_ octets: [UInt8], _ visitor: any XMLVisitor) -> String? {
    guard isLibXMLReady, octets.count < Int(Int32.max) else { return "too large" }
    let walk = Walk(visitor)
    return octets.withUnsafeBytes { raw in
        guard isPlainXML(raw) else { return "it is no XML in an encoding that keeps ASCII" }
        guard !hasOverlongTag(raw) else { return "it has a tag beyond all measure" }
        guard let base = raw.baseAddress, let context = xmlNewParserCtxt() else { return "it is empty" }
        defer { xmlFreeParserCtxt(context) }
        context.pointee.sax.pointee = callbacks
        // The walk outlives the parse, which is the only time the pointer is used.
        context.pointee.userData = Unmanaged.passUnretained(walk).toOpaque()
        walk.context = context
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue)
        let made = xmlCtxtReadMemory(
            context, base.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, nil, options)
        if let made { xmlFreeDoc(made) }
        return withExtendedLifetime(walk) {
            context.pointee.wellFormed != 0 && walk.fault == nil ? nil : walk.fault ?? "it is not well-formed"
        }
    }
}

/// Whether a document begins with `<` in ASCII, and does not say that it is in UTF-7, which would hide its tags.
private func isPlainXML(_ octets: UnsafeRawBufferPointer) -> Bool {
    let body = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets[3...] : octets[...]
    guard body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == 0x3C else { return false }
    let head = String(decoding: body.prefix(256), as: UTF8.self).lowercased()
    return !head.contains("utf-7") && !head.contains("utf7")
}

/// The beginning of an element; valid only while the visitor is being told of it.
struct XMLTag {
    private let raw: UnsafePointer<xmlChar>
    private let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    fileprivate init(
        _ raw: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) {
        self.raw = raw
        self.attributes = attributes
        self.count = count
    }

    /// Its name without a prefix.
    var name: String { String(cString: raw) }

    /// The value of the attribute with this local name; `nil` when there is none.
    subscript(attribute: String) -> String? {
        for index in 0..<count {
            guard let own = attributes?[index * 5], String(cString: own) == attribute else { continue }
            return String(decoding: value(index), as: UTF8.self)
        }
        return nil
    }

    /// Writes the tag, its names without their prefixes.
    func write(to octets: inout [UInt8]) {
        octets.append(0x3C)
        Self.append(raw, to: &octets)
        for index in 0..<count {
            guard let own = attributes?[index * 5] else { continue }
            octets.append(0x20)
            Self.append(own, to: &octets)
            octets.append(contentsOf: [0x3D, 0x22])
            appendXML(value(index), to: &octets)
            octets.append(0x22)
        }
        octets.append(0x3E)
    }

    private func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let start = attributes?[index * 5 + 3], let end = attributes?[index * 5 + 4] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    private static func append(_ name: UnsafePointer<xmlChar>, to octets: inout [UInt8]) {
        var next = name
        while next.pointee != 0 {
            octets.append(next.pointee)
            next += 1
        }
    }
}

/// Appends text as XML has it in an element or an attribute.
func appendXML(_ text: UnsafeBufferPointer<UInt8>, to octets: inout [UInt8]) {
    for octet in text {
        switch octet {
        case UInt8(ascii: "&"): octets.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): octets.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): octets.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): octets.append(contentsOf: "&quot;".utf8)
        default: octets.append(octet)
        }
    }
}

/// One walk through one document, on one thread.
private final class Walk {
    let visitor: any XMLVisitor
    /// The parser, to stop it.
    var context: xmlParserCtxtPtr?
    private(set) var fault: String?

    init(_ visitor: any XMLVisitor) { self.visitor = visitor }

    static func from(_ data: UnsafeMutableRawPointer?) -> Walk? {
        data.map { Unmanaged<Walk>.fromOpaque($0).takeUnretainedValue() }
    }

    func note(fault text: String) {
        fault = fault ?? text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(120)) }
    }

    /// Ends the walk.
    func refuse(_ why: String) {
        note(fault: why)
        if let context { xmlStopParser(context) }
    }
}

/// Must be called once before libxml2 is used by several threads.
private let isLibXMLReady: Bool = {
    xmlInitParser()
    return true
}()

/// What libxml2 calls: nothing but these, so no entity is ever declared and no error reaches standard error.
private var callbacks: xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { data, name, _, _, _, _, count, _, attributes in
        guard let name else { return }
        Walk.from(data)?.visitor.start(XMLTag(name, attributes, count: Int(count)))
    }
    callbacks.endElementNs = { data, _, _, _ in Walk.from(data)?.visitor.end() }
    callbacks.characters = { data, text, count in
        guard let text else { return }
        Walk.from(data)?.visitor.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    callbacks.ignorableWhitespace = callbacks.characters
    callbacks.cdataBlock = callbacks.characters
    callbacks.internalSubset = { data, _, _, _ in Walk.from(data)?.refuse("it has a document type") }
    callbacks.serror = { data, error in
        guard let error, error.pointee.level == XML_ERR_FATAL, let text = error.pointee.message else { return }
        Walk.from(data)?.note(fault: String(cString: text))
    }
    return callbacks
}
