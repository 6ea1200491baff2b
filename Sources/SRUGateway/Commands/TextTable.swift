/// A table for a terminal: columns as wide as their content, cut or left out where the line would be too long.
struct TextTable {
    /// One column.
    struct Column {
        enum Alignment {
            case left, right
        }

        /// What is done to a cell that is too long.
        enum Shortening {
            /// Its end is cut off.
            case cut
            /// It is a list of words behind commas, of which the first are kept and the others counted.
            case list
        }

        let title: String
        var alignment = Alignment.left
        /// The narrowest it may be cut to; `nil` when it is never cut.
        var minimum: Int?
        var shortening = Shortening.cut
        /// Its share of a line that is too short for all: one of weight 2 is left twice as wide as one of weight 1.
        var weight = 1
        /// Which column is left out first where even the narrowest do not fit, the lowest before the others; `nil` when
        /// it always stays.
        ///
        /// One that may be left out is, too, when it has nothing in it.
        var leaves: Int?
    }

    /// What stands in one column of one row.
    struct Cell {
        let text: String
        /// A part of the text that tells it from others like it, and is seen even when it is cut: `Volume 1`.
        var kept = ""
    }

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row with a text for each column; what a terminal must not get is made harmless.
    mutating func add(_ cells: [String]) { add(cells.map { Cell(text: $0) }) }

    /// Adds a row with a cell for each column; what a terminal must not get is made harmless.
    mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells.map { Cell(text: displayText($0.text), kept: displayText($0.kept)) })
    }

    /// The heading and the rows, each at most `width` columns wide, with no blanks at their ends.
    ///
    /// - Parameters:
    ///   - width: how long a line may be.
    ///   - isolating: whether cells that run from right to left are set apart, so that they stay in their columns.
    /// - Returns: as many lines as there are rows, and one.
    func lines(width: Int, isolating: Bool = false) -> [String] {
        let layout = layout(within: width)
        return ([columns.map { Cell(text: $0.title) }] + rows).map { cells in
            let padded = layout.map { place in
                let column = columns[place.column]
                let text = Self.shortened(cells[place.column], of: column, into: place.width)
                let blanks = String(repeating: " ", count: max(place.width - displayWidth(text), 0))
                let shown = isolating ? isolated(text) : text
                return column.alignment == .left ? shown + blanks : blanks + shown
            }
            let line = fitted(padded.joined(separator: "  "), into: max(width, 1))
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The columns that a line of this width shows, by their index in `columns`.
    func shownColumns(width: Int) -> [Int] { layout(within: width).map(\.column) }

    private static func shortened(_ cell: Cell, of column: Column, into width: Int) -> String {
        switch column.shortening {
        case .cut:
            let cut = fitted(cell.text, into: width)
            let room = width - displayWidth(cell.kept) - 1
            // Of less than six columns nothing can be read.
            guard !cell.kept.isEmpty, !cut.contains(cell.kept), room >= 6 else { return cut }
            return "\(fitted(cell.text, into: room)) \(cell.kept)"
        case .list: return fitted(list: cell.text.split(separator: ", ").map(String.init), into: width)
        }
    }

    private typealias Place = (column: Int, width: Int)

    /// The columns that are shown, and how wide each is.
    private func layout(within width: Int) -> [Place] {
        var places: [Place] = columns.indices.compactMap { column in
            guard columns[column].leaves == nil || rows.contains(where: { !$0[column].text.isEmpty }) else {
                return nil
            }
            let content = rows.reduce(displayWidth(columns[column].title)) { max($0, displayWidth($1[column].text)) }
            // Beyond the line's own length no column's width matters, and what is taken from it is taken one by one.
            return (column, columns[column].minimum == nil ? content : min(content, max(width, 1)))
        }
        while Self.width(of: places.map { ($0.column, narrowest($0)) }) > width {
            let leaving = places.indices.filter { columns[places[$0].column].leaves != nil }
                .min { columns[places[$0].column].leaves ?? 0 < columns[places[$1].column].leaves ?? 0 }
            guard let leaving else { break }
            places.remove(at: leaving)
        }
        narrow(&places, to: width, noLessThan: narrowest)
        // The line is too short even for what is left: no column keeps its minimum.
        narrow(&places, to: width) { columns[$0.column].minimum == nil ? $0.width : 1 }
        return places
    }

    /// Takes from the columns that may be cut, one by one from the widest for its weight, what is too much.
    private func narrow(_ places: inout [Place], to width: Int, noLessThan least: (Place) -> Int) {
        var excess = Self.width(of: places) - width
        while excess > 0 {
            let cuttable = places.indices.filter { places[$0].width > least(places[$0]) }
            let widest = cuttable.max { a, b in
                places[a].width * columns[places[b].column].weight < places[b].width * columns[places[a].column].weight
            }
            guard let widest else { break }
            places[widest].width -= 1
            excess -= 1
        }
    }

    private func narrowest(_ place: Place) -> Int { min(columns[place.column].minimum ?? place.width, place.width) }

    /// The length of a line of these columns, two blanks between them.
    private static func width(of places: [Place]) -> Int {
        places.reduce(0) { $0 + $1.width } + 2 * max(places.count - 1, 0)
    }
}
