import CLibXML
import CYaz

/// An element as libxml2 reads it, so that tests compare documents and not bytes.
struct ParsedXML {
    let name: String
    let namespace: String
    let attributes: [String: String]
    let children: [ParsedXML]
    /// All the text inside.
    let text: String

    /// The root element; `nil` when the bytes are no well-formed document.
    init?(_ bytes: [UInt8]) {
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes {
            xmlReadMemory($0.baseAddress, Int32($0.count), nil, nil, Int32(options))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return nil }
        self.init(root)
    }

    private init(_ node: UnsafeMutablePointer<xmlNode>) {
        name = String(cString: node.pointee.name)
        namespace = node.pointee.ns.map { String(cString: $0.pointee.href) } ?? ""
        var attributes: [String: String] = [:]
        var attribute = node.pointee.properties
        while let current = attribute {
            attributes[String(cString: current.pointee.name)] = Self.text(current.pointee.children)
            attribute = current.pointee.next
        }
        var children: [ParsedXML] = []
        var child = node.pointee.children
        while let current = child {
            if current.pointee.type == XML_ELEMENT_NODE { children.append(ParsedXML(current)) }
            child = current.pointee.next
        }
        self.attributes = attributes
        self.children = children
        text = Self.text(node.pointee.children)
    }

    private static func text(_ first: UnsafeMutablePointer<xmlNode>?) -> String {
        var text = ""
        var next = first
        while let node = next {
            if let content = node.pointee.content { text += String(cString: content) }
            if node.pointee.type == XML_ELEMENT_NODE { text += Self.text(node.pointee.children) }
            next = node.pointee.next
        }
        return text
    }

    /// The children's names, in order.
    var childNames: [String] { children.map(\.name) }

    /// The first descendant at this path of names below here: `records/record`.
    func first(_ path: String) -> ParsedXML? { all(path).first }

    /// Every descendant at this path of names below here.
    func all(_ path: String) -> [ParsedXML] {
        path.split(separator: "/").reduce([self]) { found, name in
            found.flatMap { $0.children.filter { $0.name == name } }
        }
    }
}
