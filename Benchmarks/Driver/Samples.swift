/// Times of one kind, in milliseconds.
struct Samples {
    private(set) var values: [Double] = []

    static func + (a: Samples, b: Samples) -> Samples { Samples(values: a.values + b.values) }

    /// The value that this share of them does not exceed.
    ///
    /// - Parameter share: 0.5 for the median, 0.99 …
    /// - Returns: one of the values; there must be some.
    func percentile(_ share: Double) -> Double {
        precondition(!values.isEmpty, "no samples")
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    var median: Double { percentile(0.5) }
    var p99: Double { percentile(0.99) }
}

/// The median of some figures.
func median(_ values: [Double]) -> Double { Samples(values: values).median }
