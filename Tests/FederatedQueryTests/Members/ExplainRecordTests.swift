import Testing

@testable import FederatedQuery

@Suite struct ExplainRecordTests {
    /// As YAZ's front end, the Library of Congress and many others write it.
    static let record = """
        <explain xmlns="http://explain.z3950.org/dtd/2.0/">
          <serverInfo protocol="SRU" version="1.2" transport="http" method="GET POST SOAP">
            <host>opac.example.edu</host><port>80</port><database>biblio</database>
          </serverInfo>
          <databaseInfo><title lang="en" primary="true">A  university
            library</title><description>Books</description></databaseInfo>
          <indexInfo>
            <set identifier="info:srw/cql-context-set/1/cql-v1.2" name="cql"/>
            <set identifier="info:srw/cql-context-set/1/dc-v1.1" name="core"/>
            <index search="true" scan="true" sort="false"><title lang="en">Title</title>
              <map primary="true"><name set="core">title</name></map><map><name>ti</name></map></index>
            <index><title>Anywhere</title><map><name set="cql">anywhere</name></map></index>
            <index search="false"><title>Sort only</title><map><name set="core">date</name></map></index>
            <index><map><name set="core">x = y or z</name></map></index>
          </indexInfo>
          <schemaInfo>
            <schema identifier="info:srw/schema/1/dc-v1.1" name="dc" retrieve="true"><title>DC</title></schema>
            <schema identifier="info:srw/schema/1/marcxml-v1.1" name="marcxml"/>
            <schema identifier="info:sort" name="sorting" retrieve="false"/>
          </schemaInfo>
          <configInfo><default type="numberOfRecords">10</default><setting type="maximumRecords">100</setting>
            <supports type="proximity"/><supports type="relationModifier">Stem</supports></configInfo>
        </explain>
        """

    private static let escaped = record.replacing("&", with: "&amp;").replacing("<", with: "&lt;")

    @Test(arguments: [
        record,
        "<explainResponse><version>1.1</version><record><recordData>\(record)</recordData></record></explainResponse>",
        "<explainResponse><record><recordPacking>string</recordPacking><recordData>\(escaped)</recordData></record></explainResponse>",
        "<e:Envelope xmlns:e='x'><e:Body><explainResponse><record><recordData>\(record)</recordData></record></explainResponse></e:Body></e:Envelope>",
    ])
    func `reads what a server says of itself, however it is packed`(body: String) throws {
        let server = try #require(readExplainRecord(Array(body.utf8)))
        #expect(server.title == "A university library" && server.highestVersion == .v1_2)
        #expect(server.indexes.map(\.cqlName) == ["core.title", "ti", "cql.anywhere"])
        #expect(server.indexes[0].setURI == "info:srw/cql-context-set/1/dc-v1.1" && server.indexes[0].title == "Title")
        #expect(server.schemas.map(\.name) == ["dc", "marcxml"] && server.marcSchema?.name == "marcxml")
        #expect(server.defaultRecords == 10 && server.maximumRecords == 100)
        #expect(server.supports == ["proximity": [""], "relationmodifier": ["stem"]])
    }

    @Test(arguments: ["", "hello", "<html/>", "<explainResponse><record><recordData/></record></explainResponse>"])
    func `finds no record where there is none`(body: String) {
        #expect(readExplainRecord(Array(body.utf8)) == nil)
    }

    @Test func `holds no more of a hostile record than its limits`() throws {
        let index = "<index><map><name set='dc'>title</name></map></index>"
        let many = "<explain><indexInfo>\(String(repeating: index, count: 20_000))</indexInfo></explain>"
        #expect(try #require(readExplainRecord(Array(many.utf8))).indexes.count == 5000)
        let deep = "<explain><indexInfo>" + String(repeating: "<index>", count: 50_000)
        #expect(try #require(readExplainRecord(Array(deep.utf8))).indexes.isEmpty)
        let long =
            "<explain><databaseInfo><title>\(String(repeating: "x", count: 100_000))</title></databaseInfo></explain>"
        #expect(try #require(readExplainRecord(Array(long.utf8))).title?.utf8.count == 1000)
        let large = "<explain/>" + String(repeating: " ", count: ExplainRecordReader.maximumBody)
        #expect(readExplainRecord(Array(large.utf8)) == nil)
    }

    @Test(
        arguments: [
            ("1.1", MemberProfile.SRU.Version.v1_1), ("1.2", .v1_2), ("2.0", .v2_0), ("1.1, 1.2", .v1_2),
            ("SRU 1.1", .v1_1),
            ("1.0", nil), ("", nil), ("3.0", nil),
        ] as [(String, MemberProfile.SRU.Version?)])
    func `takes the highest version that both know`(text: String, version: MemberProfile.SRU.Version?) {
        var server = ExplainedServer()
        server.version = text
        #expect(server.highestVersion == version)
    }

    /// Schemas as servers call them, and the one to ask for.
    @Test(
        arguments: [
            (["info:srw/schema/1/dc-v1.1 dc", "info:srw/schema/1/marcxml-v1.1 marcxml"], "marcxml"),
            (["http://www.loc.gov/MARC21/slim ", "x dc"], "http://www.loc.gov/MARC21/slim"),
            (["x oai_dc", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd MARC21-xml"], "MARC21-xml"),
            (["info:srw/schema/8/unimarcxchange unimarcXchange", "y dublincore"], "unimarcXchange"),
            (["a unimarcxml", "info:lc/xmlns/marcxchange-v1 marcxchange", "b marcxml"], "marcxml"),
            (["a unimarcxml", "info:lc/xmlns/marcxchange-v1 marcxchange"], "marcxchange"),
            (["info:srw/schema/1/dc-v1.1 dc", "m mods"], nil), ([], nil),
        ] as [([String], String?)])
    func `finds the schema for MARC records by whatever it is called`(schemas: [String], name: String?) {
        var server = ExplainedServer()
        server.schemas = schemas.map { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            return ExplainedServer.Schema(identifier: parts[0], name: parts[1])
        }
        #expect(server.marcSchema?.requestName == name)
    }
}
