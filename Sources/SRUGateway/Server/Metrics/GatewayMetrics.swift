import CoreMetrics
import FederatedQuery
import Synchronization

/// What the gateway counts and times of its searches.
///
/// `docs/operations.md` says what each name means to an operator.
final class GatewayMetrics: Sendable {
    let registry = MetricsRegistry()
    private let memberSeries = Mutex([String: MemberSeries]())

    /// The metrics that this type makes, and what they mean.
    static let help: KeyValuePairs = [
        "gateway_searches_total": "Searches, by face and by what became of them.",
        "gateway_search_seconds": "Time from a search's arrival to its page, by face.",
        "gateway_records_served_total": "Joined records on pages that were served.",
        "gateway_copies_joined_total": "Copies that were joined to another one on pages that were served.",
        "gateway_member_windows_total": "Questions put to a member, by what became of them.",
        "gateway_member_seconds": "Time a member took to answer a question; failures are not timed.",
        "gateway_member_records_total": "Records that came from a member and were read.",
        "gateway_member_unreadable_records_total": "Records that came from a member and could not be read.",
    ]

    /// Notes how a page came out.
    func note(_ page: Result<Page, SearchError>, face: String, elapsed: Duration) {
        let face = ("face", face)
        count("gateway_searches_total", [face, ("outcome", Self.outcome(of: page))])
        time("gateway_search_seconds", [face], elapsed)
        guard case .success(let page) = page else { return }
        var copies = 0
        for case .joined(let record) in page.entries { copies += record.copies.count - 1 }
        count("gateway_records_served_total", by: page.entries.count)
        count("gateway_copies_joined_total", by: copies)
    }

    /// Notes what became of one question to one member.
    func note(_ window: WindowNews) {
        let series = series(of: window.member)
        if let failure = window.failure {
            count("gateway_member_windows_total", [("member", window.member)] + Self.labels(of: failure))
        } else {
            series.answers.increment()
            series.seconds.recordNanoseconds(Int64(window.elapsed / .nanoseconds(1)))
        }
        series.records.increment(by: window.recordCount)
        series.unreadable.increment(by: window.unreadableCount)
    }

    /// A member's series, looked up once for all searches: every one of them counts there.
    private func series(of member: String) -> MemberSeries {
        memberSeries.withLock { all in
            if let series = all[member] { return series }
            let series = MemberSeries(of: member, in: registry)
            all[member] = series
            return series
        }
    }

    private static func outcome(of page: Result<Page, SearchError>) -> String {
        switch page {
        case .success(let page):
            page.members.contains { $0.outcome.hasFailed } ? "partial" : "complete"
        case .failure(.query), .failure(.unknownDatabase), .failure(.outOfRange): "refused"
        case .failure(.nobodyAnswered): "nobody_answered"
        case .failure(.shuttingDown): "shutting_down"
        }
    }

    private static func labels(of failure: MemberFailure.Reason) -> [(String, String)] {
        [("outcome", failure.name), ("step", failure.step?.rawValue ?? "")]
    }

    private func count(_ name: String, _ labels: [(String, String)] = [], by amount: Int = 1) {
        Counter(label: name, dimensions: labels, factory: registry).increment(by: amount)
    }

    private func time(_ name: String, _ labels: [(String, String)], _ elapsed: Duration) {
        let nanoseconds = elapsed / .nanoseconds(1)
        Timer(label: name, dimensions: labels, factory: registry).recordNanoseconds(Int64(nanoseconds))
    }
}

extension MemberReport.Outcome {
    fileprivate var hasFailed: Bool {
        if case .failed = self { true } else { false }
    }
}

/// What is counted of a member whenever it answers.
private struct MemberSeries: Sendable {
    let answers: Counter
    let seconds: Timer
    let records: Counter
    let unreadable: Counter

    init(of member: String, in registry: MetricsRegistry) {
        let label = [("member", member)]
        answers = Counter(
            label: "gateway_member_windows_total", dimensions: label + [("outcome", "answered"), ("step", "")],
            factory: registry)
        seconds = Timer(label: "gateway_member_seconds", dimensions: label, factory: registry)
        records = Counter(label: "gateway_member_records_total", dimensions: label, factory: registry)
        unreadable = Counter(
            label: "gateway_member_unreadable_records_total", dimensions: label, factory: registry)
    }
}
