import ArgumentParser
import FederatedQuery

/// `sru-gateway check`: whether the configuration is right, every member answers, and what it can do.
struct CheckCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    enum Authentication: String, ExpressibleByArgument, CaseIterable {
        case idpass, open
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tries out what members can do, and suggests how to describe them.",
        discussion: """
              sru-gateway check
              sru-gateway check --member nccl --member cwnu
              sru-gateway check --url z3950://opac.example.edu:210/Default
              sru-gateway check --url opac.example.edu/INNOPAC --user me --password-env PW

            Without --url the configuration is validated, and every enabled member is
            tried; with --url no configuration is needed. Each is asked 60 to 150 small
            questions, one after the other on one connection: Init, record syntaxes,
            character sets, indexes, dates, truncation, Scan, Sort. Nothing is changed
            there. Each question has the member's deadline, all of them 20 times that.
            A line begins with yes, no, or ? for what was answered otherwise than was
            to be expected. At the end stands an entry for targets.yaml, ready to paste.

            The exit status is 0 when all answer (connect, Init, a search, a record),
            1 when one does not, 2 when the file or the command line has a mistake.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(
        name: .customLong("member"), parsing: .singleValue,
        help: ArgumentHelp("Try this member of the configuration alone; may be given again.", valueName: "id"))
    var ids: [String] = []

    @Option(
        help: ArgumentHelp(
            "A member that is in no configuration yet: [z3950://]host[:port][/database].", valueName: "address"))
    var url: String?

    @Option(name: .customLong("user"), help: ArgumentHelp("The user name that Init gives it.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("The environment variable that holds the password.", valueName: "variable"))
    var passwordEnv: String?

    @Option(help: ArgumentHelp("The file that holds the password.", valueName: "file"))
    var passwordFile: String?

    @Option(help: "How Init tells who we are; open is for systems that know no other way.")
    var authentication: Authentication?

    @Option(
        help: ArgumentHelp("The record syntax to ask for at first: usmarc, unimarc, xml or opac.", valueName: "name"))
    var syntax: String?

    @Option(help: ArgumentHelp("The character set that its records are said to be in.", valueName: "name"))
    var charset: String?

    @Option(help: ArgumentHelp("The character set to ask in at first: utf-8, gb18030 …", valueName: "name"))
    var queryCharset: String?

    @Option(help: "How to show what was found.")
    var format = Format.text

    func validate() throws {
        guard url == nil else {
            guard ids.isEmpty else { throw ValidationError("--url and --member exclude each other") }
            return
        }
        for (name, value) in [
            ("--user", user), ("--authentication", authentication?.rawValue), ("--password-env", passwordEnv),
            ("--password-file", passwordFile), ("--syntax", syntax),
            ("--charset", charset), ("--query-charset", queryCharset),
        ] where value != nil {
            throw ValidationError("\(name) belongs to --url; a member of the configuration has it there")
        }
    }

    func run() async throws {
        let members = try url.map { [try newMember(at: $0)] } ?? configuredMembers()
        let progress = CheckProgress(members: members.count)
        let interruption = Interruption { progress.clear() }
        let checks = try await checkMembers(members) { progress.report(member: $0, stage: $1, questions: $2) }
        progress.clear()
        withExtendedLifetime(interruption) {}
        switch format {
        case .text: try writeOutput(lines: checkLines(checks, password: passwordSource, isNew: url != nil, on: .output))
        case .json: try writeOutput(json(checks, password: passwordSource))
        }
        let answering = checks.count(where: \.answers)
        if url == nil {
            writeError("\(displayText(file.path)) is right; \(answering) of \(checks.count) members tried answer\n")
        }
        if answering < checks.count { throw CommandStatus.incomplete }
    }

    private var passwordSource: MemberCheck.PasswordSource {
        passwordEnv.map { .environment($0) } ?? passwordFile.map { .file($0) } ?? .configured
    }

    /// The members to try: those enabled, or those named.
    private func configuredMembers() throws -> [MemberProfile] {
        let alliance = try loadAlliance(path: file.path)
        guard !ids.isEmpty else { return alliance.members.filter(\.enabled) }
        for id in ids where !alliance.members.contains(where: { $0.id == id }) {
            let known = alliance.members.map(\.id).joined(separator: ", ")
            throw UsageError(message: "no member '\(displayText(id))'; there are \(known)")
        }
        return alliance.members.filter { ids.contains($0.id) }
    }

    /// The member that the command line describes.
    private func newMember(at address: String) throws -> MemberProfile {
        var member: MemberProfile
        do {
            member = try memberProfile(at: address)
        } catch {
            throw UsageError(message: displayText(error.message))
        }
        if let syntax {
            guard let known = MemberProfile.Syntax(rawValue: syntax.lowercased()) else {
                let all = MemberProfile.Syntax.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError(message: "no record syntax '\(displayText(syntax))'; there are \(all)")
            }
            member.syntax = known
        }
        if let charset { member.charset = try knownCharset(charset) }
        if let queryCharset { member.queryCharset = try knownCharset(queryCharset) }
        member.credentials = try CheckCredentials(
            user: user, isOpen: authentication == .open, passwordEnv: passwordEnv, passwordFile: passwordFile
        )
        .read()
        return member
    }

    private func knownCharset(_ name: String) throws(UsageError) -> String {
        guard isCharset(name) else { throw UsageError(message: "no character set '\(displayText(name))' is known") }
        return name.lowercased()
    }
}
