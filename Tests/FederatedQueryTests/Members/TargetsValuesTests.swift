import Testing

@testable import FederatedQuery

@Suite struct TargetsValuesTests {
    @Test(arguments: [("3s", 3_000), ("500ms", 500), ("1.5s", 1_500), ("2m", 120_000), ("0.25min", 15_000)])
    func `a duration has a unit`(text: String, milliseconds: Int) throws {
        #expect(try parseDuration(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "s", "3", "-3s", "3 s", "1.2.3s", "٣s", "3S", "infs", "nans", "1e9s"])
    func `what is no duration is refused`(text: String) {
        #expect(throws: BadValue.self) { try parseDuration(text) }
    }

    @Test(
        arguments: [
            (
                "z3950://127.0.0.1:9901/Default",
                .init(access: .z3950, host: "127.0.0.1", port: 9901, database: "Default")
            ),
            ("Z3950://h", .init(access: .z3950, host: "h", port: 210, database: "Default")),
            ("z3950://h/", .init(access: .z3950, host: "h", port: 210, database: "Default")),
            ("z3950://[fe80::1%25]:2/a+b", .init(access: .z3950, host: "fe80::1%25", port: 2, database: "a+b")),
            (
                "z3950://h/Slow?search-delay=0.3",
                .init(access: .z3950, host: "h", port: 210, database: "Slow?search-delay=0.3")
            ),
            ("z3950://h/%E5%9B%BE", .init(access: .z3950, host: "h", port: 210, database: "图")),
            ("sru+http://h", .init(access: .sru, host: "h", port: 80, database: "/")),
            ("sru+https://h:8443/a%20b", .init(access: .srus, host: "h", port: 8443, database: "/a%20b")),
        ] as [(String, MemberAddress)])
    func `a member's URL has its parts`(text: String, address: MemberAddress) throws {
        #expect(try parseMemberURL(text) == address)
    }

    @Test(
        arguments: [
            "", "h:210/db", "z3950://", "z3950://:210/db", "z3950://h:/db", "z3950://h:0/db", "z3950://h:x/db",
            "z3950://[::1/db", "z3950://[]/db", "z3950://[::1]x/db", "z3950://h h/db", "z3950://图书馆/db",
            "z3950://h/%", "z3950://h/%0", "z3950://h/%zz", "z3950://h/%00", "z3950://h/%ff", "http://h/",
            "tcp://h:1/d",
            "z3950://user@h/d",
        ])
    func `what is no member's URL is refused`(text: String) {
        #expect(throws: BadValue.self) { try parseMemberURL(text) }
    }

    @Test(arguments: ["utf-8", "marc-8", "gb18030", "iso-8859-1", "iso-5426", "big5", "gbk"])
    func `libyaz knows the character sets of libraries`(name: String) {
        #expect(isCharset(name))
    }

    @Test(arguments: ["", "auto", "utf8x", "a\0b", "charset"])
    func `what is no character set is refused`(name: String) {
        #expect(!isCharset(name))
    }

    @Test(
        arguments: [
            ("charsett", "charset"), ("chraset", "charset"), ("Charset", "charset"), ("query-charset", "query_charset"),
            ("zzz", nil), ("", nil),
        ] as [(String, String?)])
    func `the nearest key is the one meant`(word: String, expected: String?) {
        #expect(nearest(to: word, among: ["id", "charset", "query_charset", "enabled"]) == expected)
    }
}
