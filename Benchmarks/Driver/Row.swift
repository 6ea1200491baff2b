/// One line of the table: one case of a scenario, what it took, and whether that is within reach.
struct Row {
    /// The scenario's name, with the case after it when it has several.
    let name: String
    var floor: Cost?
    var gateway: Cost?
    /// The gateway's to the floor's, each the median of the rounds' ratios.
    var wallRatio: Double?
    var cpuRatio: Double?
    /// The most memory that the gateway ever had resident, in bytes.
    var peak: Int?
    var goals: [Goal] = []
    /// What one must know to read the figures.
    var notes: [String] = []

    init(_ name: String) { self.name = name }

    /// A line for what was not run.
    static func skipped(_ name: String, because why: String) -> Row {
        var row = Row(name)
        row.notes = ["skipped: \(why)"]
        return row
    }
}

/// What a request takes, in milliseconds.
struct Cost {
    /// Wall time; `nil` where it was not the client who waited.
    var p50: Double?
    var p99: Double?
    /// Processor time of the program measured, its own alone.
    var cpu: Double?
}

/// A figure, and how far it should get.
struct Goal {
    enum Bound {
        case atMost(Double)
        case atLeast(Double)
        /// None is set: the figure is to be known.
        case stated
    }

    let name: String
    let value: Double
    let unit: String
    let bound: Bound

    init(_ name: String, _ value: Double, _ unit: String = "", _ bound: Bound) {
        (self.name, self.value, self.unit, self.bound) = (name, value, unit, bound)
    }

    /// Whether it got there; `nil` when no bound is set.
    var isMet: Bool? {
        switch bound {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case .stated: nil
        }
    }
}
