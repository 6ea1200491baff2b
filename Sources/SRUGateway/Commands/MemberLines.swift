import CYaz
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
                member.elapsed.map(milliseconds) ?? "–", words(for: member.outcome),
            ])
        }
        let lines = table.lines(width: terminal.columns)
        return lines.prefix(1).map(terminal.heading) + lines.dropFirst()
    }
}

/// `12 ms`.
func milliseconds(_ duration: Duration) -> String { "\(Int((duration / .milliseconds(1)).rounded())) ms" }

/// Why a member gave nothing, for a reader; nothing to say when it answered.
func words(for outcome: MemberReport.Outcome) -> String {
    switch outcome {
    case .answered: ""
    case .notAsked(let why): "not asked: \(why)"
    case .failed(let reason): words(for: reason)
    }
}

private func words(for reason: MemberFailure.Reason) -> String {
    switch reason {
    case .unresolvable: "its host name does not resolve"
    case .unreachable: "can't be reached"
    case .rejected: "rejected the connection at Init"
    case .timedOut(let step): "no answer within the deadline, at \(step.rawValue)"
    case .closed(let step): "closed the connection, at \(step.rawValue)"
    case .refused(let bib1):
        "refused: \(diagbib1_str(Int32(truncatingIfNeeded: bib1)).map { String(cString: $0) } ?? "") (\(bib1))"
    case .garbled: "broke the protocol"
    case .busy: "all its connections were busy"
    case .skipped: "left alone for now, it kept failing"
    }
}
