import FederatedQuery
import Testing

@testable import SRUGateway

/// What the three versions have in common, and where they differ.
struct ResponseTests {
    private static let versions: [SRUVersion] = SRUVersion.allCases
    private func answer(_ version: SRUVersion, _ rest: String = "query=a") -> SRUAnswer {
        Shelf.answer(Shelf.input("version=\(version.rawValue)&\(rest)"))
    }

    private static let names1 =
        "version numberOfRecords resultSetId resultSetIdleTime records nextRecordPosition echoedSearchRetrieveRequest "
        + "extraResponseData"
    private static let names2 =
        "numberOfRecords resultSetId records nextRecordPosition echoedSearchRetrieveRequest extraResponseData resultSetTTL "
        + "resultCountPrecision searchResultAnalysis"

    @Test(arguments: [(.v1_1, names1), (.v1_2, names1), (.v2_0, names2)] as [(SRUVersion, String)])
    func `a page has its elements in the schema's order`(version: SRUVersion, names: String) throws {
        let root = try #require(ParsedXML(answer(version).body))
        #expect(root.childNames.joined(separator: " ") == names)
        #expect(root.name == "searchRetrieveResponse")
        #expect(root.namespace == version.namespace(of: .searchRetrieve).description)
        #expect(root.first("numberOfRecords")?.text == "12")
        #expect(root.first("nextRecordPosition")?.text == "4")
    }

    @Test(arguments: versions)
    func `records stand at their positions, an unreadable one as a diagnostic`(version: SRUVersion) throws {
        let records = try #require(ParsedXML(answer(version).body)).all("records/record")
        #expect(records.map { $0.first("recordPosition")?.text } == ["1", "2", "3"])
        #expect(records[0].first("recordSchema")?.text == "info:srw/schema/1/marcxml-v1.1")
        #expect(records[0].first("recordData/record")?.namespace == "http://www.loc.gov/MARC21/slim")
        #expect(records[2].first("recordSchema")?.text == "info:srw/schema/1/diagnostics-v1.1")
        let diagnostic = try #require(records[2].first("recordData/diagnostic"))
        #expect(diagnostic.namespace == version.diagnosticNamespace.description)
        #expect(diagnostic.childNames == ["uri", "details", "message"])
        #expect(diagnostic.first("uri")?.text == "info:srw/diagnostic/1/67")
    }

