import FederatedQuery
import Testing

@testable import SRUGateway

struct HostileInputTests {
    private static let words = [
        "query", "operation", "version", "startRecord", "maximumRecords", "recordPacking", "recordSchema", "stylesheet",
        "sortKeys",
        "queryType", "recordXMLEscaping", "httpAccept", "facetLimit", "x-a", "scanClause", "=", "=", "&", "&", "%",
        "%00", "%FF",
        "%E5%91%90", "+", "1.1", "1.2", "2.0", "9", "-1", "searchRetrieve", "explain", "scan", "searchTerms", "xml",
        "string", "dc",
        "<", ">", "\"", "?>", "]]>", "http://a/", "javascript:", "\u{0}", "\u{FFFE}", "99999999999999999999",
    ]
    private static let markup = [
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\">", "<e:Body>", "</e:Body>", "</e:Envelope>",
        "<searchRetrieveRequest xmlns=\"http://www.loc.gov/zing/srw/\">", "</searchRetrieveRequest>", "<query>",
        "</query>", "<version>",
        "</version>", "1.1", "2.0", "&amp;", "&a;", "<!DOCTYPE a [", "<!ENTITY a \"b\">", "]>", "<![CDATA[", "]]>",
        "<?x y?>", "<!--",
        "-->", "\u{0}", "呐喊", "a", "<", "\"",
    ]

    @Test func `random query strings always get a well-formed answer`() {
        var random = SplitMix(seed: 2709)
        for _ in 0..<1500 {
            let query = (0..<Int.random(in: 0...14, using: &random)).compactMap { _ in
                Self.words.randomElement(using: &random)
            }
            expectAnswer(to: Shelf.input(query.joined()), "\(query)")
        }
    }

    @Test func `random bodies always get a well-formed answer`() {
        var random = SplitMix(seed: 3950)
        for type in ["text/xml", "application/x-www-form-urlencoded", "application/json", nil] {
            for _ in 0..<400 {
                let count = Int.random(in: 0...14, using: &random)
                var body = (0..<count).flatMap { _ in Array((Self.markup.randomElement(using: &random) ?? "").utf8) }
                if !body.isEmpty, Bool.random(using: &random) {
                    body[Int.random(in: 0..<body.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                let input = SRUInput(
                    method: .post, database: "alliance", contentType: type, body: body, address: Shelf.address)
                expectAnswer(to: input, String(decoding: body, as: UTF8.self))
            }
        }
    }

    @Test func `depth and length of a SOAP message are bounded`() {
        let deep = String(repeating: "<a>", count: 20_000)
        let long = String(repeating: " ", count: 200_000)
        for body in [deep, "<a>\(long)</a>"] {
            let input = SRUInput(
                method: .post, database: "a", contentType: "text/xml", body: Array(body.utf8), address: Shelf.address)
            expectAnswer(to: input, "bounds")
        }
    }

    private func expectAnswer(to input: SRUInput, _ comment: String) {
        let face = Shelf.face()
        let answers: [SRUAnswer]
        switch face.decode(input) {
        case .answer(let answer): answers = [answer]
        case .search(let search):
            answers = [
                face.answer(search, page: Shelf.page()), face.answer(search, error: .unknownDatabase("<\u{1}>")),
            ]
        }
        for answer in answers { #expect(ParsedXML(answer.body) != nil, "\(comment)") }
    }
}
