import FederatedQuery

/// What a search on the command line has to show: a page, or that nobody answered.
struct SearchAnswer {
    /// `nil` when nobody answered.
    let hitCount: HitCount?
    let start: Int
    let entries: [PageEntry]
    /// The position after the last entry; `nil` when there is none.
    let next: Int?
    let members: [MemberReport]
    /// What was approximated for some member, `id: sentence` each.
    let approximations: [String]

    init(_ page: Page) {
        hitCount = page.hitCount
        start = page.start
        entries = page.entries
        next = page.entries.isEmpty ? nil : page.nextPosition
        members = page.members
        approximations = page.approximations
    }

    /// What is left to show when there is no page.
    ///
    /// - Throws: `UsageError` when the question is at fault.
    init(_ error: SearchError, asked cql: String) throws {
        switch error {
        case .nobodyAnswered(let reports):
            hitCount = nil
            start = 1
            entries = []
            next = nil
            members = reports
            approximations = []
        case .query(let error):
            throw UsageError(message: explanation(of: error, in: cql))
        case .unknownDatabase(let name):
            throw UsageError(message: "no database '\(displayText(name))'")
        case .outOfRange(let count):
            throw UsageError(message: "--start is past the last record; there are \(words(for: count))")
        case .shuttingDown:
            throw error
        }
    }

    /// Whether nobody answered, a member failed or a record could not be read.
    var isIncomplete: Bool {
        hitCount == nil || members.contains { if case .failed = $0.outcome { true } else { false } }
            || entries.contains { if case .unreadable = $0 { true } else { false } }
    }

    /// The approximations, those that were made for several members told once.
    ///
    /// `nctc, cwnu: ‘sortby’ is ignored: the order is by relevance`
    var approximationsTogether: [String] {
        var sentences: [String] = []
        var members: [String: [String]] = [:]
        for approximation in approximations {
            let parts = approximation.split(separator: ": ", maxSplits: 1).map(String.init)
            guard let id = parts.first, let sentence = parts.last, parts.count == 2 else { continue }
            if members[sentence] == nil { sentences.append(sentence) }
            members[sentence, default: []].append(id)
        }
        return sentences.map { "\(members[$0, default: []].joined(separator: ", ")): \($0)" }
    }
}

/// `34 records`, `at most 34 records`.
func words(for count: HitCount) -> String {
    let records = count.value == 1 ? "1 record" : "\(count.value) records"
    return switch count.precision {
    case .exact: records
    case .maximum: "at most \(records)"
    case .minimum: "at least \(records)"
    case .estimate: "about \(records)"
    }
}

extension HitCount.Precision {
    /// Why a count is not exact, for a reader; `nil` when it is.
    var reason: String? {
        switch self {
        case .exact: nil
        case .maximum: "copies not fetched yet may join"
        case .minimum: "not every member has answered"
        case .estimate: "not every member has answered, and copies not fetched yet may join"
        }
    }
}
