/// What the body of an Explain response says of its server.
///
/// The record may stand there as XML, packed as a string, or alone. Source: ZeeRex 2.0 (explain.z3950.org).
///
/// - Parameter body: the document.
/// - Returns: what it says; `nil` when there is no Explain record in it.
func readExplainRecord(_ body: [UInt8]) -> ExplainedServer? {
    guard body.count <= ExplainRecordReader.maximumBody else { return nil }
    let reader = ExplainRecordReader()
    _ = walkXML(body, reader)
    if reader.hasFound { return reader.server }
    let unpacked = ExplainRecordReader()
    _ = walkXML(reader.packed, unpacked)
    return unpacked.hasFound ? unpacked.server : nil
}

/// Builds an `ExplainedServer` from the elements of a document; lives for one walk.
final class ExplainRecordReader: XMLVisitor {
    /// The largest document that is read.
    static let maximumBody = 4 << 20
    private static let maximumEntries = 5000
    private static let maximumText = 1000

    /// What has been read.
    private(set) var server = ExplainedServer()
    /// Whether there is an Explain record.
    private(set) var hasFound = false
    /// The text of a record that is packed as a string.
    private(set) var packed: [UInt8] = []

    private var path: [String] = []
    /// Where in `path` the Explain record begins.
    private var root: Int?
    private var text: [UInt8] = []
    private var setURIs: [String: String] = [:]
    private var kind = ""
    private var set: String?
    /// The index under way: its title, whether it can be searched, and the names of its maps.
    private var title: String?
    private var isSearchable = true
    private var names: [(set: String?, name: String)] = []

    func start(_ tag: XMLTag) {
        let name = tag.name
        if name == "explain", root == nil {
            root = path.count
            hasFound = true
        }
        path.append(name)
        text.removeAll(keepingCapacity: true)
        switch place {
        case "serverInfo": server.version = tag["version"].map(short)
        case "indexInfo/set": takeSet(tag)
        case "indexInfo/index":
            (title, names) = (nil, [])
            isSearchable = tag["search"] != "false"
        case "indexInfo/index/map/name": set = tag["set"].map(short).flatMap { $0.isEmpty ? nil : $0 }
        case "schemaInfo/schema": takeSchema(tag)
        case "configInfo/default", "configInfo/setting", "configInfo/supports":
            kind = short(tag["type"] ?? "").lowercased()
        default: break
        }
    }

    func text(_ octets: UnsafeBufferPointer<UInt8>) {
        if root != nil {
            text.append(contentsOf: octets.prefix(Self.maximumText - text.count))
        } else if path.last == "recordData", packed.count + octets.count <= Self.maximumBody {
            packed.append(contentsOf: octets)
        }
    }

    func end() {
        let content = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch place {
        case "databaseInfo/title": server.title = server.title ?? (content.isEmpty ? nil : content)
        case "indexInfo/index/title": title = title ?? content
        case "indexInfo/index/map/name": names.append((set, content))
        case "indexInfo/index": takeIndex()
        case "configInfo/default" where kind == "numberofrecords": server.defaultRecords = Int(content)
        case "configInfo/setting" where kind == "maximumrecords": server.maximumRecords = Int(content)
        case "configInfo/supports" where server.supports.count < 100:
            server.supports[kind, default: []].insert(content.lowercased())
        default: break
        }
        path.removeLast()
        if let root, path.count <= root { self.root = nil }
        text.removeAll(keepingCapacity: true)
    }

    /// The open elements inside the Explain record: `indexInfo/index`.
    private var place: String {
        guard let root, path.count > root + 1, path.count <= root + 6 else { return "" }
        return path[(root + 1)...].joined(separator: "/")
    }

    private func takeSet(_ tag: XMLTag) {
        guard let name = tag["name"], let uri = tag["identifier"], setURIs.count < Self.maximumEntries else { return }
        setURIs[short(name)] = short(uri)
    }

    private func takeSchema(_ tag: XMLTag) {
        let schema = ExplainedServer.Schema(identifier: short(tag["identifier"] ?? ""), name: short(tag["name"] ?? ""))
        guard tag["retrieve"] != "false", !schema.requestName.isEmpty, server.schemas.count < Self.maximumEntries else {
            return
        }
        server.schemas.append(schema)
    }

    private func takeIndex() {
        for (set, name) in names where isSearchable && server.indexes.count < Self.maximumEntries {
            let index = ExplainedServer.Index(
                set: set, setURI: set.flatMap { setURIs[$0] }, name: name, title: title)
            // The name goes into queries as it is: nothing but a name may.
            if isCQLName(index.cqlName) { server.indexes.append(index) }
        }
    }

    private func short(_ text: String) -> String { String(text.prefix(256)) }
}

/// Whether text can stand in CQL as the name of an index, without quotation marks.
///
/// - Parameter text: `marc.title`; at most 128 letters, digits and `._-:/`, the first a letter, digit or `_`.
/// - Returns: whether every character of it may stand there.
public func isCQLName(_ text: String) -> Bool {
    guard (1...128).contains(text.utf8.count), let first = text.unicodeScalars.first else { return false }
    func isWordy(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    return isWordy(first) && text.unicodeScalars.allSatisfy { isWordy($0) || "._-:/".unicodeScalars.contains($0) }
        && !["and", "or", "not", "prox", "sortby"].contains(text.lowercased())
}
