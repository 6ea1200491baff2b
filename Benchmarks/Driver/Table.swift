/// The table of all rows, for a reader.
func table(_ rows: [Row]) -> String {
    let heading = [
        "scenario", "floor", "gateway", "ratio", "p99", "floor", "gateway", "ratio", "peak", "reach", "measured", "",
    ]
    var lines: [[String]] = [heading]
    for row in rows {
        let figures = [
            row.name, decimal(row.floor?.p50), decimal(row.gateway?.p50), decimal(row.wallRatio),
            decimal(row.gateway?.p99), decimal(row.floor?.cpu), decimal(row.gateway?.cpu), decimal(row.cpuRatio),
            row.peak.map { decimal(Double($0) / 1e6) } ?? "",
        ]
        let goals = row.goals.isEmpty ? [["", "", ""]] : row.goals.map(columns)
        for (index, goal) in goals.enumerated() {
            lines.append((index == 0 ? figures : figures.map { _ in "" }) + goal)
        }
    }
    let widths = heading.indices.map { column in lines.map(\.[column].count).max() ?? 0 }
    let isText = [0, 9, 11]
    func padded(_ text: String, _ column: Int) -> String {
        let space = String(repeating: " ", count: widths[column] - text.count)
        return isText.contains(column) ? text + space : space + text
    }
    func span(_ columns: ClosedRange<Int>, _ title: String) -> String {
        let width = columns.reduce(0) { $0 + widths[$1] } + 2 * (columns.count - 1)
        return title + String(repeating: " ", count: max(0, width - title.count))
    }
    let groups = [
        span(0...0, ""), span(1...4, "wall, ms"), span(5...7, "CPU a request, ms"), span(8...8, "MB"), span(9...11, ""),
    ]
    var text = groups.joined(separator: "  ") + "\n"
    for line in lines {
        text += line.enumerated().map { padded($1, $0) }.joined(separator: "  ") + "\n"
    }
    for row in rows {
        for note in row.notes { text += "\(row.name): \(note)\n" }
    }
    return text.split(separator: "\n").map { $0.trimmingEnd() }.joined(separator: "\n") + "\n"
}

private func columns(of goal: Goal) -> [String] {
    let unit = goal.unit.isEmpty ? "" : " \(goal.unit)"
    let verdict = goal.isMet.map { $0 ? "met" : "NOT MET" } ?? "stated"
    let reach =
        switch goal.bound {
        case .atMost(let limit): "\(goal.name) ≤ \(plain(limit))\(unit)"
        case .atLeast(let limit): "\(goal.name) ≥ \(plain(limit))\(unit)"
        case .stated: goal.name
        }
    let value = goal.value == goal.value.rounded() ? plain(goal.value) : decimal(goal.value)
    return [reach, value + unit, verdict]
}

/// A figure with three significant digits, or as many as stand before the point: `0.561`, `2.05`, `12.0`, `1234`.
func decimal(_ value: Double?) -> String {
    guard let value else { return "" }
    let size = abs(value)
    let places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
    return fixed(value, places)
}

/// A number as one writes it: `2`, `2.5`, `100000`.
private func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
}

private func fixed(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let whole = (value < 0 && scaled > 0 ? "-" : "") + String(scaled / scale)
    guard places > 0 else { return whole }
    let fraction = String(scaled % scale)
    return whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
}

extension Substring {
    fileprivate func trimmingEnd() -> Substring { self[...(lastIndex { $0 != " " } ?? startIndex)] }
}
