import Testing

@testable import FederatedQuery

@Suite struct TargetsAllianceTests {
    /// The example of the interface, whole.
    static let example = """
        alliance:
          name: Nanchong Library Alliance
          database: alliance            # all members
        defaults:
          deadline: 3s
          window: 50
        members:
          - id: nctc
            name: Nanchong Vocational and Technical College Library
            url: z3950://127.0.0.1:9901/Default
            syntax: usmarc
            charset: auto
            query_charset: utf-8
            negotiate: false
            username: reader
            password_env: NCTC_PASSWORD
            enabled: true
        groups:
          - id: city
            name: Nanchong city
            members: [nctc]
        """

    @Test func `reads the example`() throws {
        let alliance = try parseAlliance(Self.example, file: "targets.yaml", environment: ["NCTC_PASSWORD": "s3cret"])
        let member = MemberProfile(
            id: "nctc", name: "Nanchong Vocational and Technical College Library", host: "127.0.0.1", port: 9901,
            credentials: .init(username: "reader", password: "s3cret"))
        let city = Alliance.Group(id: "city", name: "Nanchong city", members: ["nctc"])
        #expect(
            alliance
                == Alliance(
                    name: "Nanchong Library Alliance", database: "alliance", members: [member], groups: [city]))
        #expect(!"\(alliance)".contains("s3cret"))
    }

    @Test func `a member's own settings go before the defaults`() throws {
        let alliance = try parseAlliance(
            """
            alliance: {name: A, database: Default}
            defaults:
              deadline: 500ms
              window: 20
              connections: 4
              syntax: CNMARC
              charset: gb18030
              query_charset: gb18030
              element_set: false
              indexes: {dc.title: '@attr 1=5', dc.type: false}
            members:
              - id: one
                url: z3950://[::1]:9901/a%20b
              - id: two
                url: z3950://opac.example.edu
                deadline: 1.5s
                syntax: unimarc
                charset: auto
                element_set: B
                negotiate: yes
                enabled: no
                indexes: {DC.Title: '@attr 1=4 @attr bib-1 4=1'}
              - id: three
                url: sru+https://opac.example.edu/sru/biblio
            """, file: "t", environment: [:])
        let one = alliance.members[0]
        #expect(one.host == "::1" && one.port == 9901 && one.database == "a b" && one.name == "one")
        #expect(one.deadline == .milliseconds(500) && one.window == 20 && one.connections == 4)
        #expect(one.syntax == .cnmarc && one.charset == "gb18030" && one.queryCharset == "gb18030")
        #expect(one.elementSet == nil && one.indexes == ["dc.title": "@attr 1=5", "dc.type": nil])
        let two = alliance.members[1]
        #expect(two.host == "opac.example.edu" && two.port == 210 && two.database == "Default")
        #expect(two.deadline == .milliseconds(1500) && two.syntax == .unimarc && two.charset == "auto")
        #expect(two.elementSet == "B" && two.negotiate && !two.enabled)
        #expect(two.indexes == ["dc.title": "@attr 1=4 @attr bib-1 4=1", "dc.type": nil])
        let three = alliance.members[2]
        #expect(three.access == .srus && three.port == 443 && three.database == "/sru/biblio")
    }

    /// A member's lines, below a sound alliance: the member starts in line 3, its keys in column 5.
    private static func member(_ lines: String) -> String {
        "alliance: {name: A, database: a}\nmembers:\n  - id: one\n    url: z3950://h/d\n    \(lines)\n"
    }

    private static let whole: [(String, String)] = [
        ("", "t: is empty; it needs 'alliance' and 'members'"),
        ("# nothing\n", "t: is empty; it needs 'alliance' and 'members'"),
        ("- a\n", "t:1:1: expected keys with values, such as 'members:'; found a list"),
        ("members: []\n", "t:1:1: 'alliance' is missing; add it, with 'name' and 'database'"),
        ("alliance: {name: A, database: a}\n", "t:1:1: 'members' is missing; add a list of at least one member"),
        ("alliance: {name: A, database: a}\nmembers: []\n", "t:2:10: 'members' is empty; list at least one member"),
        (
            "alliance: {name: A, database: a}\nmembers: {id: x}\n",
            "t:2:10: 'members' should be a list, each item after '- '; found keys with values"
        ),
        ("alliance: {name: A}\nmembers: []\n", "t:1:11: alliance has no 'database'; add it"),
        (
            "alliance: {name: A, database: a+b}\nmembers: []\n",
            "t:1:31: bad database name 'a+b'; it takes letters, digits, '-', '_' and '.', at most 64"
        ),
        ("alliance:\n\tname: A\n", "t:2:1: YAML can't be indented with tabs; use spaces"),
        ("alliance: {name: A}\nalliance: {}\n", "t:1:1: key 'alliance' is given twice at this level; keep one"),
        ("a: 1\n---\nb: 2\n", "t:2:1: a second document begins here; a targets file is one document"),
        (
            "alliance:\n  name: Library: the big one\n",
            "t:2:16: a ':' is out of place here; put a text that holds ': ' in quotes, and check the indentation"
        ),
        ("alliance: @x\n", "t:1:11: a text can't start with '@' here; put it in quotes"),
        ("alliance: {name: A\u{0}B}\n", "t:1:19: not YAML: control characters are not allowed"),
        (
            "a: &x [1]\nb: [*x, *x]\n",
            "t:2:5: aliases are not read here; write the value out, or put a text that starts with '*' in quotes"
        ),
        (
            "alliance: {name: A, database: a}\nmember: []\n",
            "t:1:1: 'members' is missing; add a list of at least one member"
        ),
    ]

    private static let members: [(String, String)] = [
        ("charsett: auto", "t:5:5: unknown key 'charsett'; did you mean 'charset'?"),
        ("passwordfile: x", "t:5:5: unknown key 'passwordfile'; did you mean 'password_file'?"),
        ("syntax: usmarx", "t:5:13: unknown syntax 'usmarx'; did you mean 'usmarc'?"),
        ("syntax: pdf", "t:5:13: unknown syntax 'pdf'; it can be usmarc, unimarc, cnmarc, xml or opac"),
        ("charset: utf-9", "t:5:14: unknown charset 'utf-9'; did you mean 'utf-8'?"),
        (
            "query_charset: auto",
            "t:5:20: unknown query_charset 'auto'; it can be utf-8, marc-8, gb18030, gbk, gb2312, big5, iso-8859-1, "
                + "iso-5426 or ascii"
        ),
        ("negotiate: maybe", "t:5:16: 'negotiate' should be true or false; found 'maybe'"),
        ("window: many", "t:5:13: 'window' should be a whole number from 1 to 1000; found 'many'"),
        ("window: 0", "t:5:13: 'window' should be a whole number from 1 to 1000; found '0'"),
        ("connections: -1", "t:5:18: 'connections' should be a whole number from 1 to 256; found '-1'"),
        ("deadline: 3", "t:5:15: bad duration '3'; write a number with its unit, such as 3s or 500ms"),
        ("deadline: 1h", "t:5:15: bad duration '1h'; write a number with its unit, such as 3s or 500ms"),
        ("deadline: 1ms", "t:5:15: deadline '1ms' is out of range; it can be from 10ms to 5m"),
        (
            "deadline: 999999999999999999999999s",
            "t:5:15: bad duration '999999999999999999999999s'; write a number with its unit, such as 3s or 500ms"
        ),
        ("name: [a]", "t:5:11: 'name' should be a text; found a list"),
        ("name:", "t:5:10: 'name' should be a text; found nothing"),
        (
            "password: s3cret",
            "t:5:5: a password never stands in this file; put it in an environment variable named by 'password_env', "
                + "or in a file named by 'password_file'"
        ),
        ("password_env: X", "t:5:19: 'password_env' needs a 'username' beside it; add it"),
        (
            "username: u\n    password_env: NOT_SET",
            "t:6:19: the environment variable 'NOT_SET' is not set; set it to the password, or name another one"
        ),
        (
            "username: u\n    password_file: /nowhere/at/all",
            "t:6:20: the password file '/nowhere/at/all' is not there"
        ),
        (
            "username: u\n    authentication: opne",
            "t:6:21: unknown authentication 'opne'; it is open or idpass"
        ),
        (
            "username: u\n    group: g\n    authentication: open",
            "t:6:12: a 'group' is part of idpass, and 'authentication' says open; remove one"
        ),
        (
            "username: u\n    password_env: X\n    password_file: y",
            "t:7:20: both 'password_env' and 'password_file' are given; keep one"
        ),
        (
            "indexes: {dc.title: '@and 1 2'}",
            "t:5:25: bad attributes '@and 1 2' of 'dc.title'; write them as '@attr 1=4 @attr 4=1', "
                + "or false when the member can't search it"
        ),
        (
            "indexes: yes", "t:5:14: 'indexes' should be lines such as: dc.title: '@attr 1=4'; found 'yes'"
        ),
        ("[a, b]: c", "t:5:5: a key is a word, such as 'id'; found a list"),
        ("id: two", "t:3:5: key 'id' is given twice at this level; keep one"),
    ]

    @Test(arguments: whole + members.map { (member($0.0), $0.1) })
    func `an error says where, and what would be right`(yaml: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try parseAlliance(yaml, file: "t", environment: ["X": "x"])
        }
        #expect(error?.description.split(separator: "\n").first.map(String.init) == message)
    }

    @Test func `one run shows every mistake, in the order of the file`() {
        let yaml = """
            alliance:
              name: A
              database: City
            members:
              - id: One
                url: http://opac.example.edu/sru
              - id: two
                url: z3950://opac.example.edu:99999/x
              - id: status
                url: z3950://u:p@opac.example.edu/x
              - id: three
                url: z3950://opac.example.edu/x
              - id: three
                url: z3950://opac.example.edu/x
            groups:
              - id: city
                members: [three, there, three]
              - name: No id
            """
        let error = #expect(throws: ConfigurationError.self) {
            try parseAlliance(yaml, file: "t", environment: [:])
        }
        let expected = """
            t:5:9: bad id 'One'; it takes a-z, 0-9 and '-', at most 64 characters
            t:6:10: unknown scheme 'http' in the url; write sru+http://host…
            t:8:10: bad port '99999' in the url; it is a number from 1 to 65535
            t:10:10: a url here takes no user; write 'username' and 'password_env'
            t:13:9: the name 'three' is taken by a member in line 11; names differ by more than capitals
            t:16:9: the name 'city' is taken by the alliance in line 3; names differ by more than capitals
            t:17:22: no member has the id 'there'; did you mean 'three'?
            t:17:29: 'three' is in this group already; keep one
            t:18:5: group 2 has no 'members'; add it
            t:18:5: group 2 has no 'id'; add it
            """
        #expect(error?.description == expected)
    }

    @Test func `a name of a page of the gateway can't be a member's`() {
        let yaml = "alliance: {name: A, database: a}\nmembers: [{id: status, url: 'z3950://h'}]\n"
        let error = #expect(throws: ConfigurationError.self) { try parseAlliance(yaml, file: "t", environment: [:]) }
        #expect(
            error?.description
                == "t:2:16: the name 'status' is taken by the gateway's page /status; names differ by more than capitals"
        )
    }

    @Test func `a member that is switched off needs no password yet`() throws {
        let yaml = Self.member("username: u\n    password_env: NOT_SET\n    enabled: false")
        let alliance = try parseAlliance(yaml, file: "t", environment: [:])
        #expect(alliance.members[0].credentials == .init(username: "u"))
    }

    /// Refused at once: unrolled, these would be 10^9 scalars; read as keys they would be hashed one by one.
    @Test func `a bomb of aliases is refused`() {
        let levels = (1..<10).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]"
        }
        let yaml = (["a0: &a0 [x]"] + levels + ["? *a9", ": x"]).joined(separator: "\n")
        #expect(throws: ConfigurationError.self) { try parseAlliance(yaml, file: "t", environment: [:]) }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `deep nesting is refused`(opening: String) {
        let yaml = String(repeating: opening, count: 100_000)
        #expect(throws: ConfigurationError.self) { try parseAlliance(yaml, file: "t", environment: [:]) }
    }

    @Test func `quotes and comments may hold what looks like an alias`() throws {
        let yaml = Self.member(
            "name: 'The *best* library'  # *see*\n    # don't *worry\n    group: \"a \\\" *b\"\n    username: u")
        #expect(try parseAlliance(yaml, file: "t", environment: [:]).members[0].name == "The *best* library")
    }
}
