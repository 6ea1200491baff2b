import Testing

@testable import SRUGateway

struct SOAPRequestTests {
    private let namespace1 = "http://www.loc.gov/zing/srw/"
    private let namespace2 = "http://docs.oasis-open.org/ns/search-ws/sruRequest"

    @Test func `reads a request of 1_1`() throws {
        let request = try SRURequest(
            Shelf.soap(
                """
                <s:searchRetrieveRequest xmlns:s="\(namespace1)"><s:version>1.1</s:version><s:query> a &lt; <![CDATA[<b>]]></s:query>
                  <s:startRecord> 3 </s:startRecord><s:recordSchema>dc</s:recordSchema>
                  <s:extraRequestData><o:x xmlns:o="urn:o">1</o:x></s:extraRequestData></s:searchRetrieveRequest>
                """), settings: SRUSettings())
        #expect(request.version == .v1_1)
        let search = SearchRetrieveRequest(query: .cql("a < <b>"), start: 3, count: 10, schema: .dc, packing: .xml)
        #expect(request.operation == .success(.searchRetrieve(search)))
    }

    @Test func `reads a request of 2_0, whose stylesheet has a capital`() throws {
        let request = try SRURequest(
            Shelf.soap(
                """
                <searchRetrieveRequest xmlns="\(namespace2)"><query>a</query><Stylesheet>a.xsl</Stylesheet>
                <queryType>searchTerms</queryType><e:more xmlns:e="urn:e">1</e:more></searchRetrieveRequest>
                """, type: nil), settings: SRUSettings())
        #expect(request.version == .v2_0)
        #expect(request.stylesheet == "a.xsl")
        let search = try retrieval(request)
        #expect(search.query == .searchTerms("a"))
    }

    @Test(
        arguments: [
            ("", "Client"), ("no XML", "Client"), ("<a/>", "Client"),
            (#"<Envelope xmlns="urn:x"/>"#, "VersionMismatch"),
            (#"<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Body/></Envelope>"#, "VersionMismatch"),
            (#"<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>"#, "Client"),
            (
                #"<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><a xmlns="urn:a"/></Body></Envelope>"#,
                "Client"
            ),
            (
                #"<!DOCTYPE e [<!ENTITY a "b">]><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>"#,
                "Client"
            ),
        ] as [(String, String)])
    func `answers what is no SOAP request with a fault`(body: String, code: String) throws {
        let input = SRUInput(
            method: .post, database: "alliance", contentType: "text/xml", body: Array(body.utf8), address: Shelf.address
        )
        let answer = Shelf.answer(input)
        #expect(answer.status == 500)
        let fault = try #require(ParsedXML(answer.body)?.first("Body/Fault"))
        #expect(fault.first("faultcode")?.text == "soap:\(code)")
    }

    @Test func `neither expands entities nor reads files`() throws {
        let bomb = (1...9).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }.joined()
        for doctype in [
            "<!DOCTYPE e [<!ENTITY a0 \"x\">\(bomb)]>", #"<!DOCTYPE e [<!ENTITY a9 SYSTEM "/etc/hostname">]>"#,
        ] {
            let request = #"<searchRetrieveRequest xmlns="\#(namespace1)"><query>&a9;</query></searchRetrieveRequest>"#
            let body = Array(doctype.utf8) + Shelf.soap(request).body
            #expect(throws: SOAPFault.self) { try soapParameters(body) }
        }
    }

    @Test func `answers in an envelope, without a stylesheet`() throws {
        let input = Shelf.soap(
            """
            <searchRetrieveRequest xmlns="\(namespace1)"><query>a</query><stylesheet>a.xsl</stylesheet></searchRetrieveRequest>
            """)
        let answer = Shelf.answer(input)
        #expect(answer.contentType == "text/xml; charset=utf-8")
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("<?xml-stylesheet"))
        let root = try #require(ParsedXML(answer.body))
        #expect(root.name == "Envelope")
        #expect(root.namespace == soapNamespace)
        #expect(root.first("Body/searchRetrieveResponse")?.first("version")?.text == "1.2")
    }

    @Test func `a scan or an explain in an envelope is answered in kind`() throws {
        for (name, number) in [("scan", 4), ("explain", nil)] as [(String, Int?)] {
            let answer = Shelf.answer(
                Shelf.soap(#"<\#(name)Request xmlns="\#(namespace1)"><version>1.1</version></\#(name)Request>"#))
            let response = try #require(ParsedXML(answer.body)?.first("Body/\(name)Response"))
            let uri = response.first("diagnostics/diagnostic/uri")?.text
            #expect(uri == number.map { "info:srw/diagnostic/1/\($0)" })
        }
    }
}
