/// The rows as JSON: `{"time", "processors", "model", "rows": [{"scenario", "floor", "gateway", …, "reaches": […], "notes"}]}`.
///
/// Times are milliseconds, memory is bytes. What was not measured is not there.
func resultsJSON(_ rows: [Row], machine: Machine) -> String {
    let head: [(String, JSONValue?)] = [
        ("time", .text(machine.time)), ("processors", .number(Double(machine.processors))),
        ("model", .text(machine.model)),
    ]
    return JSONValue.object(head + [("rows", .array(rows.map(value)))]).text(indent: 0) + "\n"
}

private func value(of row: Row) -> JSONValue {
    .object([
        ("scenario", .text(row.name)),
        ("floor", row.floor.map(value)),
        ("gateway", row.gateway.map(value)),
        ("wallRatio", row.wallRatio.map { .number($0) }),
        ("cpuRatio", row.cpuRatio.map { .number($0) }),
        ("peakBytes", row.peak.map { .number(Double($0)) }),
        ("reaches", .array(row.goals.map(value))),
        ("notes", row.notes.isEmpty ? nil : .array(row.notes.map { .text($0) })),
    ])
}

private func value(of cost: Cost) -> JSONValue {
    .object([
        ("p50", cost.p50.map { .number($0) }), ("p99", cost.p99.map { .number($0) }),
        ("cpu", cost.cpu.map { .number($0) }),
    ])
}

private func value(of goal: Goal) -> JSONValue {
    var members: [(String, JSONValue?)] = [
        ("name", .text(goal.name)), ("value", .number(goal.value)),
        ("unit", goal.unit.isEmpty ? nil : .text(goal.unit)),
    ]
    switch goal.bound {
    case .atMost(let limit): members.append(("atMost", .number(limit)))
    case .atLeast(let limit): members.append(("atLeast", .number(limit)))
    case .stated: break
    }
    members.append(("met", goal.isMet.map { .truth($0) }))
    return .object(members)
}

/// As much of JSON as the results need.
private indirect enum JSONValue {
    case text(String)
    case number(Double)
    case truth(Bool)
    case array([JSONValue])
    /// Members without a value are left out.
    case object([(String, JSONValue?)])

    /// The value; objects that hold others go over several lines.
    func text(indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .text(let text): return quoted(text)
        case .number(let number): return number == number.rounded() ? String(Int(number)) : decimal(number)
        case .truth(let truth): return truth ? "true" : "false"
        case .array(let values):
            guard !values.isEmpty else { return "[]" }
            return "[\n" + values.map { "\(margin)  " + $0.text(indent: indent + 2) }.joined(separator: ",\n")
                + "\n\(margin)]"
        case .object(let members):
            let present = members.compactMap { name, value in value.map { (name, $0) } }
            return "{" + present.map { "\(quoted($0)): " + $1.text(indent: indent + 2) }.joined(separator: ", ") + "}"
        }
    }
}

private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": quoted += "\\\(scalar)"
        case "\n": quoted += "\\n"
        case "\0"..<" ": quoted += " "
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