    @Test(arguments: versions)
    func `a record packed as a string is the same record`(version: SRUVersion) throws {
        let parameter = version == .v2_0 ? "recordXMLEscaping" : "recordPacking"
        let packed = try #require(
            ParsedXML(answer(version, "query=a&\(parameter)=string").body)?.first("records/record"))
        let plain = try #require(ParsedXML(answer(version).body)?.first("records/record"))
        #expect(packed.first("recordData")?.children.isEmpty == true)
        #expect(packed.first(parameter)?.text == "string")
        let inner = try #require(ParsedXML(Array((packed.first("recordData")?.text ?? "").utf8)))
        #expect(inner.text == plain.first("recordData/record")?.text)
    }

    @Test(arguments: versions)
    func `a joined record says who holds it`(version: SRUVersion) throws {
        let record = try #require(ParsedXML(answer(version).body)?.first("records/record"))
        #expect(record.childNames.last == "extraRecordData")
        let holders = record.all("extraRecordData/holders/holder")
        #expect(
            holders.map(\.attributes) == [
                ["member": "nctc", "identifier": "ocm00001", "position": "3"],
                ["member": "scsf", "identifier": "\"b\" <7>", "position": "1"], ["member": "old", "position": "9"],
            ])
    }

    @Test(arguments: versions)
    func `every member is named with what became of it`(version: SRUVersion) throws {
        let federation = try #require(ParsedXML(answer(version).body)?.first("extraResponseData/federation"))
        #expect(federation.attributes["precision"] == "maximum")
        let members = federation.all("member")
        #expect(members.map { $0.attributes["id"] } == Shelf.members.map(\.id))
        #expect(
            members[0].attributes == [
                "id": "nctc", "name": "Nanchong <Technical> College", "outcome": "answered", "hits": "20",
                "records": "2",
                "milliseconds": "34",
            ])
        // No hits is an answer; not having been asked is none.
        #expect(members[1].attributes["hits"] == "0")
        #expect(members[2].attributes == ["id": "old", "name": "Old", "outcome": "notAsked", "records": "0"])
        #expect(members[2].text == "it has no index bath.isbn")
        let reasons = [
            "unresolvable", "unreachable", "rejected", "timedOut", "closed", "refused", "garbled", "busy", "skipped",
        ]
        #expect(members.dropFirst(3).map { $0.attributes["reason"] } == reasons)
        #expect(members[6].attributes["step"] == "connect")
        #expect(members[8].attributes["bib1"] == "109")
        #expect(members[8].text == "it answered: Database unavailable")
        #expect(federation.first("approximation")?.text == "nctc: dc.date as words & numbers")
    }

    @Test(arguments: versions)
    func `a partial page has no diagnostic's identifier in it, unless that is switched on`(version: SRUVersion) throws {
        let input = Shelf.input("version=\(version.rawValue)&query=a")
        let page = Shelf.page(Array(Shelf.entries.prefix(2)))
        let text = String(decoding: Shelf.answer(input, page: page).body, as: UTF8.self)
        #expect(!text.contains("info:srw/diagnostic"))
        var settings = SRUSettings()
        settings.reportsPartialResults = true
        let root = try #require(ParsedXML(Shelf.answer(input, face: Shelf.face(settings), page: page).body))
        #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/59")
        #expect(root.all("records/record").count == 2)
    }

    @Test func `an empty page has no records and no next position`() throws {
        let page = Shelf.page([], count: 0, next: nil)
        for version in Self.versions {
            let root = try #require(
                ParsedXML(Shelf.answer(Shelf.input("version=\(version.rawValue)&query=a"), page: page).body))
            #expect(root.first("numberOfRecords")?.text == "0")
            #expect(root.first("records") == nil)
            #expect(root.first("nextRecordPosition") == nil)
        }
    }

    @Test func `2_0 names the count's precision and each member that told its count`() throws {
        let root = try #require(ParsedXML(answer(.v2_0, "query=dc.title%3Da").body))
        #expect(root.first("resultCountPrecision")?.text == "info:srw/vocabulary/resultCountPrecision/1/maximum")
        #expect(root.first("resultSetTTL")?.text == "300")
        let sources = root.all("searchResultAnalysis/datasource")
        #expect(sources.map { $0.first("subqueryResults/subqueryResult/count")?.text } == ["20", "0"])
        #expect(sources[0].namespace == "http://docs.oasis-open.org/ns/search-ws/searchResultAnalysis")
        let url = "http://sru.example.org:8210/nctc?queryType=cql&query=dc.title%3Da"
        #expect(sources[0].first("subqueryResults/subqueryResult/requestUrl")?.text == url)
    }

    @Test func `the request is echoed as it was sent`() throws {
        let rest =
            "query=dc.title%3D%22a+%3C+b%22&startRecord=1&maximumRecords=2&recordSchema=marcxml&resultSetTTL=9&stylesheet=s.xsl&x-a=%26"
        let echo12 = try #require(ParsedXML(answer(.v1_2, rest).body)?.first("echoedSearchRetrieveRequest"))
        #expect(
            echo12.childNames == [
                "version", "query", "xQuery", "startRecord", "maximumRecords", "recordSchema", "resultSetTTL",
                "stylesheet",
                "baseUrl", "extraRequestData",
            ])
        #expect(echo12.first("query")?.text == "dc.title=\"a < b\"")
        let clause = try #require(echo12.first("xQuery/searchClause"))
        #expect(clause.namespace == "http://www.loc.gov/zing/cql/xcql/")
        #expect(clause.first("term")?.text == "a < b")
        #expect(echo12.first("baseUrl")?.text == "http://sru.example.org:8210/alliance")
        #expect(echo12.first("extraRequestData/parameter")?.attributes["name"] == "x-a")
        let more =
            "&queryType=cql&recordXMLEscaping=xml&facetLimit=3&facetStart=1&renderedBy=client&httpAccept=text/xml&responseType=r"
        let echo2 = try #require(ParsedXML(answer(.v2_0, rest + more).body)?.first("echoedSearchRetrieveRequest"))
        #expect(
            echo2.childNames == [
                "queryType", "query", "startRecord", "maximumRecords", "recordXMLEscaping", "recordSchema",
                "facetParameters",
                "resultSetTTL", "stylesheet", "renderedBy", "extraRequestParameter", "httpAccept", "responseType",
            ])
        #expect(echo2.first("facetParameters")?.text == "facetLimit=3&facetStart=1")
        #expect(echo2.first("extraRequestParameter")?.text == "x-a=&")
    }

    @Test(
        arguments: [
            (.v1_1, "version numberOfRecords diagnostics"), (.v1_2, "version numberOfRecords diagnostics"),
            (.v2_0, "diagnostics"),
        ] as [(SRUVersion, String)])
    func `a fatal diagnostic comes without records`(version: SRUVersion, names: String) throws {
        let root = try #require(ParsedXML(answer(version, "query=a&startRecord=0").body))
        #expect(root.childNames.joined(separator: " ") == names)
        let diagnostic = try #require(root.first("diagnostics/diagnostic"))
        #expect(diagnostic.namespace == version.diagnosticNamespace.description)
        #expect(diagnostic.first("uri")?.text == "info:srw/diagnostic/1/6")
        #expect(diagnostic.first("details")?.text == "startRecord")
        #expect(root.first("numberOfRecords")?.text == (version == .v2_0 ? nil : "0"))
    }

    @Test(
        arguments: [
            (.nobodyAnswered([]), 2, 200, "0"), (.unknownDatabase("x"), 235, 404, "0"),
            (.outOfRange(HitCount(value: 7, precision: .exact)), 61, 200, "7"),
            (.query(QueryError(.unknownIndex("dc.zz"), message: "no")), 16, 200, "0"),
        ] as [(SearchError, Int, Int, String)])
    func `a search that fails is answered with its diagnostic`(
        error: SearchError, number: Int, status: Int, count: String
    ) throws {
        let answer = Shelf.face().answer(try Shelf.search(Shelf.input("query=a")), error: error)
        #expect(answer.status == status)
        let root = try #require(ParsedXML(answer.body))
        #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/\(number)")
        #expect(root.first("numberOfRecords")?.text == count)
        #expect(root.first("echoedSearchRetrieveRequest/query")?.text == "a")
    }

    @Test(arguments: versions)
    func `a scan is refused in a scan's own response`(version: SRUVersion) throws {
        let root = try #require(ParsedXML(answer(version, "operation=scan&scanClause=a").body))
        #expect(root.name == "scanResponse")
        #expect(root.namespace == version.namespace(of: .scan).description)
        #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/4")
    }

    @Test(
        arguments: [
            ("version=1.1&query=a", nil, "text/xml; charset=utf-8"),
            ("version=1.2&query=a", "application/sru+xml", "text/xml; charset=utf-8"),
            ("version=2.0&query=a", nil, "application/sru+xml"), ("version=2.0&query=a", "*/*", "application/sru+xml"),
            (
                "version=2.0&query=a", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/xml"
            ),
            ("version=2.0&query=a", "text/html", "text/xml; charset=utf-8"),
            ("version=2.0&query=a&httpAccept=application/xml", "text/html", "application/xml"),
            ("query=a&httpAccept=application/json", nil, "application/sru+xml"),
        ] as [(String, String?, String)])
    func `the type is one that the client can read`(query: String, accept: String?, type: String) {
        #expect(Shelf.answer(Shelf.input(query, accept: accept)).contentType == type)
    }

    @Test func `a search asks the engine for what the client wants`() throws {
        let input = Shelf.input("query=dc.title%3Dx&startRecord=11&maximumRecords=500", database: "nctc+scsf")
        let search = try Shelf.search(input)
        let request = search.engineRequest
        #expect(request.query == (try parseQuery("dc.title = x")))
        #expect(request.database == "nctc+scsf")
        #expect(request.start == 11)
        #expect(request.count == 100)
    }

    @Test func `plain words are searched literally, all of them`() throws {
        let input = Shelf.input("queryType=searchTerms&query=%22war+and*%22+p%3Fe%5C+%3D")
        let search = try Shelf.search(input)
        let clause = SearchClause(relation: Relation(.all), term: #"war and\* p\?e\\ ="#)
        #expect(search.query == Query(root: .clause(clause)))
    }

    @Test(
        arguments: [
            ("query=dc.title+%3D%3D", 10), ("query=zz.title%3Da", 15), ("query=dc.zz%3Da", 16),
            ("query=dc.title+%3C+a", 22),
            ("query=%22%22", 27), ("queryType=searchTerms&query=%22+%22", 27),
        ] as [(String, Int)])
    func `a query that nobody can carry out is refused at once, in every version`(query: String, number: Int) throws {
        for version in Self.versions where version == .v2_0 || !query.contains("queryType") {
            let root = try #require(ParsedXML(answer(version, query).body))
            #expect(root.first("diagnostics/diagnostic/uri")?.text == "info:srw/diagnostic/1/\(number)")
            // The echo of 1.1 is nothing without the parsed query.
            #expect((root.first("echoedSearchRetrieveRequest") == nil) == (version == .v1_1))
        }
    }

    @Test func `every kind of response is valid by the schema of its version`() throws {
        guard SharedSchemas.areHere() else { return }
        let rests = [
            "page": "query=a", "dc": "query=a&recordSchema=dc",
            "echo":
                "query=dc.title%3D%22a+%3C+b%22+or+c+prox/distance%3D3+d&startRecord=1&maximumRecords=2&x-a=b&stylesheet=a.xsl",
            "fatal": "query=a&startRecord=0", "scan": "operation=scan&scanClause=a", "explain": "operation=explain",
            "unknown": "operation=foo", "syntax": "query=dc.title+%3D%3D",
        ]
        var responses: [String: [UInt8]] = [:]
        for version in Self.versions {
            for (name, rest) in rests { responses["\(name)-\(version)"] = answer(version, rest).body }
            let packing = version == .v2_0 ? "recordXMLEscaping" : "recordPacking"
            responses["string-\(version)"] = answer(version, "query=a&\(packing)=string").body
            let input = Shelf.input("version=\(version.rawValue)&query=a")
            responses["none-\(version)"] = Shelf.answer(input, page: Shelf.page([], count: 0, next: nil)).body
            var settings = SRUSettings()
            settings.reportsPartialResults = true
            responses["partial-\(version)"] = Shelf.answer(input, face: Shelf.face(settings)).body
        }
        #expect(try SharedSchemas.complaints(against: responses) == "")
    }
}
