import FederatedQuery
import Testing

@testable import SRUGateway

struct SRURequestTests {
    private func request(_ query: String, settings: SRUSettings = SRUSettings()) throws -> SRURequest {
        try SRURequest(Shelf.input(query), settings: settings)
    }

    private func search(_ query: String) throws -> SearchRetrieveRequest? {
        guard case .success(.searchRetrieve(let search)) = try request(query).operation else { return nil }
        return search
    }

    private func refusal(_ query: String) throws -> Diagnostic? {
        guard case .failure(let diagnostic) = try request(query).operation else { return nil }
        return diagnostic
    }

    @Test(
        arguments: [
            ("query=a", .v1_2), ("version=1.1&query=a", .v1_1), ("version=1.2&query=a", .v1_2),
            ("version=2.0&query=a", .v2_0),
            ("", .v1_2), ("operation=explain", .v1_2), ("query=a&queryType=cql", .v2_0),
            ("query=a&recordXMLEscaping=xml", .v2_0),
            ("query=a&httpAccept=text/xml", .v2_0), ("query=a&facetLimit=10", .v2_0),
            ("query=a&facetLimit:dc.date=10", .v2_0),
            ("query=a&renderedBy=client", .v2_0), ("query=a&recordPacking=packed", .v2_0),
            ("query=a&recordPacking=xml", .v1_2),
            ("version=1.2&query=a&queryType=cql", .v1_2),  // what it says counts more than what it looks like
            ("version=1.0&query=a", .v1_1), ("version=1.3&query=a", .v1_2), ("version=2.1&query=a", .v2_0),
            ("version=3&query=a", .v2_0),
            ("version=x&query=a", .v1_2), ("version=0&query=a", .v1_1),
        ] as [(String, SRUVersion)])
    func `tells the version to answer in`(query: String, version: SRUVersion) throws {
        #expect(try request(query).version == version)
    }

    @Test func `takes the operator's version when the client names none`() throws {
        var settings = SRUSettings()
        settings.defaultVersion = .v2_0
        #expect(try request("query=a", settings: settings).version == .v2_0)
        #expect(try request("version=1.1&query=a", settings: settings).version == .v1_1)
    }

    @Test(
        arguments: [
            ("operation=searchRetrieve&query=a", .searchRetrieve), ("query=a", .searchRetrieve),
            ("query=", .searchRetrieve),
            ("query=%FF", .searchRetrieve), ("queryType=cql", .searchRetrieve), ("", .explain),
            ("version=1.1", .explain),
            ("operation=explain&query=a", .explain), ("operation=scan&scanClause=a", .scan), ("scanClause=a", .scan),
            ("operation=searchretrieve&query=a", .explain), ("x-foo=1", .explain),
        ] as [(String, SRUOperation.Kind)])
    func `tells the operation`(query: String, kind: SRUOperation.Kind) throws {
        #expect(try request(query).kind == kind)
    }

