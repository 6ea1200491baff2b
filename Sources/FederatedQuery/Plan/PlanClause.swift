extension QueryPlanner {
    /// One clause: its index's attributes and its relation, over the words of its term.
    mutating func plan(_ clause: SearchClause) throws(Refusal) -> PQF {
        guard clause.index != .resultSetID else { throw Refusal(why: "a result set can't be part of another search") }
        let attributes = try attributes(of: clause.index)
        guard clause.index != .allRecords else { return everyRecord(attributes) }
        let words = clause.words.filter(\.hasContent)
        guard !words.isEmpty else { throw Refusal(why: "the term for \(clause.index.displayName) has no word in it") }
        noteModifiers(of: clause)
        let kind = searchIndexesByName[clause.index]?.kind ?? .text
        let target = Target(index: clause.index, kind: kind, attributes: attributes)
        switch clause.relation.base {
        case .equal, .adj: return try phrase(words, target)
        case .exact: return try exact(words, target)
        case .any:
            let operands = try each(words, target)
            return PQF.joined(operands, by: PQF.or) ?? .term(attributes, clause.literalTerm)
        case .all:
            let operands = try each(words, target)
            return PQF.joined(operands, by: PQF.and) ?? .term(attributes, clause.literalTerm)
        case .notEqual: return .not(everyRecord(try self.attributes(of: .allRecords)), try phrase(words, target))
        case .less: return ordered(words, "1", target)
        case .lessOrEqual: return ordered(words, "2", target)
        case .greaterOrEqual: return ordered(words, "4", target)
        case .greater: return ordered(words, "5", target)
        case .within:
            guard words.count == 2 else { return try phrase(words, target) }
            return .and(ordered([words[0]], "4", target), ordered([words[1]], "2", target))
        case .encloses:
            approximate("‘encloses’ was asked as ‘=’: no library keeps ranges")
            return try phrase(words, target)
        }
    }

    /// The index that a term is for, and how the member wants it asked.
    struct Target {
        let index: IndexName
        let kind: SearchIndex.Kind
        let attributes: BibAttributes
    }

    /// Each word by itself, as `any` and `all` want them.
    private mutating func each(_ words: [TermWord], _ target: Target) throws(Refusal) -> [PQF] {
        var operands: [PQF] = []
        for word in words { operands.append(try phrase([word], target)) }
        return operands
    }

    /// Everything the member has.
    ///
    /// Zebra's relation 103, always matches, looks at no term; yaz-ztest gives as many records as the term says.
    private func everyRecord(_ attributes: BibAttributes) -> PQF {
        .term(attributes.adding(.relation, "103"), "1")
    }

    /// A date compared by relation attribute.
    private mutating func ordered(_ words: [TermWord], _ relation: String, _ target: Target) -> PQF {
        if words.contains(where: \.isMasked) {
            approximate("masks in \(target.index.displayName) were ignored: a comparison takes none")
        }
        let term = inYears(words.map(\.literal).joined(separator: " "), target)
        return .term(target.attributes.adding(.relation, relation), term)
    }

    /// A date of publication as catalogues index it, by the year: `2005-03-17` becomes `2005`; other text stays.
    mutating func inYears(_ text: String, _ target: Target) -> String {
        guard bib1Uses[target.index] == "31", let year = yearAlone(text) else { return text }
        approximate("\(target.index.displayName) was compared by the year alone")
        return year
    }

    /// Names the modifiers that no attribute carries to the member.
    ///
    /// Those that ask for what a catalogue does anyway, such as `ignoreCase`, need no words.
    private mutating func noteModifiers(of clause: SearchClause) {
        for modifier in clause.relation.modifiers where matchingModifiers.contains(modifier.name) {
            approximate("‘\(modifier.name)’ was ignored: each library matches words in its own way")
        }
    }
}

/// The relation modifiers that ask for another way of matching words than a catalogue's own.
let matchingModifiers: Set<String> = ["stem", "phonetic", "fuzzy", "respectcase", "respectaccents"]

/// The year of a date with month or day, `2005` of `2005-03-17`; `nil` of any other text.
func yearAlone(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }),
        parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return nil }
    return String(parts[0])
}
