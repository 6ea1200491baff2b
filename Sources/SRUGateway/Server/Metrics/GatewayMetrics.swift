import CoreMetrics
import FederatedQuery
import Synchronization

/// What the gateway counts and times of its searches.
///
/// `docs/operations.md` says what each name means to an operator.
final class GatewayMetrics: Sendable {
    let registry = MetricsRegistry()

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
        let member = ("member", window.member)
        count("gateway_member_windows_total", [member] + Self.labels(of: window.failure))
        if window.failure == nil { time("gateway_member_seconds", [member], window.elapsed) }
        count("gateway_member_records_total", [member], by: window.recordCount)
        count("gateway_member_unreadable_records_total", [member], by: window.unreadableCount)
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

    private static func labels(of failure: MemberFailure.Reason?) -> [(String, String)] {
        guard let failure else { return [("outcome", "answered"), ("step", "")] }
        return [("outcome", failure.name), ("step", failure.step?.rawValue ?? "")]
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
