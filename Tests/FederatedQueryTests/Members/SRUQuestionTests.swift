import Testing

@testable import FederatedQuery

@Suite struct SRUQuestionTests {
    private static func member(_ change: (inout MemberProfile) -> Void = { _ in }) -> MemberProfile {
        var member = MemberProfile(id: "a", access: .sru, host: "opac.example.edu", port: 8080, database: "/sru/biblio")
        change(&member)
        return member
    }

    private static func text(_ version: MemberProfile.SRU.Version, _ member: MemberProfile) -> String {
        let manner = SRUManner(version: version, schema: "marcxml")
        let question = SRUQuestion(
            #"dc.title = "红 & <x>""#, manner, of: member, start: 11, count: 50, step: .search)
        return String(decoding: question.exchange.octets, as: UTF8.self)
    }

    @Test(arguments: [
        (
            MemberProfile.SRU.Version.v1_1,
            "version=1.1&query=dc.title%20%3D%20%22%E7%BA%A2%20%26%20%3Cx%3E%22&startRecord=11&maximumRecords=50"
                + "&recordPacking=xml&recordSchema=marcxml&operation=searchRetrieve"
        ),
        (
            .v2_0,
            "version=2.0&query=dc.title%20%3D%20%22%E7%BA%A2%20%26%20%3Cx%3E%22&startRecord=11&maximumRecords=50"
                + "&recordXMLEscaping=xml&recordSchema=marcxml&operation=searchRetrieve"
        ),
    ])
    func `asks by GET and by POST with the same parameters`(version: MemberProfile.SRU.Version, form: String) {
        let get = Self.text(version, Self.member())
        #expect(get.hasPrefix("GET /sru/biblio?\(form) HTTP/1.1\r\nHost: opac.example.edu:8080\r\n"))
        #expect(get.hasSuffix("\r\n\r\n"))
        let post = Self.text(version, Self.member { $0.sru.method = .post })
        #expect(post.hasPrefix("POST /sru/biblio HTTP/1.1\r\n"))
        #expect(post.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"))
        #expect(post.contains("\r\nContent-Length: \(form.utf8.count)\r\n"))
        #expect(post.hasSuffix("\r\n\r\n\(form)"))
    }

    @Test func `asks by SOAP in the namespace of the version`() {
        let old = Self.text(.v1_2, Self.member { $0.sru.method = .soap })
        #expect(old.contains(#"<searchRetrieveRequest xmlns="http://www.loc.gov/zing/srw/"><version>1.2</version>"#))
        #expect(old.contains(#"<query>dc.title = "红 &amp; &lt;x&gt;"</query><startRecord>11</startRecord>"#))
        #expect(old.contains("\r\nSOAPAction: \"\"\r\n") && !old.contains("operation"))
        let new = Self.text(.v2_0, Self.member { $0.sru.method = .soap })
        #expect(new.contains(#"xmlns="http://docs.oasis-open.org/ns/search-ws/sruRequest""#))
        #expect(new.contains("<recordXMLEscaping>xml</recordXMLEscaping>"))
    }

    @Test func `names the host, and says who we are`() {
        #expect(Self.text(.v1_1, Self.member { $0.port = 80 }).contains("\r\nHost: opac.example.edu\r\n"))
        #expect(
            Self.text(.v1_1, Self.member { ($0.access, $0.port) = (.srus, 443) }).contains("Host: opac.example.edu\r\n")
        )
        #expect(Self.text(.v1_1, Self.member { $0.host = "::1" }).contains("\r\nHost: [::1]:8080\r\n"))
        let known = Self.member { $0.credentials = .init(username: "Aladdin", password: "open sesame") }
        #expect(Self.text(.v1_1, known).contains("\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"))
        let open = Self.member { $0.credentials = .init(username: "ab") }
        #expect(Self.text(.v1_1, open).contains("\r\nAuthorization: Basic YWI6\r\n"))
    }

    @Test func `keeps parameters that the address has of its own`() {
        let text = Self.text(.v1_1, Self.member { $0.database = "/sru?x-db=1" })
        #expect(text.hasPrefix("GET /sru?x-db=1&version=1.1&"))
    }

    @Test func `asks for the Explain record with the usual parameters, or bare`() {
        let member = Self.member { $0.sru.version = .v1_2 }
        let usual = String(decoding: SRUQuestion.explain(of: member, isBare: false).octets, as: UTF8.self)
        #expect(usual.hasPrefix("GET /sru/biblio?version=1.2&operation=explain HTTP/1.1\r\n"))
        let bare = String(decoding: SRUQuestion.explain(of: member, isBare: true).octets, as: UTF8.self)
        #expect(bare.hasPrefix("GET /sru/biblio HTTP/1.1\r\n"))
    }
}
