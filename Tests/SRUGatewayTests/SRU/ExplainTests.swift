import FederatedQuery
import Testing

@testable import SRUGateway

struct ExplainTests {
    private func explain(_ query: String, database: String = "alliance") -> SRUAnswer {
        Shelf.answer(Shelf.input(query, database: database))
    }

    @Test(arguments: [("", "version record echoedExplainRequest"), ("version=2.0", "record echoedExplainRequest")])
    func `describes the database at its base URL`(query: String, names: String) throws {
        let root = try #require(ParsedXML(explain(query).body))
        #expect(root.name == "explainResponse")
        #expect(root.childNames.joined(separator: " ") == names)
        let explain = try #require(root.first("record/recordData/explain"))
        #expect(explain.namespace == "http://explain.z3950.org/dtd/2.0/")
        #expect(
            explain.childNames == ["serverInfo", "databaseInfo", "metaInfo", "indexInfo", "schemaInfo", "configInfo"])
        #expect(explain.first("serverInfo/host")?.text == "sru.example.org")
        #expect(explain.first("serverInfo/port")?.text == "8210")
        #expect(explain.first("serverInfo/database")?.text == "alliance")
        #expect(explain.first("serverInfo")?.attributes["version"] == "2.0")
        let sets = explain.all("indexInfo/set")
        #expect(sets.prefix(2).map { $0.attributes["identifier"] } == contextSets.prefix(2).map(\.uri))
        let indexes = explain.all("indexInfo/index/map/name")
        #expect(indexes.map(\.text) == searchIndexes.map(\.name))
        #expect(Set(indexes.map { $0.attributes["set"] }) == Set(sets.map { $0.attributes["name"] }))
        #expect(explain.all("schemaInfo/schema").map { $0.attributes["name"] } == ["marcxml", "dc"])
        #expect(explain.all("configInfo/setting").map(\.text) == ["100"])
    }

    @Test(
        arguments: [
            ("alliance", "Nanchong & Co", "The catalogues of 2 libraries: Nanchong <Technical> College; 四川师范"),
            ("city", "Nanchong city", "The catalogue of one library: Nanchong <Technical> College"),
            ("SCSF", "四川师范", "The catalogue of one library: 四川师范"),
            (
                "nctc+scsf", "Nanchong <Technical> College + 四川师范",
                "The catalogues of 2 libraries: Nanchong <Technical> College; 四川师范"
            ),
            ("off", "Switched off", "The catalogues of 0 libraries"),
        ] as [(String, String, String)])
    func `each database has a name of its own`(database: String, title: String, description: String) throws {
        let answer = explain("", database: database)
        #expect(answer.status == 200)
        let info = try #require(ParsedXML(answer.body)?.first("record/recordData/explain/databaseInfo"))
        #expect(info.first("title")?.text == title)
        #expect(info.first("description")?.text == description)
    }

    @Test func `an unknown database is not found, and the alliance's own is described`() throws {
        let answer = explain("", database: "nowhere")
        #expect(answer.status == 404)
        let root = try #require(ParsedXML(answer.body))
        #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/235")
        #expect(root.first("record/recordData/explain/serverInfo/database")?.text == "alliance")
    }

    @Test func `an unknown operation is answered with what there is`() throws {
        let root = try #require(ParsedXML(explain("operation=foo&version=1.1").body))
        #expect(root.childNames == ["version", "record", "diagnostics"])
        #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/4")
    }

    @Test func `is valid by ZeeRex's schema`() throws {
        guard SharedSchemas.areHere() else { return }
        let documents = try ["alliance", "city", "nctc+scsf", "off"].map { database in
            let answer = explain("recordPacking=string", database: database)
            let text = try #require(ParsedXML(answer.body)?.first("record/recordData")?.text)
            return Array(text.utf8)
        }
        #expect(try SharedSchemas.complaints(against: documents, schema: "zeerex/zeerex-2.0.xsd") == "")
    }
}
