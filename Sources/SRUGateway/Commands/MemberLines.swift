import FederatedQuery

extension SearchAnswer {
    /// A line for each member: its hits, the records taken, its time, or why it gave none.
    func memberLines(on terminal: Terminal) -> [String] {
        var table = TextTable([
            .init(title: "Member", minimum: 8), .init(title: "Hits", alignment: .right),
            .init(title: "Records", alignment: .right), .init(title: "Time", alignment: .right),
            .init(title: "", minimum: 20),
        ])
        for member in members {
            table.add([
                member.id, member.hitCount.map(String.init) ?? "–",
                member.recordCount > 0 || member.outcome == .answered ? String(member.recordCount) : "–",
                member.elapsed.map(milliseconds) ?? "–", member.outcome.explanation ?? "",
            ])
        }
        let lines = table.lines(width: terminal.columns)
        return lines.prefix(1).map(terminal.heading) + lines.dropFirst()
    }
}

/// `12 ms`.
func milliseconds(_ duration: Duration) -> String { "\(Int((duration / .milliseconds(1)).rounded())) ms" }
