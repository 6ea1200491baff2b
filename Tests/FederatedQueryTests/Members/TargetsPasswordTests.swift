import Testing

@testable import FederatedQuery

/// A password in the file is refused, and shown to nobody who reads the errors.
@Suite struct TargetsPasswordTests {
    private static let head = "alliance: {name: A, database: a}\nmembers:\n  - id: one\n    url: z3950://h/d\n"

    /// What is below a sound member, and what the error says of it.
    private static let rows: [(String, String)] = [
        ("    password: s3cret\n", "t:5:5: a password never stands in this file"),
        ("    Passwort: s3cret\n", "t:5:5: a password never stands in this file"),
        ("    pwd: s3cret\n", "t:5:5: a password never stands in this file"),
        ("    密码: s3cret\n", "t:5:5: a password never stands in this file"),
        ("  - {id: two, url: 'z3950://h', password: s3cret, chrset: x}\n", "t:5:51: unknown key 'chrset'"),
        ("  - {id: two, url: 'z3950://reader:s3cret@h'}\n", "t:5:20: a url here takes no user"),
        ("  - {id: two, url: 'z3950://reader:s3cret@h:x'}\n", "t:5:20: a url here takes no user"),
        ("  - password=s3cret\n", "member 2 should be keys with values"),
        ("    password: *s3cret\n", "t:5:15: anchors and aliases are not read here"),
        ("    password: @s3cret\n", "t:5:15: a text can't start with '@' here"),
        ("    password: \"s3cret\n", "t:5:15: the quotation mark that opens here is never closed"),
        ("    password: [s3cret\n", "t:6:1: the bracket '[' begun in line 5 is not closed"),
        ("    password: s3:cret: s3cret\n", "t:5:22: a ':' is out of place here"),
        (
            "    username: u\n    password_env: 's3cret!'\n",
            "t:6:19: 'password_env' should be the name of an environment"
        ),
        (
            "    enabled: false\n    username: u\n    password_env: 's3cret!'\n",
            "t:7:19: 'password_env' should be the name of an environment"
        ),
        ("defaults: {password: s3cret}\n", "t:5:12: a password never stands in this file"),
        ("password: s3cret\n", "t:5:1: a password never stands in this file"),
    ]

    @Test(arguments: rows)
    func `is refused without being shown`(lines: String, message: String) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try parseAlliance(Self.head + lines, file: "t", environment: [:])
        }
        #expect(error.description.contains(message), "\(error)")
        #expect(!"\(error.problems)".contains("cret"), "\(error.problems)")
    }

    @Test func `a line without one is shown`() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try parseAlliance(Self.head + "    windov: 3\r\n", file: "t", environment: [:])
        }
        #expect(error.problems.map(\.line) == ["    windov: 3\r"])
    }
}
