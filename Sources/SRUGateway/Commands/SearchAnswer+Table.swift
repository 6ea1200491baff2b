import FederatedQuery

extension SearchAnswer {
    /// The records as a table, and how many there are.
    func recordLines(on terminal: Terminal) -> [String] {
        var table = TextTable([
            .init(title: "#", alignment: .right), .init(title: "Title", minimum: 20), .init(title: "By", minimum: 8),
            .init(title: "Year"), .init(title: "Held by", minimum: 8),
        ])
        for (offset, entry) in entries.enumerated() {
            let position = String(start + offset)
            switch entry {
            case .joined(let joined):
                let book = Bibliographic(joined.record)
                table.add([
                    position, book.titleToShow, book.vernacularName ?? book.names.first?.text ?? "",
                    book.year.map { String($0) } ?? "", joined.holders.joined(separator: ", "),
                ])
            case .unreadable(let member, let memberPosition, let why):
                table.add([position, "[record \(memberPosition) can't be read: \(why)]", "", "", member])
            }
        }
        let shown = entries.isEmpty ? "" : "; \(start) to \(start + entries.count - 1) shown"
        let lines = entries.isEmpty ? [] : table.lines(width: terminal.columns)
        return lines.prefix(1).map(terminal.heading) + lines.dropFirst()
            + (lines.isEmpty ? [] : [""]) + [(hitCount.map(words) ?? "no member answered") + shown, ""]
    }
}

extension Bibliographic {
    /// The title as its readers write it, in the original script when it is there, with the number of the part.
    fileprivate var titleToShow: String {
        let parts = [vernacularTitle ?? title, partNumber].compactMap(\.self)
        return parts.isEmpty ? "[no title]" : parts.joined(separator: ". ")
    }
}

extension JoinedRecord {
    /// The ids of the members that hold it, each once, in the order of the copies.
    var holders: [String] {
        var seen: Set<String> = []
        return copies.map(\.member).filter { seen.insert($0).inserted }
    }
}
