import FederatedQuery

/// What was found, for a reader: a block for each member, and a table over all of them when there are several.
///
/// `password`: where a new member's password comes from; `configured` for members that stand in a file.
func checkLines(
    _ checks: [MemberCheck], password: MemberCheck.PasswordSource = .configured, isNew: Bool = false,
    on terminal: Terminal
) -> [String] {
    var lines: [String] = []
    for check in checks {
        if !lines.isEmpty { lines.append("") }
        lines += check.lines(password: password, isNew: isNew, on: terminal)
    }
    if checks.count > 1 { lines += [""] + summaryLines(checks, on: terminal) }
    return lines
}

extension MemberCheck {
    /// The block of one member.
    func lines(password: PasswordSource, isNew: Bool, on terminal: Terminal) -> [String] {
        let name = displayText(member.name)
        let title = name == member.id ? member.id : "\(member.id)  \(name)"
        var lines = [terminal.heading(fitted(title, into: terminal.columns)), displayText(address)]
        let counts = "\(questions) question\(questions == 1 ? "" : "s") in \(seconds(elapsed))"
        let outcome = answers ? "It answers" : terminal.alarm("It does not answer")
        lines.append("\(outcome); \(counts).")
        if let endedEarly { lines += paragraph("Not all was tried: \(endedEarly).", into: terminal.columns) }
        for topic in Topic.allCases {
            let own = findings.filter { $0.topic == topic }
            guard !own.isEmpty else { continue }
            lines += ["", terminal.heading(topic.title)]
            let width = own.map { displayWidth(displayText($0.what)) }.max() ?? 0
            for finding in own { lines += finding.lines(labelWidth: width, on: terminal) }
        }
        guard let entry = entry(password: password) else { return lines }
        lines += ["", terminal.heading("Suggested entry in targets.yaml")]
        if !isNew, changes.isEmpty { return lines + ["  The entry as it is fits: nothing needs to change."] }
        if !isNew { lines += changes.map { "  # \(displayText($0))" } }
        lines += entry.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines
    }

    /// Where it is: `tcp:127.0.0.1:9901/Default` or an SRU address.
    private var address: String {
        switch member.access {
        case .z3950:
            "tcp:\(member.host.contains(":") ? "[\(member.host)]" : member.host):\(member.port)/\(member.database)"
        case .sru: "http://\(member.host):\(member.port)\(member.database)"
        case .srus: "https://\(member.host):\(member.port)\(member.database)"
        }
    }
}

extension MemberCheck.Finding {
    /// `  yes  dc.title   3 hits for ‘红楼梦’`, broken at blanks when it is too long.
    fileprivate func lines(labelWidth: Int, on terminal: Terminal) -> [String] {
        let label = displayText(what)
        let mark = verdict == .fails ? terminal.alarm(verdict.mark) : verdict.mark
        let indent = String(repeating: " ", count: labelWidth + 10)
        let room = terminal.columns - indent.count
        // Where there is hardly room beside the label, the text stands below it.
        guard room >= 24 else {
            let text = paragraph(detail, into: terminal.columns - 8).map { "        \($0)" }
            return ["  \(mark)  \(fitted(label, into: max(8, terminal.columns - 8)))"] + text
        }
        let padding = String(repeating: " ", count: labelWidth - displayWidth(label))
        let text = paragraph(detail, into: room)
        return ["  \(mark)  \(label)\(padding)  \(text[0])"] + text.dropFirst().map { indent + $0 }
    }
}

extension MemberCheck.Verdict {
    /// One word of four columns.
    fileprivate var mark: String {
        switch self {
        case .works: "yes "
        case .doubtful: "?   "
        case .fails: "no  "
        case .untried: "–   "
        }
    }
}

extension MemberCheck.Topic {
    fileprivate var title: String {
        switch self {
        case .opening: "Connect and Init"
        case .negotiation: "Character set negotiation"
        case .syntaxes: "Record syntaxes"
        case .elementSets: "Element sets"
        case .records: "Records"
        case .queries: "Character set of queries"
        case .indexes: "Indexes"
        case .dates: "Dates"
        case .words: "Words"
        case .counts: "Hit counts"
        case .scan: "Scan"
        case .sort: "Sort"
        case .piggyback: "Piggyback"
        case .time: "Time"
        }
    }
}

/// A line for each member: what a reader compares.
private func summaryLines(_ checks: [MemberCheck], on terminal: Terminal) -> [String] {
    var table = TextTable([
        .init(title: "Member", minimum: 8), .init(title: "Answers"), .init(title: "System", minimum: 10),
        .init(title: "Syntax"), .init(title: "Records"), .init(title: "Queries"),
        .init(title: "Indexes", alignment: .right), .init(title: "Search", alignment: .right),
    ])
    for check in checks {
        let indexes = check.findings.filter { $0.topic == .indexes }
        table.add([
            check.member.id, check.answers ? "yes" : "no", check.system ?? "–",
            check.suggestion?.syntax.rawValue ?? "–", check.suggestion?.charset ?? "–",
            check.suggestion?.queryCharset ?? "–",
            indexes.isEmpty ? "–" : "\(indexes.count { $0.verdict == .works }) of \(indexes.count)",
            check.searchTime.map(milliseconds) ?? "–",
        ])
    }
    let lines = table.lines(width: terminal.columns)
    return lines.prefix(1).map(terminal.heading) + lines.dropFirst()
}

/// `1.2 s`.
private func seconds(_ duration: Duration) -> String {
    let tenths = Int((duration / .milliseconds(100)).rounded(.up))
    return "\(tenths / 10).\(tenths % 10) s"
}
