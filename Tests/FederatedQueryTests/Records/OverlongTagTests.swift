import Testing

@testable import FederatedQuery

@Suite struct OverlongTagTests {
    private static let many = (0..<20_000).map { "a\($0)=''" }.joined(separator: " ")

    @Test(
        arguments: [
            ("<record><leader>00000</leader></record>", false),
            ("<r a='\(String(repeating: "x", count: 9_000))'/>", true),
            ("<r \(many)/>", true),
            ("<r>\(String(repeating: "x", count: 100_000))</r>", false),
            ("<r a='>' \(many)/>", true),
            ("1 < 2 \(String(repeating: "x", count: 9_000))", false),
            ("<r", false), ("<", false), ("", false),
        ] as [(String, Bool)])
    func `is found before libxml2 sees it`(text: String, isOverlong: Bool) {
        #expect(Array(text.utf8).withUnsafeBytes { hasOverlongTag($0) } == isOverlong)
    }

    /// With libxml2 alone this takes minutes.
    @Test func `a record and an SRU answer with one are refused at once`() {
        let xml = "<searchRetrieveResponse><r \(String(repeating: Self.many, count: 10))/></searchRetrieveResponse>"
        #expect(throws: UnreadableAnswer.self) { try readSearchRetrieve(Array(xml.utf8), limit: 10) }
        guard case .failure = decodeRecord(.octets(Array(xml.utf8), syntax: "xml"), charset: "auto", dialect: nil)
        else {
            Issue.record("it was read")
            return
        }
    }
}
