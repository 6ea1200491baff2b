/// What `check` found at one member.
public struct MemberCheck: Sendable {
    /// One thing that was tried.
    public struct Finding: Hashable, Sendable {
        /// What it belongs to.
        public let topic: Topic
        /// What was tried: `usmarc`, `dc.title`, `truncation at the end`.
        public let what: String
        /// How it went.
        public let verdict: Verdict
        /// What was seen, for a reader: one line without control characters.
        public let detail: String
        /// The query in PQF, when it was one.
        public let pqf: String?
    }

    /// What findings are about, in the order of a report.
    public enum Topic: String, Hashable, Sendable, CaseIterable {
        case opening, time, syntaxes, elementSets, records, queries, indexes, dates, words, counts, scan, sort
        case piggyback, negotiation
    }

    /// How a trial went.
    public enum Verdict: String, Hashable, Sendable {
        /// As it should.
        case works
        /// It was answered, but not as was to be expected.
        case doubtful
        /// Refused, or not answered.
        case fails
        /// Not tried, since something that it needs was not there.
        case untried
    }

    /// The member as it was asked.
    public let member: MemberProfile
    /// Whether it answers: connect, Init, a search and a record that can be read.
    public let answers: Bool
    /// The system's own name, from Init; `nil` when it did not say.
    public let system: String?
    /// What was tried, in order.
    public let findings: [Finding]
    /// How many questions it was asked.
    public let questions: Int
    /// How long all of it took.
    public let elapsed: Duration
    /// The median time of a search without records on a warm connection; `nil` when none was answered.
    public let searchTime: Duration?
    /// Why not all was tried; `nil` when all was.
    public let endedEarly: String?
    /// The member as its answers suggest it be described; `nil` when it gave no record.
    public let suggestion: MemberProfile?
    /// What is to stand behind a key of the suggested entry, by key.
    let comments: [String: String]

    /// Where a member's password comes from, for the suggested entry.
    public enum PasswordSource: Hashable, Sendable {
        /// An environment variable of this name.
        case environment(String)
        /// A file of this name.
        case file(String)
        /// What the configuration names already, which is not known here.
        case configured
    }

    /// The suggestion as an entry of targets.yaml, ready to paste under `members:`, with its comments.
    ///
    /// - Parameter password: where its password comes from, if it has one.
    /// - Returns: lines of YAML, indented as a list item; `nil` when it gave no record.
    public func entry(password: PasswordSource = .configured) -> String? {
        suggestion.map { suggestedEntry(for: $0, comments: comments, password: password) }
    }
}

extension MemberCheck {
    /// In what the suggestion differs from the member as it was asked, for a reader; empty when nothing needs to change.
    public var changes: [String] {
        guard let suggestion else { return [] }
        var changes: [String] = []
        func compare(_ key: String, _ old: String, _ new: String) {
            if old != new { changes.append("\(key): \(new) instead of \(old)") }
        }
        compare("syntax", member.syntax.rawValue, suggestion.syntax.rawValue)
        compare("element_set", member.elementSet ?? "false", suggestion.elementSet ?? "false")
        compare("charset", member.charset, suggestion.charset)
        compare("query_charset", member.queryCharset, suggestion.queryCharset)
        compare("deadline", "\(member.deadline)", "\(suggestion.deadline)")
        let names = Set(member.indexes.keys).union(suggestion.indexes.keys)
        let changed = names.filter { member.indexes[$0] != suggestion.indexes[$0] }.sorted()
        let refused = changed.filter { suggestion.indexes[$0] == .some(nil) }
        let others = changed.filter { suggestion.indexes[$0] != .some(nil) }
        if !others.isEmpty { changes.append("indexes: \(others.joined(separator: ", "))") }
        if !refused.isEmpty { changes.append("indexes: \(refused.count) that it refuses") }
        return changes
    }

    /// The check of a member that could not be tried: one finding says why.
    static func failed(_ member: MemberProfile, what: String, why: String) -> MemberCheck {
        let finding = Finding(topic: .opening, what: what, verdict: .fails, detail: oneLine(why), pqf: nil)
        return MemberCheck(
            member: member, answers: false, system: nil, findings: [finding], questions: 0, elapsed: .zero,
            searchTime: nil, endedEarly: nil, suggestion: nil, comments: [:])
    }
}

/// Findings by their topics, in the order of a report; within a topic as they came.
func inReportOrder(_ findings: [MemberCheck.Finding]) -> [MemberCheck.Finding] {
    MemberCheck.Topic.allCases.flatMap { topic in findings.filter { $0.topic == topic } }
}
