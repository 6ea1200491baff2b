import Testing

@testable import FederatedQuery

@Suite struct SearchRetrieveReaderTests {
    private static func read(_ text: String, limit: Int = 10) throws -> SearchRetrieveAnswer {
        try readSearchRetrieve(Array(text.utf8), limit: limit)
    }

    private static func records(_ answer: SearchRetrieveAnswer) -> [String] {
        answer.records.map { raw in
            switch raw {
            case .octets(let octets, let syntax): "\(syntax) \(String(decoding: octets, as: UTF8.self))"
            case .diagnostic(let code, let message): "diagnostic \(code) \(message)"
            }
        }
    }

    private static let bare = #"<leader>x</leader><controlfield tag="001">42</controlfield>"#
    private static let written = "xml <record>\(bare)</record>"

    /// Answers as servers of each version and packing write them: all say the same.
    private static let alike: [(String, String)] = [
        (
            "1.1, XML",
            """
            <?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">
            <zs:version>1.1</zs:version><zs:numberOfRecords> 7 </zs:numberOfRecords>
            <zs:records><zs:record><zs:recordSchema>info:srw/schema/1/marcxml-v1.1</zs:recordSchema>
            <zs:recordPacking>xml</zs:recordPacking><zs:recordData><m:record xmlns:m="http://www.loc.gov/MARC21/slim">\
            <m:leader>x</m:leader><m:controlfield tag="001">42</m:controlfield></m:record></zs:recordData>
            <zs:recordPosition>1</zs:recordPosition></zs:record></zs:records></zs:searchRetrieveResponse>
            """
        ),
        (
            "1.2, string",
            """
            <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>7</numberOfRecords><records>
            <record><recordPacking>string</recordPacking><recordData>&lt;record&gt;&lt;leader&gt;x&lt;/leader&gt;\
            &lt;controlfield tag="001"&gt;42&lt;/controlfield&gt;&lt;/record&gt;</recordData></record>
            </records></searchRetrieveResponse>
            """
        ),
        (
            "1.2, CDATA",
            """
            <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>7</numberOfRecords><records>
            <record><recordData><![CDATA[<record>\(bare)</record>]]></recordData></record></records>
            </searchRetrieveResponse>
            """
        ),
        (
            "2.0",
            """
            <s:searchRetrieveResponse xmlns:s="http://docs.oasis-open.org/ns/search-ws/sruResponse">
            <s:numberOfRecords>7</s:numberOfRecords><s:records><s:record><s:recordSchema>marcxml</s:recordSchema>
            <s:recordXMLEscaping>xml</s:recordXMLEscaping><s:recordData>
            <record>\(bare)</record></s:recordData></s:record></s:records>
            <s:echoedSearchRetrieveRequest><s:records>no</s:records></s:echoedSearchRetrieveRequest>
            <s:extraResponseData><x><record><recordData>none</recordData></record></x></s:extraResponseData>
            </s:searchRetrieveResponse>
            """
        ),
        (
            "SOAP",
            """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header/><e:Body>
            <searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>7</numberOfRecords><records>
            <record><recordData><record>\(bare)</record></recordData></record></records></searchRetrieveResponse>
            </e:Body></e:Envelope>
            """
        ),
    ]

    @Test(arguments: alike)
    func `reads an answer of any version`(name: String, text: String) throws {
        let answer = try Self.read(text)
        #expect(answer.hitCount == 7 && answer.diagnostics.isEmpty)
        #expect(Self.records(answer).map { $0.trimmingPrefix { $0.isWhitespace } == Self.written } == [true])
    }

    @Test func `reads other encodings, and writes what has to be escaped`() throws {
        let text = """
            <?xml version="1.0" encoding="ISO-8859-1"?><searchRetrieveResponse><numberOfRecords>1</numberOfRecords><records>
            <record><recordData><a b="&quot;&lt;&#233;">é &amp; &lt;c&gt;</a></recordData></record></records>
            </searchRetrieveResponse>
            """
        let octets = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let answer = try readSearchRetrieve(octets, limit: 1)
        #expect(Self.records(answer) == [#"xml <a b="&quot;&lt;é">é &amp; &lt;c&gt;</a>"#])
    }

