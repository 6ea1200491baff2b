import CoreMetrics
import Synchronization

/// What has been counted and timed in this process: swift-metrics puts it in, `/metrics` reads it out.
///
/// A metric of one name and one set of labels is one series, however often it is made. There are at most
/// `maximumSeries`; what comes beyond that is not counted, so that no label can fill the memory.
final class MetricsRegistry: MetricsFactory {
    /// A family's type in Prometheus' text format.
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// All series of one name.
    struct Family: Sendable {
        let name: String
        let kind: Kind
        fileprivate(set) var series: [(labels: [(String, String)], metric: any StoredMetric)] = []
    }

    private struct State {
        var families: [String: Family] = [:]
        var known: [String: any StoredMetric] = [:]
    }

    static let maximumSeries = 20_000
    private let state = Mutex(State())

    /// Every family, by name; a family's series in the order in which they came.
    var families: [Family] { state.withLock { $0.families.values.sorted { $0.name < $1.name } } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        stored(label, .counter, dimensions) { StoredCounter() }
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        stored(label, .gauge, dimensions) { StoredGauge() }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        stored(label, .histogram, dimensions) { StoredHistogram() }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        stored(label, .histogram, dimensions) { StoredHistogram() }
    }

    // A series stays until the process ends, as Prometheus expects of a counter.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// The series of this name and these labels; a new one if there is none yet.
    private func stored<Metric: StoredMetric>(
        _ name: String, _ kind: Kind, _ labels: [(String, String)], make: () -> Metric
    ) -> Metric {
        let labels = labels.sorted { $0.0 < $1.0 }
        let key = labels.reduce(name) { "\($0)\u{0}\($1.0)\u{0}\($1.1)" }
        return state.withLock { state in
            if let known = state.known[key] as? Metric { return known }
            let new = make()
            // A name has one type; what would give it a second one is our own fault and is not shown.
            guard state.known.count < Self.maximumSeries, state.families[name]?.kind ?? kind == kind else { return new }
            state.known[key] = new
            state.families[name, default: Family(name: name, kind: kind)].series.append((labels, new))
            return new
        }
    }
}
