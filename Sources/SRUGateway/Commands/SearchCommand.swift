import ArgumentParser
import FederatedQuery

/// `sru-gateway search`: one federated search from the terminal.
struct SearchCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, marcxml
    }

    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Asks every member one question and shows the joined, ranked answer.",
        discussion: """
              sru-gateway search 'dc.title = "dream of the red chamber"'
              sru-gateway search --database city --limit 20 'dc.creator = 鲁迅'
              sru-gateway search --format json 'bath.isbn = 9787020002207' | jq .count

            Behind the records stands a line for each member: its hits, the records
            it gave, its time, or why it gave none. The exit status is 1 when a member
            failed or a record can't be read.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(help: ArgumentHelp("The alliance's database (the default), a group's or a member's id.", valueName: "name"))
    var database: String?

    @Option(help: ArgumentHelp("The first record to show, counted from 1.", valueName: "n"))
    var start = 1

    @Option(help: ArgumentHelp("How many records to show at most.", valueName: "n"))
    var limit = 10

    @Option(help: "How to show the records.")
    var format = Format.table

    @Argument(help: ArgumentHelp("The query in CQL; plain words ask for all of them.", valueName: "cql"))
    var words: [String]

    func validate() throws {
        guard start >= 1 else { throw ValidationError("--start counts from 1") }
        guard (0...1_000).contains(limit) else { throw ValidationError("--limit can be from 0 to 1000") }
    }

    func run() async throws {
        let alliance = try loadAlliance(path: file.path)
        let cql = words.joined(separator: " ")
        let query = try parsedQuery(cql)
        let database = database ?? alliance.database
        let asked = try membersOf(database, in: alliance)
        let search = try FederatedSearch(alliance: alliance)
        await search.waitForExplain(ofDatabase: database)
        let progress = ProgressLine(members: asked.count(where: \.enabled))
        let request = FederatedQuery.SearchRequest(query: query, database: database, start: start, count: limit)
        let answer: SearchAnswer
        do throws(SearchError) {
            answer = SearchAnswer(try await search.page(request) { progress.report($0) })
        } catch {
            progress.clear()
            answer = try SearchAnswer(error, asked: cql)
        }
        progress.clear()
        search.shutDown()
        try write(answer, to: cql)
        if answer.isIncomplete { throw CommandStatus.incomplete }
    }

    private func write(_ answer: SearchAnswer, to cql: String) throws {
        let terminal = Terminal.output
        switch format {
        case .table:
            try writeOutput(lines: answer.recordLines(on: terminal) + answer.memberLines(on: terminal))
        case .json:
            try writeOutput(answer.json(query: cql))
        case .marcxml:
            try writeOutput(answer.marcxml)
            writeError(answer.memberLines(on: .error).map { $0 + "\n" }.joined())
        }
        for sentence in answer.approximations { writeError("approximated: \(displayText(sentence))\n") }
    }
}

/// The members behind a database name.
func membersOf(_ database: String, in alliance: Alliance) throws -> [MemberProfile] {
    if let members = alliance.members(ofDatabase: database) { return members }
    let names = [alliance.database] + alliance.groups.map(\.id) + alliance.members.map(\.id)
    throw UsageError(message: "no database '\(displayText(database))'; there are \(names.joined(separator: ", "))")
}
