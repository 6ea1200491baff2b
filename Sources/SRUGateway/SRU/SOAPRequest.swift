import CLibXML
import CYaz  // its headers include libxml2's too, and the compiler counts them as its own

/// Why a message is no SOAP 1.1 message with a request of SRU in it.
struct SOAPFault: Error, Hashable, Sendable {
    /// `Client`, `VersionMismatch` or the like (SOAP 1.1, section 4.4.1).
    let code: String
    /// Why, for a reader.
    let why: String

    /// A fault of the sender's.
    init(_ why: String, code: String = "Client") {
        self.code = code
        self.why = why
    }
}

/// The namespace of SOAP 1.1's envelope.
let soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"

/// The parameters that a SOAP message's request has, as a URL would give them, `operation` and `version` among them.
///
/// Elements of foreign namespaces inside the request are extensions, and left out.
///
/// Source: SOAP 1.1; the SRW 1.1 and 1.2 schemas; sruRequest.xsd of SRU 2.0.
///
/// - Throws: a `SOAPFault` for what is no such message.
func soapParameters(_ body: [UInt8]) throws(SOAPFault) -> SRUParameters {
    guard body.count <= SRUParameters.maximumBytes else {
        throw SOAPFault("the message is longer than \(SRUParameters.maximumBytes) bytes")
    }
    _ = parserIsReady
    // No network, no entity replaced, libxml2's own bounds on depth and growth.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let document = body.withUnsafeBytes { raw in
        xmlReadMemory(raw.baseAddress, Int32(raw.count), nil, nil, Int32(options))
    }
    guard let document else { throw SOAPFault("the message is not well-formed XML") }
    defer { xmlFreeDoc(document) }
    guard document.pointee.intSubset == nil else { throw SOAPFault("a SOAP message must not have a document type") }
    guard let root = xmlDocGetRootElement(document), localName(root) == "Envelope" else {
        throw SOAPFault("the message is no SOAP envelope")
    }
    guard namespace(root) == soapNamespace else {
        throw SOAPFault("the envelope is not SOAP 1.1", code: "VersionMismatch")
    }
    guard let body = elements(root).first(where: { localName($0) == "Body" && namespace($0) == soapNamespace }),
        let request = elements(body).first
    else { throw SOAPFault("the envelope has no request in its body") }
    return try parameters(of: request)
}

/// libxml2's own set-up, which must be over before two threads parse.
private let parserIsReady: Void = xmlInitParser()

private typealias Node = UnsafeMutablePointer<xmlNode>

private func parameters(of request: Node) throws(SOAPFault) -> SRUParameters {
    let name = localName(request)
    let space = namespace(request) ?? ""
    let isVersion2 = space.hasPrefix("http://docs.oasis-open.org/ns/search-ws/")
    guard isVersion2 || space.hasPrefix("http://www.loc.gov/zing/srw/"), name.hasSuffix("Request") else {
        throw SOAPFault("\(name) is no request of SRU")
    }
    var parameters = SRUParameters()
    parameters.add("operation", String(name.dropLast("Request".count)))
    if isVersion2 { parameters.add("version", "2.0") }
    for element in elements(request) where namespace(element) == nil || namespace(element) == space {
        let name = localName(element)
        if isVersion2, name == "version" || name == "operation" { continue }
        parameters.add(name == "Stylesheet" ? "stylesheet" : name, text(element))  // sruRequest.xsd has it so
    }
    if !parameters.mentions("version") { parameters.add("version", "1.2") }
    return parameters
}

private func elements(_ parent: Node) -> [Node] {
    var found: [Node] = []
    var next = parent.pointee.children
    while let node = next {
        if node.pointee.type == XML_ELEMENT_NODE { found.append(node) }
        next = node.pointee.next
    }
    return found
}

private func localName(_ node: Node) -> String { node.pointee.name.map { string($0) } ?? "" }

private func namespace(_ node: Node) -> String? { node.pointee.ns?.pointee.href.map { string($0) } }

/// The text right inside an element, without the white space around it.
private func text(_ element: Node) -> String {
    var text = ""
    var next = element.pointee.children
    while let node = next {
        if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE,
            let content = node.pointee.content
        {
            text += string(content)
        }
        next = node.pointee.next
    }
    return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
}

/// A copy of libxml2's text.
private func string(_ text: UnsafePointer<xmlChar>) -> String { String(cString: text) }
