import FederatedQuery

extension SearchAnswer {
    /// A line for each member: its hits, the records taken, its time, or why it gave none.
    ///
    /// Where a reason does not fit beside the numbers, all of them stand below, whole.
    func memberLines(on terminal: Terminal) -> [String] {
        let whole = memberTable(withReasons: true)
        let hasRoom =
            whole.shownColumns(width: terminal.columns).contains(5) || !members.contains { $0.outcome != .answered }
        let table = hasRoom ? whole : memberTable(withReasons: false)
        var lines = table.lines(width: terminal.columns, isolating: terminal.isTerminal)
        lines[0] = terminal.heading(lines[0])
        for (index, member) in members.enumerated() where member.outcome != .answered {
            lines[index + 1] = terminal.alarm(lines[index + 1])
        }
        return hasRoom ? lines : lines + [""] + reasonLines(on: terminal)
    }

    private func memberTable(withReasons: Bool) -> TextTable {
        var table = TextTable([
            .init(title: "Member", minimum: 8), .init(title: "Hits", alignment: .right),
            .init(title: "Records", alignment: .right), .init(title: "Time", alignment: .right),
            .init(title: "Library", minimum: 16, leaves: 1), .init(title: "", leaves: 2),
        ])
        for member in members {
            table.add([
                member.id, member.hitCount.map(String.init) ?? "–",
                member.recordCount > 0 || member.outcome == .answered ? String(member.recordCount) : "–",
                member.elapsed.map(milliseconds) ?? "–", member.name == member.id ? "" : member.name,
                withReasons ? member.outcome.explanation ?? "" : "",
            ])
        }
        return table
    }

    private func reasonLines(on terminal: Terminal) -> [String] {
        members.flatMap { member in
            guard let why = member.outcome.explanation else { return [String]() }
            return paragraph("\(member.id): \(why)", into: terminal.columns, indent: "  ")
        }
    }
}

/// `12 ms`.
func milliseconds(_ duration: Duration) -> String { "\(Int((duration / .milliseconds(1)).rounded())) ms" }
