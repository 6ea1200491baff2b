import Testing

@testable import FederatedQuery

/// Addresses as librarians write them.
@Suite struct WrittenAddressTests {
    @Test(
        arguments: [
            ("z3950://opac.example.edu:9901/Books", "opac.example.edu", 9901, "Books", "opac-example-edu-books"),
            ("tcp:opac.example.edu:9901/Books", "opac.example.edu", 9901, "Books", "opac-example-edu-books"),
            ("TCP:opac.example.edu/Books", "opac.example.edu", 210, "Books", "opac-example-edu-books"),
            ("tcp://opac.example.edu", "opac.example.edu", 210, "Default", "opac-example-edu"),
            ("opac.example.edu:9901/Books", "opac.example.edu", 9901, "Books", "opac-example-edu-books"),
            ("opac.example.edu:9901", "opac.example.edu", 9901, "Default", "opac-example-edu"),
            ("opac.example.edu", "opac.example.edu", 210, "Default", "opac-example-edu"),
            ("127.0.0.1:9901/Default", "127.0.0.1", 9901, "Default", "127-0-0-1"),
            ("[::1]:9901/x", "::1", 9901, "x", "1-x"),
            ("sru+http://opac.example.edu/sru/x", "opac.example.edu", 80, "/sru/x", "opac-example-edu"),
        ] as [(String, String, Int, String, String)])
    func `are understood`(text: String, host: String, port: Int, database: String, id: String) throws {
        let member = try memberProfile(at: text)
        #expect(member.host == host && member.port == port && member.database == database)
        #expect(member.id == id && isTargetsID(member.id))
    }

    @Test(arguments: [
        "", "ssl:opac.example.edu:2100", "http://opac.example.edu", "reader:secret@opac", "opac:0", "a b", "opac:x/y",
    ])
    func `are refused with what would be right`(text: String) {
        #expect(throws: BadAddress.self) { try memberProfile(at: text) }
        do throws(BadAddress) {
            _ = try memberProfile(at: text)
        } catch {
            #expect(!error.message.contains("secret"))
        }
    }
}
