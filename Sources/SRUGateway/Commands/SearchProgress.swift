import FederatedQuery

/// How far a search is: who has answered, and who is still awaited.
struct SearchProgress {
    /// The ids of the members that are asked, in the order of targets.yaml.
    let asked: [String]
    /// What came from them, in the order in which it came.
    private(set) var arrivals: [MemberReport] = []

    init(asked: [String]) { self.asked = asked }

    /// Takes in how one member did; a further window of the same member takes the place of the one before.
    mutating func take(_ report: MemberReport) {
        if case .notAsked = report.outcome { return }
        arrivals.removeAll { $0.id == report.id }
        arrivals.append(report)
    }

    /// Who has not answered yet.
    var awaited: [String] {
        let arrived = Set(arrivals.map(\.id))
        return asked.filter { !arrived.contains($0) }
    }

    /// It in a line of at most `columns` columns: `2 of 3 members, 1.2 s; awaiting nccl; cwnu 8 hits in 46 ms`.
    ///
    /// The newest arrivals come first, as many as there is room for.
    func line(after elapsed: Duration, columns: Int) -> String {
        let waiting = awaited.isEmpty ? "" : "; awaiting "
        var line = head(after: elapsed, columns: columns - (waiting.isEmpty ? 0 : displayWidth(waiting) + 6))
        let room = columns - displayWidth(line) - displayWidth(waiting)
        if !waiting.isEmpty, room >= 4 {
            // Who came last is worth half of the line.
            line += waiting + fitted(list: awaited, into: arrivals.isEmpty ? room : max(room / 2, min(room, 16)))
        }
        for arrival in arrivals.reversed() {
            let words = words(for: arrival)
            let room = columns - displayWidth(line) - 2
            guard room >= min(displayWidth(words), 16) else { break }
            line += "; \(fitted(words, into: room))"
        }
        return fitted(line, into: columns)
    }

    /// How many have answered and how long it has taken, in the longest form that fits.
    private func head(after elapsed: Duration, columns: Int) -> String {
        let tenths = Int(elapsed / .milliseconds(100))
        let time = "\(tenths / 10).\(tenths % 10) s"
        let count = "\(arrivals.count) of \(asked.count)"
        return ["\(count) members, \(time)", "\(count), \(time)"].first { displayWidth($0) <= columns } ?? count
    }
}

/// How one member did, in words: `cwnu 8 hits in 46 ms`.
func words(for report: MemberReport) -> String {
    let time = report.elapsed.map(milliseconds) ?? "0 ms"
    if let why = report.outcome.explanation { return displayText("\(report.id) failed after \(time): \(why)") }
    let hits = report.hitCount.map { $0 == 1 ? "1 hit" : "\($0) hits" } ?? "no count"
    return "\(report.id) \(hits) in \(time)"
}
