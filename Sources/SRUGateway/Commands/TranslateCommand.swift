import ArgumentParser
import FederatedQuery

/// `sru-gateway translate`: what each member would be asked.
struct TranslateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Shows the query that each member would be sent, without sending it.",
        discussion: """
              sru-gateway translate 'dc.title any "fish frog" and dc.date > 1990'
              sru-gateway translate --xcql 'dc.title = dream and dc.date > 1990'

            For each enabled member: the query in YAZ's prefix query format, and what
            was approximated; or why it can't be asked.
            """)

    @OptionGroup var file: ConfigurationOption

    @Flag(help: "Show the query itself in XCQL (CQL 1.2 in XML), and nothing about members.")
    var xcql = false

    @Argument(help: ArgumentHelp("The query in CQL; plain words ask for all of them.", valueName: "cql"))
    var words: [String]

    func run() async throws {
        let query = try parsedQuery(words.joined(separator: " "))
        if xcql { return try writeOutput(lines: [query.xcql()]) }
        let alliance = try loadAlliance(path: file.path)
        let members = alliance.members.filter(\.enabled)
        try writeOutput(lines: members.flatMap { planLines(planQuery(query, for: $0), for: $0) })
    }
}

/// A line with the member's query, and one for each approximation; or a line that says why it isn't asked.
func planLines(_ plan: MemberPlan, for member: MemberProfile) -> [String] {
    switch plan {
    case .ask(let query, let approximations):
        ["\(member.id): \(displayText(query.text))"] + approximations.map { "  approximated: \(displayText($0))" }
    case .notAsked(let why):
        ["\(member.id): not asked: \(displayText(why))"]
    }
}
