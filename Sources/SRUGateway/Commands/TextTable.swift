/// A table for a terminal: columns as wide as their content, cut where the line would be too long.
struct TextTable {
    /// One column.
    struct Column {
        enum Alignment {
            case left, right
        }

        let title: String
        var alignment = Alignment.left
        /// The narrowest it may be cut to; `nil` when it is never cut.
        var minimum: Int?
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row with a cell for each column; what a terminal must not get is made harmless.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells.map(displayText))
    }

    /// The heading and the rows, each at most `width` columns wide, with no blanks at their ends.
    func lines(width: Int) -> [String] {
        let widths = self.widths(within: width)
        return ([columns.map(\.title)] + rows).map { cells in
            let padded = zip(zip(cells, columns), widths).map { cell, width in
                let text = fitted(cell.0, into: width)
                let blanks = String(repeating: " ", count: width - displayWidth(text))
                return cell.1.alignment == .left ? text + blanks : blanks + text
            }
            let line = fitted(padded.joined(separator: "  "), into: max(width, 1))
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Each column's width: the widest columns that may be cut give way first.
    private func widths(within width: Int) -> [Int] {
        var widths = columns.indices.map { column in
            rows.reduce(displayWidth(columns[column].title)) { max($0, displayWidth($1[column])) }
        }
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        while excess > 0 {
            let cuttable = columns.indices.filter { index in columns[index].minimum.map { widths[index] > $0 } ?? false
            }
            guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
