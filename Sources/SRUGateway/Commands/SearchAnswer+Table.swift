import FederatedQuery

extension SearchAnswer {
    /// The records as a table, and in words how many there are and how to see the next.
    func recordLines(on terminal: Terminal) -> [String] {
        var lines = entries.isEmpty ? [] : table.lines(width: terminal.columns, isolating: terminal.isTerminal)
        for index in lines.indices.dropFirst() {
            if case .unreadable = entries[index - 1] { lines[index] = terminal.alarm(lines[index]) }
        }
        let heading = lines.prefix(1).map(terminal.heading)
        let rest = lines.dropFirst() + (lines.isEmpty ? [] : [""])
        let reasons = unreadableSentences.flatMap { paragraph($0, into: terminal.columns, indent: "  ") }
        // A line of its own, so that no line's end parts the option from its number.
        let more = next.map { ["more: --start \($0)"] } ?? []
        return heading + rest + paragraph(countSentence, into: terminal.columns) + more + reasons.map(terminal.alarm)
            + [""]
    }

    /// `gbk, records 1, 2: can't be read: Record not available in requested syntax`, one for each member and reason.
    private var unreadableSentences: [String] {
        var sentences: [(member: String, why: String, positions: [String])] = []
        for case .unreadable(let member, let position, let why) in entries {
            if let place = sentences.firstIndex(where: { $0.member == member && $0.why == why }) {
                sentences[place].positions.append(String(position))
            } else {
                sentences.append((member, why, [String(position)]))
            }
        }
        return sentences.map { sentence in
            let records = sentence.positions.count == 1 ? "record" : "records"
            let why = fitted(displayText(sentence.why), into: 400)
            return "\(sentence.member), \(records) \(sentence.positions.joined(separator: ", ")): can't be read: \(why)"
        }
    }

    /// `at most 107 records (copies not fetched yet may join); 1 to 10 shown`.
    var countSentence: String {
        guard let hitCount else { return "no member answered" }
        var sentence = words(for: hitCount)
        if let reason = hitCount.precision.reason { sentence += " (\(reason))" }
        if !entries.isEmpty { sentence += "; \(start) to \(start + entries.count - 1) shown" }
        return sentence
    }

    /// On a narrow terminal the edition leaves first, then who is responsible.
    private var table: TextTable {
        var table = TextTable([
            .init(title: "#", alignment: .right),
            .init(title: "Title", minimum: 20, weight: 4),
            .init(title: "By", minimum: 10, weight: 2, leaves: 2),
            .init(title: "Edition", minimum: 8, leaves: 1),
            .init(title: "Year", leaves: 4),
            .init(title: "Held by", minimum: 7, shortening: .list, weight: 2, leaves: 3),
        ])
        for (offset, entry) in entries.enumerated() {
            let position = String(start + offset)
            switch entry {
            case .joined(let joined):
                let book = Bibliographic(joined.record)
                let page = book.titlePage
                let rest = [
                    page.responsibility ?? "", page.edition ?? "", book.year.map { String($0) } ?? "",
                    joined.holders.joined(separator: ", "),
                ]
                table.add(
                    [.init(text: position), .init(text: page.wholeTitle, kept: page.partNumber ?? "")]
                        + rest.map { .init(text: $0) })
            case .unreadable(let member, let memberPosition, _):
                table.add([position, "[record \(memberPosition) can't be read]", "", "", "", member])
            }
        }
        return table
    }
}

extension Bibliographic.TitlePage {
    /// The title with its part and its subtitle, as on a catalogue card.
    fileprivate var wholeTitle: String {
        let part = [partNumber, partName].compactMap(\.self).joined(separator: ", ")
        let whole = [title ?? "", part].filter { !$0.isEmpty }.joined(separator: ". ")
        return [whole.isEmpty ? "[no title]" : whole, subtitle].compactMap(\.self).joined(separator: " : ")
    }
}

extension JoinedRecord {
    /// The ids of the members that hold it, each once, in the order of the copies.
    var holders: [String] {
        var seen: Set<String> = []
        return copies.map(\.member).filter { seen.insert($0).inserted }
    }
}
