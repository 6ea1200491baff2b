import FederatedQuery

/// What a search on the command line has to show: a page, or that nobody answered.
struct SearchAnswer {
    /// `nil` when nobody answered.
    let hitCount: HitCount?
    let start: Int
    let entries: [PageEntry]
    let members: [MemberReport]
    let approximations: [String]

    init(_ page: Page) {
        hitCount = page.hitCount
        start = page.start
        entries = page.entries
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

    /// Whether a member failed or a record could not be read.
    var isIncomplete: Bool {
        members.contains { if case .failed = $0.outcome { true } else { false } }
            || entries.contains { if case .unreadable = $0 { true } else { false } }
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
