import Foundation
import Testing

@testable import FederatedQuery

@Suite struct TargetsFileTests {
    private static let sound = "alliance: {name: A, database: a}\nmembers: [{id: one, url: 'z3950://h/d'}]\n"

    @Test func `reads a file, with a byte order mark and Windows line ends too`() throws {
        try inTargetsFolder { folder in
            let path = "\(folder)/targets.yaml"
            try Data("\u{FEFF}\(Self.sound.replacing("\n", with: "\r\n"))".utf8).write(to: URL(filePath: path))
            #expect(try loadAlliance(path: path).members.map(\.id) == ["one"])
        }
    }

    @Test(
        arguments: [
            ("absent", nil, ": no such file"),
            ("", nil, ": is a directory, not a file"),
            ("long", Data(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1), ": is longer than 1048576 bytes"),
            (
                "gbk", Data("alliance: a\nb: ".utf8) + [0xC4, 0xCF],
                ":2:4: not UTF-8; save the file as UTF-8, not as ANSI, GBK or Big5"
            ),
            (
                "utf-16", Data([0xFF, 0xFE, 0x61, 0]), ": is in UTF-16, which Windows calls Unicode; save it as UTF-8"
            ),
            ("utf-16be", Data([0, 0x61]), ": is in UTF-16, which Windows calls Unicode; save it as UTF-8"),
            ("mark", Data([0xEF, 0xBB, 0xBF]), ": is empty; it needs 'alliance' and 'members'"),
        ] as [(String, Data?, String)])
    func `a file that can't be read is named`(name: String, content: Data?, message: String) throws {
        try inTargetsFolder { folder in
            let path = "\(folder)/\(name)"
            try content?.write(to: URL(filePath: path))
            let error = #expect(throws: ConfigurationError.self) { try loadAlliance(path: path) }
            #expect(error?.description == path + message)
        }
    }

    @Test func `a file that may not be read is named`() throws {
        try inTargetsFolder { folder in
            let path = "\(folder)/locked.yaml"
            try Data(Self.sound.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            // The superuser may read everything.
            guard geteuid() != 0 else { return }
            let error = #expect(throws: ConfigurationError.self) { try loadAlliance(path: path) }
            #expect(error?.description == "\(path): can't be opened: Permission denied")
        }
    }

    @Test func `a password file stands beside the configuration, its white space is trimmed`() throws {
        try inTargetsFolder { folder in
            try Data("  pass word\r\n".utf8).write(to: URL(filePath: "\(folder)/one.secret"))
            try Data(" \n".utf8).write(to: URL(filePath: "\(folder)/empty.secret"))
            func alliance(_ file: String) throws -> Alliance {
                let member = "{id: one, url: 'z3950://h', username: u, password_file: \(file)}"
                return try parseAlliance(
                    "alliance: {name: A, database: a}\nmembers:\n - \(member)\n", file: "\(folder)/t", environment: [:])
            }
            #expect(try alliance("one.secret").members[0].credentials?.password == "pass word")
            let error = #expect(throws: ConfigurationError.self) { try alliance("empty.secret") }
            #expect(error?.description.contains("holds no password") == true)
        }
    }
}

/// Runs `body` with a new folder, and takes it away.
func inTargetsFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "targets-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}
