/// Metrics in Prometheus' text format, version 0.0.4.
///
/// Source: prometheus.io, "Exposition formats".
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Writes a family's head: what it means and its type.
    mutating func family(_ name: String, _ kind: MetricsRegistry.Kind, help: String) {
        text += "# HELP \(name) \(escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Writes one sample.
    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{\(labels.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }.joined(separator: ","))}"
        }
        text += " \(number(value))\n"
    }

    /// Writes a series: one sample, or a histogram's buckets, sum and count.
    mutating func series(_ name: String, _ labels: [(String, String)], _ reading: MetricReading) {
        switch reading {
        case .value(let value): sample(name, labels, value)
        case .histogram(let upTo, let count, let sum):
            for (bound, count) in zip(StoredHistogram.bounds, upTo) {
                sample("\(name)_bucket", labels + [("le", number(bound))], Double(count))
            }
            sample("\(name)_bucket", labels + [("le", "+Inf")], Double(count))
            sample("\(name)_sum", labels, sum)
            sample("\(name)_count", labels, Double(count))
        }
    }

    private func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : String(value)
    }

    /// A backslash before what would end a line or a label's value.
    private func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
