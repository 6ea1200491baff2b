/// What an SRU member is asked for a query, or why it can't be asked.
///
/// - Parameters:
///   - query: a parsed query.
///   - member: who is to be asked.
///   - explained: what it says of itself; without it the usual names of indexes and schemas are tried.
/// - Returns: CQL with the member's own names of its indexes, or a sentence.
func planCQL(_ query: Query, for member: MemberProfile, explained: ExplainedServer?) -> MemberPlan {
    do {
        let manner = try manner(of: member, explained: explained)
        var planner = CQLPlanner(member: member, explained: explained, version: manner.version)
        let part = try planner.plan(query.root)
        if !query.sortKeys.isEmpty { planner.approximate("‘sortby’ is ignored: the order is by relevance") }
        return .ask(.cql(part.text, manner), approximations: planner.approximations)
    } catch {
        return .notAsked(why: error.why)
    }
}

/// How a member is asked over SRU.
///
/// Without a word of its configuration or its Explain record that is SRU 1.2, which most servers know, and the schema
/// `marcxml`, which most call so.
///
/// - Throws: when it says that it has no schema for MARC records.
private func manner(
    of member: MemberProfile, explained: ExplainedServer?
) throws(QueryPlanner.Refusal) -> SRUManner {
    let version = member.sru.version ?? explained?.highestVersion ?? .v1_2
    let limit = explained?.maximumRecords.flatMap { $0 > 0 ? $0 : nil }
    if let schema = member.sru.schema { return SRUManner(version: version, schema: schema, pageLimit: limit) }
    let schemas = explained?.schemas ?? []
    if let schema = explained?.marcSchema {
        return SRUManner(version: version, schema: schema.requestName, pageLimit: limit)
    }
    guard schemas.isEmpty else {
        let names = schemas.prefix(5).map(\.requestName).joined(separator: ", ")
        throw QueryPlanner.Refusal(
            why: "by its Explain record it has no schema for MARC records, only \(names); ‘schema’ can name another")
    }
    return SRUManner(version: version, schema: "marcxml", pageLimit: limit)
}

/// Plans one query for one SRU member.
struct CQLPlanner {
    /// A piece of CQL, and the boolean that it is joined by; `nil` for a single clause.
    struct Part {
        let text: String
        var boolean: String?

        /// The text where a single clause may stand.
        ///
        /// Servers disagree whether `and` binds closer than `or`; in brackets all read it alike.
        fileprivate func operand(of outer: String) -> String {
            boolean == nil || boolean == outer ? text : "(\(text))"
        }
    }

    let member: MemberProfile
    let explained: ExplainedServer?
    let version: MemberProfile.SRU.Version
    /// What was asked more broadly than the query has it, a sentence each, in order.
    private(set) var approximations: [String] = []

    init(member: MemberProfile, explained: ExplainedServer?, version: MemberProfile.SRU.Version) {
        self.member = member
        self.explained = explained
        self.version = version
    }

    /// Notes an approximation, once.
    mutating func approximate(_ sentence: String) {
        if !approximations.contains(sentence) { approximations.append(sentence) }
    }

    /// The query at this node of the tree.
    mutating func plan(_ node: Query.Node) throws(QueryPlanner.Refusal) -> Part {
        switch node {
        case .clause(let clause): return try plan(clause)
        case .boolean(let boolean, let left, let right):
            let left = try plan(left)
            let right = try plan(right)
            guard case .prox(let modifiers) = boolean else { return joined(left, right, by: boolean.name) }
            guard explained?.supports["proximity"] != nil else {
                approximate("‘prox’ was asked as ‘and’: it does not say that it knows words near each other")
                return joined(left, right, by: "and")
            }
            let written = modifiers.map { "/\($0.name)\($0.comparison ?? "")\($0.value ?? "")" }.joined()
            return Part(
                text: "\(left.operand(of: "")) prox\(written) \(right.operand(of: ""))", boolean: "prox")
        }
    }

    /// Two parts under a boolean; what stands right keeps its brackets, since CQL groups from the left.
    func joined(_ left: Part, _ right: Part, by boolean: String) -> Part {
        let right = boolean == "not" ? right.operand(of: "") : right.operand(of: boolean)
        return Part(text: "\(left.operand(of: boolean)) \(boolean) \(right)", boolean: boolean)
    }

    /// The name of an index at this member; `nil` where the term alone says it, the member choosing the index.
    func name(of index: IndexName) throws(QueryPlanner.Refusal) -> String? {
        if let own = member.ownEntry(for: index) {
            guard let name = own else { throw QueryPlanner.Refusal(why: "it has no index for \(index.displayName)") }
            return name
        }
        let isAnywhere = bib1Uses[index] == bib1Uses[.serverChoice]
        guard let explained, !explained.indexes.isEmpty else {
            guard index == .allRecords || bib1Uses[index] != nil else {
                throw QueryPlanner.Refusal(why: "it has no index for \(index.displayName)")
            }
            return index == .serverChoice ? nil : index.displayName
        }
        if index == .serverChoice { return nil }
        if let name = explained.name(of: index) { return name }
        guard !isAnywhere else { return nil }
        throw QueryPlanner.Refusal(why: "its Explain record lists no index for \(index.displayName)")
    }
}