    @Test func `reads a search`() throws {
        let plain = SearchRetrieveRequest(
            query: .cql("dc.title = a"), start: 1, count: 10, schema: .marcxml, packing: .xml)
        #expect(try search("query=dc.title+%3D+a") == plain)
        let full = SearchRetrieveRequest(query: .cql("a"), start: 11, count: 5, schema: .dc, packing: .string)
        let rest =
            "query=a&startRecord=11&maximumRecords=5&recordSchema=info:srw/schema/1/dc-v1.1&resultSetTTL=60&stylesheet=/a.xsl"
        #expect(
            try search("version=1.1&operation=searchRetrieve&recordPacking=string&\(rest)&x-any=1&sortKeys=") == full)
        #expect(
            try search("version=2.0&recordPacking=unpacked&recordXMLEscaping=string&\(rest)&responseType=x") == full)
        #expect(try search("query=a&maximumRecords=0")?.count == 0)
        #expect(try search("query=a&maximumRecords=99999")?.count == 100)
        #expect(try search("query=a&startRecord=9223372036854775807")?.start == 1_000_000_000)
        #expect(try search("query=a&recordSchema=http://www.loc.gov/MARC21/slim")?.schema == .marcxml)
        #expect(try search("query=a&recordSchema=MARCXML")?.schema == .marcxml)
        #expect(try search("query=a+b&queryType=searchTerms")?.query == .searchTerms("a b"))
    }

    @Test(
        arguments: [
            ("version=3.0&query=a", 5, "2.0"), ("version=1.0&query=a", 5, "2.0"), ("operation=delete", 4, "delete"),
            ("operation=scan&version=1.1&scanClause=a", 4, "scan"),
            ("operation=searchRetrieve&version=1.2", 7, "query"),
            ("query=", 7, "query"), ("queryType=cql", 7, "query"), ("query=a&queryType=pqf", 11, "pqf"),
            ("query=a&foo=b", 8, "foo"),
            ("operation=explain&foo=b", 8, "foo"), ("version=1.2&query=a&httpAccept=text/xml", 8, "httpAccept"),
            ("query=a&startRecord=0", 6, "startRecord"), ("query=a&startRecord=-1", 6, "startRecord"),
            ("query=a&startRecord=10abc", 6, "startRecord"),
            ("query=a&startRecord=99999999999999999999", 6, "startRecord"),
            ("query=a&maximumRecords=-1", 6, "maximumRecords"), ("query=a&maximumRecords=ten", 6, "maximumRecords"),
            ("query=a&maximumRecords=%2B1", 6, "maximumRecords"), ("query=a&resultSetTTL=x", 6, "resultSetTTL"),
            ("query=a&query=b", 6, "query"), ("query=%FF", 6, "query"), ("query=a&recordPacking=pdf", 71, "pdf"),
            ("operation=explain&recordPacking=pdf", 71, "pdf"), ("query=a&recordXMLEscaping=bogus", 71, "bogus"),
            ("version=2.0&query=a&recordPacking=xml", 71, "xml"), ("query=a&recordSchema=mods", 66, "mods"),
            ("query=a&recordXPath=/a", 72, "/a"), ("query=a&sortKeys=title", 80, "title"),
            ("query=a&renderedBy=server", 6, "renderedBy"),
            ("query=a&stylesheet=javascript:alert(1)", 111, "javascript:alert(1)"),
            ("query=a&stylesheet=a%22b", 111, "a\"b"), ("query=a&stylesheet=data:text/xml,x", 111, "data:text/xml,x"),
        ] as [(String, Int, String)])
    func `refuses with a number and its details`(query: String, number: Int, details: String) throws {
        let diagnostic = try refusal(query)
        #expect(diagnostic?.number == number)
        #expect(diagnostic?.details == details)
    }

    @Test(arguments: [
        "a.xsl", "/a/b.xsl?c=d:e", "http://example.org/a.xsl", "HTTPS://example.org/", "//example.org/a.xsl",
    ])
    func `names a stylesheet in the response`(url: String) throws {
        let query = "query=a&stylesheet=\(percentEncoded(url))"
        #expect(try request(query).stylesheet == url)
        let text = String(decoding: Shelf.answer(Shelf.input(query)).body, as: UTF8.self)
        #expect(text.contains(#"<?xml-stylesheet type="text/xsl" href="\#(url)"?>"#))
    }

    @Test func `reads a form that was posted, beside the URL`() throws {
        let input = SRUInput(
            method: .post, database: "alliance", query: Array("version=1.1".utf8),
            contentType: "application/x-www-form-urlencoded; charset=UTF-8",
            body: Array("query=a+b&maximumRecords=3".utf8),
            address: Shelf.address)
        let request = try SRURequest(input, settings: SRUSettings())
        #expect(request.version == .v1_1)
        let search = try retrieval(request)
        #expect(search.query == .cql("a b"))
        #expect(search.count == 3)
    }
}
