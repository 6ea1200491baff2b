import FederatedQuery
import Foundation

@testable import DemoRecords

/// The members of the demo: real Zebras over records in MARC 21 (UTF-8 and MARC-8), CNMARC (GB18030) and UNIMARC, and one
/// that is reached over SRU.
///
/// The demo's own scripts make and serve them, so that the tests search what `make demo` shows.
enum DemoMembers {
    /// Starts all of them; their records and indexes are made once in a run of the tests.
    ///
    /// - Throws: `ServerFailure` when they do not start, or Zebra is not installed.
    static func start() async throws(ServerFailure) -> TestServers {
        let folder = try await built.value.get()
        let members = try list()
        return try await startOnFreePorts(members.count) { ports throws(ServerFailure) in
            let pairs = zip(members, ports).map { "\($0.id)=\($1)" }
            return try TestServers(
                Supervisor([package("Demo/run-members").path, "--until-eof", folder.path] + pairs),
                profiles: zip(members, ports).map(profile))
        }
    }

    /// The members as Demo/members.txt lists them.
    static func list() throws(ServerFailure) -> [Member] {
        do {
            let text = try String(contentsOf: package("Demo/members.txt"), encoding: .utf8)
            return try readMembers(text, file: "Demo/members.txt")
        } catch {
            throw ServerFailure(what: "\(error)")
        }
    }

    /// The table of editions.
    static func editions() throws -> [Edition] {
        try readEditions(of: package("Demo/editions"), members: try list())
    }

    /// The folder that the members are in.
    private static let built = Task {
        await onItsOwnThread {
            Result { () throws(ServerFailure) in
                let folder = package(".build/test-members")
                try run([package("Demo/build-members").path, besideTheTests("demo-records"), folder.path])
                return folder
            }
        }
    }

    private static func profile(_ member: Member, port: Int) -> MemberProfile {
        MemberProfile(
            id: member.id, name: member.name, access: member.access == .sru ? .sru : .z3950, host: "127.0.0.1",
            port: port, syntax: member.habits.dialect == .unimarc ? .unimarc : .usmarc,
            queryCharset: member.queryCharset,
            // As in targets.yaml: Zebra compares dates only when told that they are years.
            indexes: ["dc.date": "@attr 1=31 @attr 4=4"])
    }
}

/// A program of this package, built with the tests.
func besideTheTests(_ name: String) -> String {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: name).path
}

/// A file of this package.
func package(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../\(path)").standardizedFileURL
}
