import ArgumentParser
import FederatedQuery
import Glibc

/// `sru-gateway translate`: what each member would be asked.
struct TranslateCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, lines, json
    }

    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Shows the query that each member would be sent, without sending it.",
        discussion: """
              sru-gateway translate 'dc.title any "fish frog" and dc.date > 1990'
              sru-gateway translate --database city 'dc.title = 红楼梦 sortby dc.date'
              sru-gateway translate 'bath.issn = 1234-5679' | awk -F'\\t' '$2 == "not-asked"'
              sru-gateway translate --format json fish | jq -r '.members[].query'
              sru-gateway translate --xcql 'dc.title = dream and dc.date > 1990'

            For each member: the query, in YAZ's prefix query format (PQF) or in CQL,
            and what was asked more broadly than it was put; or why it isn't asked. On
            a terminal members that are asked alike stand together.

            Through a pipe (or with --format lines) each fact is a line of three fields
            with a tab between them: the member's id; pqf, cql, approximated or
            not-asked; the query or a sentence.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(
        help: ArgumentHelp(
            "The alliance's database (the default), a group's or a member's id, or several joined by +.",
            valueName: "name"))
    var database: String?

    @Option(help: "How to show the plans; text on a terminal, lines through a pipe, unless given.")
    var format: Format?

    @Flag(help: "Show the query itself in XCQL (CQL 1.2 in XML), and nothing about members.")
    var xcql = false

    @Argument(help: ArgumentHelp("The query in CQL; plain words ask for all of them.", valueName: "cql"))
    var words: [String]

    func run() async throws {
        let cql = words.joined(separator: " ")
        // The query alone needs no members, but for the indexes that they add.
        if xcql, access(file.path, F_OK) != 0 { return try writeOutput(lines: [parsedQuery(cql).xcql()]) }
        let alliance = try loadAlliance(path: file.path)
        let query = try parsedQuery(cql, added: addedIndexes(of: alliance.members))
        if xcql { return try writeOutput(lines: [query.xcql()]) }
        let database = database ?? alliance.database
        let members = try membersOf(database, in: alliance)
        let translation = try await translation(of: query, for: members, in: alliance, database)
        let terminal = Terminal.output
        switch format ?? (terminal.isTerminal ? .text : .lines) {
        case .text: try writeOutput(lines: translation.text(on: terminal))
        case .lines: try writeOutput(lines: translation.lines)
        case .json: try writeOutput(translation.json(query: cql))
        }
    }

    /// The plans; those of members over SRU need their Explain records, which are asked for first.
    private func translation(
        of query: Query, for members: [MemberProfile], in alliance: Alliance, _ database: String
    ) async throws -> Translation {
        guard members.contains(where: { $0.enabled && $0.access != .z3950 }) else {
            return Translation(for: members) { planQuery(query, for: $0) }
        }
        let search = try FederatedSearch(alliance: alliance)
        defer { search.shutDown() }
        await search.waitForExplain(ofDatabase: database)
        return Translation(for: members) { search.plan(query, for: $0) }
    }
}
