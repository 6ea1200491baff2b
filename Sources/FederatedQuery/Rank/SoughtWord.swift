/// Where in a description a word of the query is looked for.
struct SoughtFields: OptionSet, Hashable {
    let rawValue: UInt8

    static let title = SoughtFields(rawValue: 1)
    static let names = SoughtFields(rawValue: 2)
    static let subjects = SoughtFields(rawValue: 4)
    static let anywhere: SoughtFields = [.title, .names, .subjects]

    /// The fields that an index means; `nil` for one that ranks nothing: dates, numbers, codes.
    init?(_ index: IndexName) {
        if let kind = searchIndexesByName[index]?.kind, kind != .text { return nil }
        let name = index.name
        if name.contains("title") {
            self = .title
        } else if ["creator", "contributor", "author"].contains(name) || name.hasPrefix("name")
            || name.hasSuffix("name")
        {
            self = .names
        } else if name.contains("subject") {
            self = .subjects
        } else {
            self = .anywhere
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// A word of the query, or two neighbouring Han characters: what a description is searched for.
struct SoughtWord: Hashable {
    /// The word, or the first character.
    let first: Token
    /// The second character; `nil` for a word, and for a character that stands alone.
    let second: Token?
    /// The key of the name that the word may be, or be part of: `鲁迅` as a whole for each of its characters.
    let name: UInt32
    /// Where it is looked for.
    let fields: SoughtFields
}

/// What a query looks for, as ranking needs it.
struct SoughtWords {
    /// Its words, none twice.
    private(set) var words: [SoughtWord] = []
    /// The tokens that may be a title, in their order: phrases are looked for with them.
    private(set) var phrase: [Token] = []

    /// The words of all clauses that a record is found for.
    ///
    /// Words with masks say too little about what was found by them, and are left out.
    init(_ query: Query) {
        let tokenizer = Tokenizer()
        var text = FoldedText()
        for clause in query.positiveClauses {
            guard let fields = SoughtFields(clause.index), clause.relation.base != .notEqual else { continue }
            let literal = clause.words.filter { !$0.isMasked }.map(\.literal).joined(separator: " ")
            let bytes = Array(literal.utf8)
            TextFolding.shared.fold(bytes.span, 0..<bytes.count, into: &text)
            var tokens: [Token] = []
            tokenizer.tokenize(text, 0..<text.count, into: &tokens)
            append(tokens, in: text, fields)
            if fields.contains(.title) { phrase += tokens }
        }
    }

    /// Han characters go in pairs: one alone stands in too many titles.
    private mutating func append(_ tokens: [Token], in text: FoldedText, _ fields: SoughtFields) {
        let names = hanRuns(text)
        var index = 0
        for (position, token) in tokens.enumerated() where words.count < Self.most {
            guard token.kind == .ideograph else {
                add(SoughtWord(first: token, second: nil, name: token.value, fields: fields))
                continue
            }
            // which run the character is in: runs and ideographs come in the same order
            while index < names.count, !names[index].characters.contains(token.value) { index += 1 }
            let name = index < names.count ? names[index].key : 0
            let next =
                position + 1 < tokens.count && tokens[position + 1].kind == .ideograph ? tokens[position + 1] : nil
            let isAlone = next == nil && (position == 0 || tokens[position - 1].kind != .ideograph)
            if next != nil || isAlone { add(SoughtWord(first: token, second: next, name: name, fields: fields)) }
        }
    }

    private mutating func add(_ word: SoughtWord) {
        if !words.contains(word) { words.append(word) }
    }

    /// The words beyond this many are left out: a query of a page of text ranks by its beginning.
    private static let most = 32

    /// The runs of Han text between spaces and marks, each with the key that it has as a name.
    private func hanRuns(_ text: FoldedText) -> [(characters: Set<UInt32>, key: UInt32)] {
        text.all.split { !FoldedText.isIdeograph($0) && $0 != FoldedText.Mark.dot }.map { run in
            let name = run.filter { $0 != FoldedText.Mark.dot }
            return (Set(name), TokenHash(name[...]).value)
        }
    }
}
