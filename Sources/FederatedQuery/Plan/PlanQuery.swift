/// What a member is asked for a query, or why it can't be asked.
///
/// `dc.title all "red chamber"` gives `@and @attr 1=4 "red" @attr 1=4 "chamber"` for a member without indexes of its
/// own, and CQL for one that is reached over SRU. What a member's system can't express is asked more broadly, and said in a sentence each; a result set is never
/// part of what members are asked.
///
/// - Parameters:
///   - query: a parsed query.
///   - member: who is to be asked.
///   - explained: what an SRU member says of itself; without it, its configuration alone decides.
/// - Returns: PQF in UTF-8 whose terms the member's character set can hold, or CQL, or a sentence.
public func planQuery(_ query: Query, for member: MemberProfile, explained: ExplainedServer? = nil) -> MemberPlan {
    guard member.access == .z3950 else { return planCQL(query, for: member, explained: explained) }
    var planner = QueryPlanner(member: member)
    do {
        let pqf = try planner.plan(query.root)
        try planner.checkCharset(of: pqf)
        if !query.sortKeys.isEmpty {
            planner.approximate("‘sortby’ is ignored: the order is by relevance")
        }
        return .ask(.pqf(pqf.text), approximations: planner.approximations)
    } catch {
        return .notAsked(why: error.why)
    }
}

/// The indexes that members have beyond the built-in ones, for `parseQuery`.
///
/// - Parameter members: the members that may be asked.
/// - Returns: names in lower case; one that a member only switches off is not among them.
public func addedIndexes(of members: some Sequence<MemberProfile>) -> Set<String> {
    members.reduce(into: []) { names, member in
        for (name, attributes) in member.indexes where attributes != nil { names.insert(name.lowercased()) }
    }
}

/// Plans one query for one member.
struct QueryPlanner {
    /// Why the member can't be asked.
    struct Refusal: Error, Hashable {
        /// A sentence for a reader.
        let why: String
    }

    let member: MemberProfile
    /// What was asked more broadly than the query has it, a sentence each, in order.
    private(set) var approximations: [String] = []

    init(member: MemberProfile) { self.member = member }

    /// Notes an approximation, once.
    mutating func approximate(_ sentence: String) {
        if !approximations.contains(sentence) { approximations.append(sentence) }
    }

    /// Refuses terms that the member's character set has no code for.
    func checkCharset(of pqf: PQF) throws(Refusal) {
        let charset = member.queryCharset
        do {
            try checkWritable(pqf.terms.joined(separator: " "), in: charset)
        } catch {
            switch error {
            case .unknownCharset:
                throw Refusal(why: "the character set ‘\(charset)’ that it expects in a query is not known here")
            case .unwritable(let scalar):
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw Refusal(why: "it expects queries in \(charset), which has no code for ‘\(scalar)’ (U+\(code))")
            }
        }
    }

    /// The query at this node of the tree.
    mutating func plan(_ node: Query.Node) throws(Refusal) -> PQF {
        switch node {
        case .clause(let clause): return try plan(clause)
        case .boolean(let boolean, let left, let right):
            let left = try plan(left)
            let right = try plan(right)
            switch boolean {
            case .and: return .and(left, right)
            case .or: return .or(left, right)
            case .not: return .not(left, right)
            case .prox(let modifiers): return proximity(modifiers, left, right)
            }
        }
    }

    /// `prox` where words of one record can be compared; else `and`.
    private mutating func proximity(_ modifiers: [Modifier], _ left: PQF, _ right: PQF) -> PQF {
        let unit = modifiers.last { $0.name == "unit" }?.value?.lowercased() ?? "word"
        guard case .term = left, case .term = right, unit == "word" else {
            approximate("‘prox’ was asked as ‘and’: only words and phrases, counted in words, can be near each other")
            return .and(left, right)
        }
        let distance = modifiers.last { $0.name == "distance" }
        let relations = ["<": 1, "<=": 2, "=": 3, ">=": 4, ">": 5, "<>": 6]
        return .prox(
            PQF.Proximity(
                distance: distance?.value.flatMap { Int($0) } ?? 1,
                isOrdered: modifiers.contains { $0.name == "ordered" },
                relation: relations[distance?.comparison ?? "<="] ?? 2),
            left, right)
    }

    /// The attributes of an index at this member.
    func attributes(of index: IndexName) throws(Refusal) -> BibAttributes {
        if let own = member.ownEntry(for: index) {
            guard let text = own else { throw Refusal(why: "it has no index for \(index.displayName)") }
            guard let attributes = BibAttributes(pqf: text) else {
                throw Refusal(why: "its configuration of \(index.displayName) is no list of attributes: \(text)")
            }
            return attributes
        }
        if index == .allRecords { return BibAttributes(use: "_ALLRECORDS") }
        guard let use = bib1Uses[index] else {
            throw Refusal(why: "it has no index for \(index.displayName)")
        }
        return BibAttributes(use: use)
    }
}
