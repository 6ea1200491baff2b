extension QueryPlanner {
    /// Words one after the other, or a single word or number.
    mutating func phrase(_ words: [TermWord], _ target: Target) throws(Refusal) -> PQF {
        if let number = try number(words, target) { return number }
        guard words.count > 1 else { return try word(words[0], target) }
        let isFirst = noteAnchors(words, target)
        var attributes = target.attributes
        if isFirst, words.last?.isLast == true { return complete(words, target) }
        if isFirst { attributes = attributes.adding(.position, "1") }
        attributes = attributes.adding(.structure, "1")
        let text = words.map(\.literal).joined(separator: " ")
        if !words.contains(where: \.isMasked) { return .term(attributes, text) }
        if !words.dropLast().contains(where: \.isMasked), words.last?.isRightTruncated == true {
            return .term(attributes.adding(.truncation, "1"), text)
        }
        approximate("a phrase with masked words was asked as all its words, in any order")
        var operands: [PQF] = []
        for word in words { operands.append(try self.word(word.unanchored, target)) }
        return PQF.joined(operands, by: PQF.and) ?? .term(attributes, text)
    }

    /// `==`: the whole field, where the member may have a register of whole fields; codes and numbers are whole anyway.
    mutating func exact(_ words: [TermWord], _ target: Target) throws(Refusal) -> PQF {
        guard target.kind == .text else { return try phrase(words, target) }
        let isComplete = target.attributes[.use].map(bib1CompleteUses.contains) ?? false
        if isComplete || target.attributes[.completeness] != nil {
            guard words.contains(where: \.isMasked) else { return complete(words, target) }
            approximate("‘==’ with masks was asked as ‘=’")
        } else {
            approximate("‘==’ for \(target.index.displayName) was asked as a phrase")
        }
        return try phrase(words, target)
    }

    /// A whole field, without a position beside it: Zebra refuses the two together (119).
    private func complete(_ words: [TermWord], _ target: Target) -> PQF {
        let attributes = target.attributes.adding(.structure, "1").adding(.completeness, "3")
        return .term(attributes, words.map(\.literal).joined(separator: " "))
    }

    /// Names the anchors that can't be asked, and tells whether the first word is anchored.
    private mutating func noteAnchors(_ words: [TermWord], _ target: Target) -> Bool {
        let isFirst = words.first?.isFirst == true
        let isWhole = isFirst && words.last?.isLast == true
        let isLoose = words.dropFirst().contains(where: \.isFirst) || words.dropLast().contains(where: \.isLast)
        if isLoose || (words.last?.isLast == true && !isWhole) {
            approximate("‘^’ in \(target.index.displayName) was ignored except before the first word")
        }
        return isFirst
    }

    /// One word with its masks and anchors.
    private mutating func word(_ word: TermWord, _ target: Target) throws(Refusal) -> PQF {
        var attributes = target.attributes
        let text = word.literal
        if word.isFirst, word.isLast, !word.isMasked { return complete([word], target) }
        if noteAnchors([word], target) { attributes = attributes.adding(.position, "1") }
        if text.unicodeScalars.count(where: \.isIdeographic) > 1 {
            // Text without blanks: where the register has a word for each character, only a phrase finds it.
            attributes = attributes.adding(.structure, "1")
        }
        guard word.isMasked else { return .term(attributes, inYears(text, target)) }
        guard word.hasLetter else {
            guard word.pieces.contains(.any) else { throw Refusal(why: "‘\(word.cql)’ masks all that it asks for") }
            // `*` alone: every record that has the field, or just every record.
            return .term(target.attributes.adding(.relation, "103"), "1")
        }
        if attributes[.truncation] == "104" { return .term(attributes, word.z3958) }
        let truncated = truncation(of: word)
        if !truncated.isWhole {
            approximate("‘\(word.cql)’ was asked as ‘\(truncated.shown)’: few libraries take a mask inside a word")
        }
        return .term(attributes.adding(.truncation, truncated.value), truncated.text)
    }

    /// The truncation attribute that comes nearest to the masks of a word without finding less.
    private func truncation(of word: TermWord) -> (value: String, text: String, shown: String, isWhole: Bool) {
        let pieces = word.pieces
        if case .literal(let text)? = pieces.first {
            return ("1", text, "\(text)*", pieces == [.literal(text), .any])
        }
        let literals = pieces.compactMap { piece -> String? in
            guard case .literal(let text) = piece else { return nil }
            return text
        }
        let longest = literals.max { $0.count < $1.count } ?? ""
        if pieces == [.any, .literal(longest)] { return ("2", longest, "*\(longest)", true) }
        return ("3", longest, "*\(longest)*", pieces == [.any, .literal(longest), .any])
    }

    /// An ISBN or ISSN in every form that the member may have indexed; `nil` when the term or the index is another.
    private func number(_ words: [TermWord], _ target: Target) throws(Refusal) -> PQF? {
        // A whole number with a mask behind it, as Koha asks, is that number: nothing can follow.
        let isMasked =
            words.dropLast().contains(where: \.isMasked)
            || words.last.map { $0.isMasked && !$0.isRightTruncated } ?? false
        guard target.kind == .identifier, !isMasked else { return nil }
        let text = words.map(\.literal).joined(separator: " ")
        let isbn = IndexName(set: "bath", name: "isbn")
        let issn = IndexName(set: "bath", name: "issn")
        let isAny = target.index == IndexName(set: "dc", name: "identifier")
        for (index, forms) in [(isbn, StandardNumber.isbnForms(text)), (issn, StandardNumber.issnForms(text))] {
            guard let forms, isAny || target.index == index else { continue }
            // A standard number in general is asked as what it is: few have an index of them all.
            let attributes = isAny ? (try? attributes(of: index)) ?? target.attributes : target.attributes
            return PQF.joined(forms.map { .term(attributes, $0) }, by: PQF.or)
        }
        return nil
    }
}

extension TermWord {
    /// Whether its only mask is `*` at its end.
    fileprivate var isRightTruncated: Bool {
        pieces.count == 2 && pieces.last == .any
    }

    /// The word in the notation of truncation 104 (Z39.58): `#` masks one character, `?` any run.
    ///
    /// The two signs can't be covered there; as characters of the word they mask one.
    fileprivate var z3958: String {
        pieces.reduce(into: "") { result, piece in
            switch piece {
            case .literal(let text): result += text.map { "#?".contains($0) ? "#" : String($0) }.joined()
            case .any: result += "?"
            case .one: result += "#"
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is of a script that writes without blanks between words: Han, kana.
    fileprivate var isIdeographic: Bool {
        properties.isIdeographic || (0x3040...0x30FF).contains(value)
    }
}
