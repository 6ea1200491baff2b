import FederatedQuery
import Foundation

/// The built `sru-gateway serve` over some members, on free ports.
final class ServedGateway: Sendable {
    /// Its SRU address without the database, `http://127.0.0.1:PORT`.
    let sru: String
    /// Its Z39.50 address without the database, `tcp:127.0.0.1:PORT`.
    let z3950: String
    private let supervisor: Supervisor

    /// Serves an alliance of these members, database `alliance`.
    ///
    /// - Throws: `ServerFailure` with the gateway's own words when it does not start.
    static func start(over members: [MemberProfile], deadline: String) async throws -> ServedGateway {
        let folder = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let targets = folder.appending(path: "targets.yaml")
        try Data(configuration(members, deadline: deadline).utf8).write(to: targets)
        let command = ["/bin/sh", "-c", script, besideTheTests("sru-gateway"), targets.path, folder.path]
        let supervisor = await onItsOwnThread { Result { () throws(ServerFailure) in try Supervisor(command) } }
        return try ServedGateway(supervisor.get())
    }

    private init(_ supervisor: Supervisor) throws(ServerFailure) {
        let line = supervisor.announcements.last ?? ""
        let words = line.split(separator: " ").filter { $0.hasSuffix("/alliance") }.map {
            $0.dropLast("/alliance".count)
        }
        guard words.count == 2 else { throw ServerFailure(what: line) }
        (sru, z3950) = (String(words[0]), String(words[1]))
        self.supervisor = supervisor
    }

    /// Stops it as an operator would, by SIGTERM.
    func stop() { supervisor.stop() }

    /// What `curl` gets for a search, and the seconds it took.
    func search(_ parameters: [String: String], database: String = "alliance") async throws -> (
        body: String, time: Double
    ) {
        let command =
            ["curl", "-sSG", "-w", "\n%{time_total}", "\(sru)/\(database)"]
            + parameters.sorted { $0.key < $1.key }.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
        let answer = try await onItsOwnThread { Result { () throws(ServerFailure) in try run(command) } }.get()
        let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.dropLast().joined(separator: "\n"), Double(lines.last ?? "") ?? .infinity)
    }

    private static func configuration(_ members: [MemberProfile], deadline: String) -> String {
        let head =
            "alliance: {name: Test Alliance, database: alliance}\ndefaults: {deadline: \(deadline), window: 5}\nmembers:\n"
        return members.reduce(into: head) { text, member in
            text += "  - {id: \(member.id), name: \(member.id), syntax: \(member.syntax.rawValue), "
            text += "query_charset: \(member.queryCharset), "
            let scheme = member.access == .sru ? "sru+http" : "z3950"
            text += "url: \"\(scheme)://\(member.host):\(member.port)/\(member.database)\"}\n"
        }
    }

    /// Its name is the gateway, its arguments targets.yaml and a folder; it ends when its standard input does.
    private static let script = """
        "$0" serve --config "$1" --http 127.0.0.1:0 --z3950 127.0.0.1:0 >"$2/line" 2>"$2/log" </dev/null &
        gateway=$!
        until [ -s "$2/line" ]; do
            kill -0 $gateway 2>/dev/null || { cat "$2/log"; exit 1; }
            sleep 0.02
        done
        cat "$2/line"
        echo ready
        cat >/dev/null
        kill -TERM $gateway
        wait $gateway
        rm -r "$2"
        """
}
