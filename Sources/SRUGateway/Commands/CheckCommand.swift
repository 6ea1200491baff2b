import ArgumentParser
import FederatedQuery

/// `sru-gateway check`: whether the configuration is right, and every member answers.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validates the configuration, then tries out every member.",
        discussion: """
              sru-gateway check
              sru-gateway check --config /etc/alliance/targets.yaml

            Every enabled member is asked: connect, Init, a search, a record, the
            indexes and the record syntaxes. The exit status is 0 when all answer,
            1 when one does not, 2 when the file has a mistake.
            """)

    @OptionGroup var file: ConfigurationOption

    func run() async throws {
        let alliance = try loadAlliance(path: file.path)
        let enabled = alliance.members.filter(\.enabled)
        let search = try FederatedSearch(alliance: alliance)
        let checks = await withTaskGroup(of: (Int, MemberCheck).self) { group in
            for (index, member) in enabled.enumerated() {
                group.addTask { (index, await search.check(member)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
        search.shutDown()
        try writeOutput(lines: checkLines(checks, on: .output))
        let answering = checks.count(where: \.answers)
        writeError("\(file.path) is right; \(answering) of \(checks.count) enabled members answer\n")
        if answering < checks.count { throw CommandStatus.incomplete }
    }
}

/// A table of what was tried at each member.
func checkLines(_ checks: [MemberCheck], on terminal: Terminal) -> [String] {
    var table = TextTable([
        .init(title: "Member", minimum: 8), .init(title: "Tried", minimum: 12), .init(title: "Works"),
        .init(title: "Found", minimum: 12),
    ])
    for check in checks {
        let time = check.answers ? milliseconds(check.elapsed) : ""
        table.add([check.member.id, "answers", check.answers ? "yes" : "no", time])
        for finding in check.findings { table.add(["", finding.what, finding.works ? "yes" : "no", finding.detail]) }
    }
    let lines = table.lines(width: terminal.columns)
    return lines.prefix(1).map(terminal.heading) + lines.dropFirst()
}