    @Test func `takes no more records than were asked for`() throws {
        let text = SRUText.answer(records: [1, 2, 3].map { _ in SRUText.record(SRUText.marc) })
        #expect(try Self.read(text, limit: 2).records.count == 2)
        #expect(try Self.read(text, limit: 0).records.isEmpty)
    }

    @Test func `a diagnostic in a record's place stays in its place`() throws {
        let surrogate = SRUText.record(
            SRUText.diagnostic(67, details: "gone"), schema: "info:srw/schema/1/diagnostics-v1.1")
        let text = SRUText.answer(records: [SRUText.record(SRUText.marc), surrogate, SRUText.record(SRUText.marc)])
        let answer = try Self.read(text)
        #expect(answer.diagnostics.isEmpty && answer.records.count == 3)
        guard case .diagnostic(let code, let message) = answer.records[1] else {
            Issue.record("\(answer.records[1])")
            return
        }
        #expect(code == 238 && message.contains("gone") && message.contains("info:srw/diagnostic/1/67"))
    }

    /// Diagnostics, and the Bib-1 codes that they become.
    @Test(arguments: [
        ("info:srw/diagnostic/1/16", 114), ("info:srw/diagnostic/1/10", 108), ("16", 114),
        ("info:srw/diagnostic/1/99999999999", 100), ("info:x/y/16", 100), ("info:x", 100),
    ])
    func `a diagnostic becomes the Bib-1 code that means the same`(uri: String, code: Int) throws {
        let text = """
            <searchRetrieveResponse><diagnostics><diagnostic><uri>\(uri)</uri><message>no</message></diagnostic>
            </diagnostics></searchRetrieveResponse>
            """
        let diagnostics = try Self.read(text).diagnostics
        #expect(diagnostics.map(\.bib1) == [code] && diagnostics.first?.words.hasPrefix("no") == true)
    }

    @Test func `reads a diagnostic that stands alone`() throws {
        let answer = try Self.read("<diagnostics>\(SRUText.diagnostic(3))</diagnostics>")
        #expect(answer.diagnostics.map(\.code) == [3] && answer.hitCount == nil)
    }

    @Test(arguments: ["", "-5", "many", "99999999999999999999999", "3 records", "0x10"])
    func `believes no nonsense of a hit count`(text: String) throws {
        #expect(try Self.read(SRUText.answer(hits: text, records: [])).hitCount == nil)
    }

    private static let hostile: [(String, String)] = [
        ("", "no XML"), ("hello", "no XML"), ("<html><body>Welcome</body></html>", "no answer"),
        ("<searchRetrieveResponse><numberOfRecords>3</numberOfRecords><records><record>", "breaks off"),
        // libyaz reads the namespace that Body has not.
        (#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><Body/></e:Envelope>"#, "no answer"),
        (
            """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode>
            <faultstring>Out of cheese</faultstring></e:Fault></e:Body></e:Envelope>
            """, "Out of cheese"
        ),
        (
            """
            <!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <searchRetrieveResponse><numberOfRecords>&c;</numberOfRecords></searchRetrieveResponse>
            """, "document type"
        ),
        (
            """
            <!DOCTYPE a SYSTEM "file:///etc/passwd"><searchRetrieveResponse><numberOfRecords>1</numberOfRecords>
            </searchRetrieveResponse>
            """, "document type"
        ),
        (
            "<searchRetrieveResponse>" + String(repeating: "<a>", count: 5000), "breaks off"
        ),
        (String(repeating: "<a>", count: 100_000), "no XML"),
    ]

    @Test(arguments: hostile)
    func `refuses what is no answer, and says why`(text: String, why: String) {
        let error = #expect(throws: UnreadableAnswer.self) { try Self.read(text) }
        #expect(error?.why.contains(why) == true, "\(error?.why ?? "")")
    }

    @Test func `keeps of a huge record no more than can be read`() throws {
        let huge = "<a>" + String(repeating: "<b>0123456789</b>", count: 200_000) + "</a>"
        let answer = try Self.read(SRUText.answer(records: [SRUText.record(huge), SRUText.record(SRUText.marc)]))
        #expect(answer.records.count == 2)
        guard case .octets(let octets, _) = answer.records[0] else { return }
        #expect(octets.count < 3 << 20)
    }
}
