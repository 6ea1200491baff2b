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
              sru-gateway search dream of the red chamber
              sru-gateway search 'dc.title = "dream of the red chamber" and dc.date > 1970'
              sru-gateway search --database city --limit 20 'dc.creator = 鲁迅'
              sru-gateway search --start 11 'dc.subject = chemistry'
              sru-gateway search --format json 'bath.isbn = 9787020002207' | jq .count
              sru-gateway search --format marcxml --limit 100 鲁迅 > luxun.xml

            On a terminal a line tells who has answered while the others are awaited.
            Behind the records stands a line for each member: its hits, the records
            it gave, its time, or why it gave none. What does not fit a narrow terminal
            is shortened, and the edition and the names are left out; through a pipe
            nothing is. A terminal gets colours unless NO_COLOR is set.

            The exit status is 1 when a member failed or a record can't be read, 2 when
            the query can't be asked. Ctrl-C ends it as the shell expects (status 130).
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(
        help: ArgumentHelp(
            "The alliance's database (the default), a group's or a member's id, or several joined by +.",
            valueName: "name"))
    var database: String?

    @Option(help: ArgumentHelp("The first record to show, counted from 1.", valueName: "n"))
    var start = 1

    @Option(help: ArgumentHelp("How many records to show at most; 0 only counts.", valueName: "n"))
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
        let query = try parsedQuery(cql, added: addedIndexes(of: alliance.members))
        let database = database ?? alliance.database
        let members = try membersOf(database, in: alliance)
        let search = try FederatedSearch(alliance: alliance)
        await search.waitForExplain(ofDatabase: database)
        let asked = members.filter { $0.enabled && search.plan(query, for: $0).isAsked }
        let progress = ProgressLine(awaiting: asked.map(\.id))
        let interruption = Interruption {
            progress.clear()
            if Terminal.output.mayStyle { writeErrorIfReady("\u{1B}[0m") }
        }
        defer { withExtendedLifetime(interruption) {} }
        let request = FederatedQuery.SearchRequest(
            query: query, database: database, start: start, count: limit, waitsForAll: true)
        let answer: SearchAnswer
        do throws(SearchError) {
            answer = SearchAnswer(
                try await progress.running { () throws(SearchError) in
                    try await search.page(request) { progress.report($0) }
                })
        } catch {
            answer = try SearchAnswer(error, asked: cql)
        }
        search.shutDown()
        try write(answer, to: cql)
        if answer.isIncomplete { throw CommandStatus.incomplete }
    }

    private func write(_ answer: SearchAnswer, to cql: String) throws {
        switch format {
        case .table:
            let terminal = Terminal.output
            try writeOutput(lines: answer.recordLines(on: terminal) + answer.memberLines(on: terminal))
        case .json:
            try writeOutput(answer.json(query: cql))
        case .marcxml:
            try writeOutput(answer.marcxml)
            writeError(answer.memberLines(on: .error).map { $0 + "\n" }.joined())
        }
        let terminal = Terminal.error
        for sentence in answer.approximationsTogether {
            let lines = paragraph("approximated for \(sentence)", into: terminal.columns, indent: "  ")
            writeError(lines.map { terminal.aside($0) + "\n" }.joined())
        }
    }
}

extension MemberPlan {
    /// Whether the member is asked.
    fileprivate var isAsked: Bool {
        if case .ask = self { true } else { false }
    }
}
