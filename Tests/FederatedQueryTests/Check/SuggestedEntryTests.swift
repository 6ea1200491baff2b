import Testing

@testable import FederatedQuery

/// What is suggested can be pasted: the gateway's own reader takes it for the member that it describes.
@Suite struct SuggestedEntryTests {
    @Test func `reads back as the member, whatever it holds`() throws {
        var random = SplitMix(seed: 39_50)
        for _ in 0..<100 {
            let member = Self.member(&random)
            let comments = [
                "id": "a # b\nc", "charset": "x: \"y\"", "dc.title": "'", "query_charset": "红", "url": "\u{1B}[0m",
            ]
            let entry = suggestedEntry(for: member, comments: comments, password: .environment("SECRET"))
            #expect(!entry.contains("s3cret"))
            let alliance = try read(entry)
            #expect(alliance.members == [member], "\(entry)")
        }
    }

    @Test func `takes nothing from the defaults of the file that it is pasted into`() throws {
        let member = MemberProfile(id: "m", host: "h", charset: "utf-8")
        let entry = suggestedEntry(for: member, comments: [:])
        let alliance = try read(entry, defaults: "{syntax: opac, charset: big5, query_charset: gb18030}")
        #expect(alliance.members.first?.syntax == .usmarc)
        #expect(alliance.members.first?.charset == "utf-8")
        #expect(alliance.members.first?.queryCharset == "utf-8")
    }

    @Test func `says where the password comes from, or to keep that line`() {
        let member = MemberProfile(id: "m", host: "h", credentials: .init(username: "reader", password: "s3cret"))
        func entry(_ source: MemberCheck.PasswordSource) -> String {
            suggestedEntry(for: member, comments: [:], password: source)
        }
        #expect(entry(.environment("OPAC_PASSWORD")).contains("\n    password_env: OPAC_PASSWORD\n") == false)
        #expect(entry(.environment("OPAC_PASSWORD")).hasSuffix("\n    password_env: OPAC_PASSWORD"))
        #expect(entry(.file("/etc/opac")).hasSuffix("\n    password_file: \"/etc/opac\""))
        #expect(entry(.configured).contains("# password_env or password_file: keep the line that you have"))
    }

    /// The alliance of a file with this one entry.
    private func read(_ entry: String, defaults: String = "{}") throws -> Alliance {
        try parseAlliance(
            "alliance: {name: Test, database: all}\ndefaults: \(defaults)\nmembers:\n\(entry)\n", file: "t.yaml",
            environment: ["SECRET": "s3cret"])
    }

    private static func member(_ random: inout SplitMix) -> MemberProfile {
        func pick<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }
        var member = MemberProfile(
            id: pick(["a", "0", "nccl", "on", "1e5", "127-0-0-1"]), host: pick(["h.example", "::1", "10.0.0.1"]))
        member.name = pick([
            "南充市图书馆", "No", "a: b", "# x", "it's \"the\" \\ one", "- x", "{x}", "Ünï", "x # y", "12", "*a",
        ])
        member.port = pick([210, 9901, 65_535])
        member.database = pick(["Default", "a b", "中文", "x#y", "50%", "db?search-delay=0.3", "a+b", "'"])
        member.syntax = pick(MemberProfile.Syntax.allCases)
        member.elementSet = pick(["F", "B", nil, "marcxml"])
        member.charset = pick(["auto", "utf-8", "gb18030", "marc-8", "big5"])
        member.queryCharset = pick(["utf-8", "gb18030"])
        member.negotiate = pick([true, false])
        member.deadline = pick([.seconds(3), .milliseconds(1500), .seconds(12)])
        member.window = pick([50, 20])
        member.connections = pick([8, 1])
        member.credentials = pick([
            nil, .init(username: "reader"), .init(username: "a: b", group: "g", password: "s3cret"),
            .init(username: "x", password: "s3cret", isOpen: true),
        ])
        for name in ["dc.title", "bath.isbn", "dc.date", "local.thing", "rec.id"] where random.next() % 2 == 0 {
            member.indexes.updateValue(pick(["@attr 1=4", "@attr 1=31 @attr 4=4", nil]), forKey: name)
        }
        return member
    }
}
