import FederatedQuery

/// The description of one database, which a client reads before it searches.
///
/// Source: ZeeRex 2.0 (explain.z3950.org), and the SRU profile of it.
struct ExplainRecord {
    /// The namespace, which is the record schema's identifier too.
    static let namespace = "http://explain.z3950.org/dtd/2.0/"

    /// The database's name.
    let database: String
    /// Its name for readers.
    let title: String
    /// The libraries in it, by name.
    let libraries: [String]
    /// Where clients reach it.
    let address: PublicAddress
    /// When what is said here last changed, as ISO 8601.
    let modified: String
    /// The operator's settings.
    let settings: SRUSettings

    /// Writes the `explain` element.
    func write(to xml: inout XMLWriter) {
        xml.markup("<explain")
        xml.attribute("xmlns", Self.namespace)
        xml.attribute("authoritative", "true")
        xml.attribute("id", address.baseURL(ofDatabase: database))
        xml.markup(">")
        writeServerAndDatabase(to: &xml)
        xml.open("metaInfo")
        xml.element("dateModified", modified)
        xml.close("metaInfo")
        writeIndexes(to: &xml)
        writeSchemas(to: &xml)
        writeConfiguration(to: &xml)
        xml.close("explain")
    }

    private func writeServerAndDatabase(to xml: inout XMLWriter) {
        xml.markup("<serverInfo protocol=\"SRU\"")
        xml.attribute("version", SRUVersion.highest.rawValue)
        xml.attribute("transport", address.isSecure ? "https" : "http")
        xml.markup(">")
        xml.element("host", address.host)
        xml.element("port", address.port)
        xml.element("database", database)
        xml.close("serverInfo")
        xml.open("databaseInfo")
        xml.markup("<title primary=\"true\">")
        xml.text(title)
        xml.close("title")
        let count =
            libraries.count == 1 ? "The catalogue of one library" : "The catalogues of \(libraries.count) libraries"
        xml.element("description", libraries.isEmpty ? count : "\(count): \(libraries.joined(separator: "; "))")
        xml.close("databaseInfo")
    }

    private func writeIndexes(to xml: inout XMLWriter) {
        xml.open("indexInfo")
        let used = Set(searchIndexes.map(\.set))
        for set in contextSets where used.contains(set.name) {
            xml.markup("<set")
            xml.attribute("name", set.name)
            xml.attribute("identifier", set.uri)
            xml.markup("/>")
        }
        for index in searchIndexes {
            xml.markup(#"<index search="true" scan="false" sort="false">"#)
            xml.element("title", index.title)
            xml.markup("<map><name")
            xml.attribute("set", index.set)
            xml.markup(">")
            xml.text(index.name)
            xml.markup("</name></map></index>")
        }
        xml.close("indexInfo")
    }

    private func writeSchemas(to xml: inout XMLWriter) {
        xml.open("schemaInfo")
        for schema in RecordSchema.allCases {
            xml.markup("<schema")
            xml.attribute("identifier", schema.uri)
            xml.attribute("name", schema.name)
            xml.markup(#" sort="false" retrieve="true">"#)
            xml.element("title", schema.title)
            xml.close("schema")
        }
        xml.close("schemaInfo")
    }

    private func writeConfiguration(to xml: inout XMLWriter) {
        xml.open("configInfo")
        write("default", "numberOfRecords", String(settings.defaultRecords), to: &xml)
        write("default", "contextSet", "cql", to: &xml)
        write("default", "index", "cql.serverChoice", to: &xml)
        write("default", "relation", "=", to: &xml)
        write("default", "retrieveSchema", RecordSchema.marcxml.uri, to: &xml)
        write("setting", "maximumRecords", String(settings.maximumRecords), to: &xml)
        for type in ["cql", "searchTerms"] { write("supports", "queryType", type, to: &xml) }
        for relation in ["=", "==", "<", "<=", ">", ">=", "any", "all", "adj", "exact", "within"] {
            write("supports", "relation", relation, to: &xml)
        }
        for character in ["*", "?", "^"] { write("supports", "maskingCharacter", character, to: &xml) }
        write("supports", "resultSets", "", to: &xml)
        xml.close("configInfo")
    }

    private func write(_ element: StaticString, _ type: String, _ text: String, to xml: inout XMLWriter) {
        xml.markup("<")
        xml.markup(element)
        xml.attribute("type", type)
        xml.markup(">")
        xml.text(text)
        xml.close(element)
    }
}
