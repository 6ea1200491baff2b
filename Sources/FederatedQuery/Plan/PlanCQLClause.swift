extension CQLPlanner {
    /// One clause, in the member's own name of its index.
    mutating func plan(_ clause: SearchClause) throws(QueryPlanner.Refusal) -> Part {
        guard clause.index != .resultSetID else {
            throw QueryPlanner.Refusal(why: "a result set can't be part of another search")
        }
        let target = Target(index: clause.index, name: try name(of: clause.index))
        guard clause.index != .allRecords else { return part("=", "1", target) }
        let words = clause.words.filter(\.hasContent)
        guard !words.isEmpty else {
            throw QueryPlanner.Refusal(why: "the term for \(clause.index.displayName) has no word in it")
        }
        if clause.index == .serverChoice, !clause.words.isEmpty, clause.words.allSatisfy({ $0.pieces == [.any] }) {
            // Any word at all: servers that search for the star itself find nothing.
            return part("=", "1", Target(index: .allRecords, name: try name(of: .allRecords)))
        }
        let modifiers = modifiers(of: clause)
        if let number = try number(words, target) { return number }
        let text = words.map(\.term).joined(separator: " ")
        switch clause.relation.base {
        case .any where words.count > 1: return each(words, target, modifiers, by: "or")
        case .all where words.count > 1: return each(words, target, modifiers, by: "and")
        case .exact: return exact(text, target, modifiers)
        case .adj where words.count > 1 && version > .v1_1 && target.name != nil:
            return part("adj" + modifiers, text, target)
        case .equal, .any, .all, .adj: return part("=" + modifiers, inYears(text, target), target)
        case .notEqual: return part("<>" + modifiers, text, target)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return ordered(clause.relation.base.rawValue, words, target)
        case .within:
            guard words.count == 2 else { return part("=", inYears(text, target), target) }
            return joined(ordered(">=", [words[0]], target), ordered("<=", [words[1]], target), by: "and")
        case .encloses:
            approximate("‘encloses’ was asked as ‘=’: no library keeps ranges")
            return part("=", inYears(text, target), target)
        }
    }

    /// The index that a term is for, and its name at the member.
    struct Target {
        let index: IndexName
        let name: String?
    }

    private func part(_ relation: String, _ term: String, _ target: Target) -> Part {
        guard let name = target.name else {
            return Part(text: relation == "=" ? quoted(term) : "cql.serverChoice \(relation) \(quoted(term))")
        }
        return Part(text: "\(name) \(relation) \(quoted(term))")
    }

    /// Each word by itself: servers that know nothing of `any` and `all` know `or` and `and`.
    private func each(_ words: [TermWord], _ target: Target, _ modifiers: String, by boolean: String) -> Part {
        let parts = words.map { part("=" + modifiers, $0.term, target) }
        return parts.dropFirst().reduce(parts[0]) { joined($0, $1, by: boolean) }
    }

    /// `==`, which CQL 1.1 calls `exact`; where the member chooses the index, no whole field can be meant.
    private mutating func exact(_ text: String, _ target: Target, _ modifiers: String) -> Part {
        guard target.name != nil else {
            approximate("‘==’ for \(target.index.displayName) was asked as a phrase")
            return part("=", text, target)
        }
        return part((version == .v1_1 ? "exact" : "==") + modifiers, text, target)
    }

    private mutating func ordered(_ relation: String, _ words: [TermWord], _ target: Target) -> Part {
        if words.contains(where: \.isMasked) {
            approximate("masks in \(target.index.displayName) were ignored: a comparison takes none")
        }
        return part(relation, inYears(words.map(\.literal).joined(separator: " "), target), target)
    }

    /// A date of publication as catalogues index it, by the year.
    private mutating func inYears(_ text: String, _ target: Target) -> String {
        guard bib1Uses[target.index] == "31", let year = yearAlone(text) else { return text }
        approximate("\(target.index.displayName) was compared by the year alone")
        return year
    }

    /// The relation's modifiers that the member says it knows, as they stand behind the relation.
    ///
    /// A modifier that a server does not know makes it refuse the query (diagnostic 20).
    private mutating func modifiers(of clause: SearchClause) -> String {
        var written = ""
        for modifier in clause.relation.modifiers where matchingModifiers.contains(modifier.name) {
            if explained?.supports["relationmodifier"]?.contains(modifier.name) == true, modifier.value == nil {
                written += "/\(modifier.name)"
            } else {
                approximate("‘\(modifier.name)’ was ignored: each library matches words in its own way")
            }
        }
        return written
    }

    /// An ISBN or ISSN in every form that the member may have indexed; `nil` when the term or the index is another.
    private func number(_ words: [TermWord], _ target: Target) throws(QueryPlanner.Refusal) -> Part? {
        guard searchIndexesByName[target.index]?.kind == .identifier, !words.contains(where: \.isMasked) else {
            return nil
        }
        let text = words.map(\.literal).joined(separator: " ")
        let isAny = target.index == IndexName(set: "dc", name: "identifier")
        for (name, forms) in [("isbn", StandardNumber.isbnForms(text)), ("issn", StandardNumber.issnForms(text))] {
            let index = IndexName(set: "bath", name: name)
            guard let forms, isAny || target.index == index else { continue }
            // A standard number in general is asked as what it is, where the member has an index for that.
            let own = isAny ? (try? self.name(of: index)).map { Target(index: index, name: $0) } ?? target : target
            let parts = forms.map { part("=", $0, own) }
            return parts.dropFirst().reduce(parts.first) { left, right in left.map { joined($0, right, by: "or") } }
        }
        return nil
    }
}

extension TermWord {
    /// The word as a term of CQL has it: backslashes before what would mask.
    fileprivate var term: String {
        let body = pieces.map { piece in
            switch piece {
            case .literal(let text): escapedTerm(text.replacing("\0", with: " "))
            case .any: "*"
            case .one: "?"
            }
        }
        return (isFirst ? "^" : "") + body.joined() + (isLast ? "^" : "")
    }
}
