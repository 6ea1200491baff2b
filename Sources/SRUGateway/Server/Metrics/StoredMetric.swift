import CoreMetrics
import Synchronization

/// A series' value, which any thread may change and read.
protocol StoredMetric: Sendable {
    /// What it says now.
    var reading: MetricReading { get }
}

/// What a series says at one moment.
enum MetricReading: Equatable {
    case value(Double)
    /// How many observations there were up to each of `StoredHistogram.bounds`, how many in all, and their sum.
    case histogram(upTo: [Int], count: Int, sum: Double)
}

/// A number that only grows.
final class StoredCounter: CounterHandler, StoredMetric {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    var reading: MetricReading { .value(Double(count.load(ordering: .relaxed))) }
}

/// A number that goes up and down.
final class StoredGauge: MeterHandler, StoredMetric {
    private let value = Mutex(0.0)

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    var reading: MetricReading { .value(value.withLock { $0 }) }
}

/// Observations, counted by size: times in seconds, or whatever a recorder is given.
final class StoredHistogram: TimerHandler, RecorderHandler, StoredMetric {
    private struct State {
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var sum = 0.0
    }

    /// The buckets' upper bounds, inclusive, in seconds: 1 ms to 30 s, as a search takes.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        let bucket = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    /// Prometheus' unit of time is the second; there is no other display.
    func preferDisplayUnit(_ unit: TimeUnit) {}

    var reading: MetricReading {
        let state = state.withLock { $0 }
        var total = 0
        let upTo = state.counts.map { count in
            total += count
            return total
        }
        return .histogram(upTo: Array(upTo.dropLast()), count: total, sum: state.sum)
    }
}
