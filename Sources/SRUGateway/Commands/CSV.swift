/// One line of comma-separated values with its end.
///
/// Source: RFC 4180: a field that holds a comma, a quote or a line break is quoted. Its CR LF is left out of the bargain:
/// `cut` and `awk` would take the CR for part of the last field.
func csvLine(_ fields: [String]) -> String {
    fields.map { field in
        let needsQuotes = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }
    .joined(separator: ",") + "\n"
}
