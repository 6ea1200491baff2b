/// The hits of searches round one year; `nil` where there was no answer.
struct DateAnswers: Hashable {
    /// In the year, from it on, before it.
    var equal: Int?
    var from: Int?
    var before: Int?
    /// Why one of them was not answered.
    var refusal: String?

    /// What these counts say.
    enum Judgement: Hashable {
        /// The years are compared.
        case compared
        /// A comparison finds what equality finds: the relation is not looked at.
        case ignored
        /// The counts contradict each other.
        case contradictory
        /// It refuses comparisons, or finds nothing with them.
        case refused
    }

    /// Whether years are compared.
    var judgement: Judgement {
        guard let equal, let from, let before, equal > 0 else { return .refused }
        if from == equal, before == equal { return .ignored }
        guard from > 0 || before > 0 else { return .refused }
        guard from >= equal else { return .contradictory }
        return .compared
    }
}

/// The ways to ask for a date that systems are known to want, the built-in one first.
private let dateAttributes = ["@attr 1=31", "@attr 1=31 @attr 4=4", "@attr 1=30", "@attr 1=30 @attr 4=4"]

extension Interview {
    /// Compares dates with a year of its own records, without and with the structure year.
    mutating func tryDates() async {
        progress("dates", questions)
        let years = sample.entries.compactMap(\.description.year).sorted()
        guard !years.isEmpty else {
            return add(.dates, "comparisons", .untried, "no record in the sample has a year")
        }
        let year = years[years.count / 2]
        let current = learnt.indexes["dc.date"].flatMap { $0 }
        var working: String?
        for attributes in (current.map { [$0] } ?? []) + dateAttributes.filter({ $0 != current }) {
            // Once comparisons work, only the structure year is still of interest, to a reader.
            guard working == nil || attributes == dateAttributes[1] else { continue }
            let answers = await dateAnswers(year, attributes)
            guard endedEarly == nil else { return }
            let judgement = answers.judgement
            add(
                .dates, attributes, judgement == .compared ? .works : .doubtful, sentence(answers, judgement, year),
                pqf: attributes)
            if judgement == .compared, working == nil { working = attributes }
        }
        guard let working else {
            comments["dc.date"] = comments["dc.date"] ?? "comparisons (<, >, within) do not work"
            return
        }
        guard working != current ?? dateAttributes[0] else { return }
        for name in ["dc.date", "bib.dateissued"] { learnt.indexes[name] = working }
        comments["dc.date"] = "else dates are not compared"
    }

    private mutating func dateAnswers(_ year: Int, _ attributes: String) async -> DateAnswers {
        var profile = learnt
        profile.indexes["dc.date"] = attributes
        var answers = DateAnswers()
        answers.equal = await count("dc.date = \(year)", profile, &answers)
        // An attribute that is refused is so with any relation.
        guard answers.equal != nil else { return answers }
        answers.from = await count("dc.date >= \(year)", profile, &answers)
        guard answers.from != nil else { return answers }
        answers.before = await count("dc.date < \(year)", profile, &answers)
        return answers
    }

    private mutating func count(_ cql: String, _ profile: MemberProfile, _ answers: inout DateAnswers) async -> Int? {
        switch await search(cql, as: profile)?.reply {
        case .success(let answer)?: return answer.hitCount
        case .failure(let failure)?: answers.refusal = words(for: failure)
        case nil: break
        }
        return nil
    }

    private func sentence(_ answers: DateAnswers, _ judgement: DateAnswers.Judgement, _ year: Int) -> String {
        func shown(_ number: Int?) -> String { number.map(String.init) ?? "no answer" }
        let equal = "\(year): \(shown(answers.equal))"
        let counts = "\(equal), from then on: \(shown(answers.from)), before: \(shown(answers.before))"
        return switch judgement {
        case .compared: counts
        case .ignored: "\(counts); it does not look at the relation"
        case .contradictory: "\(counts); that can't be"
        case .refused where answers.equal == nil: answers.refusal ?? "no answer"
        case .refused: answers.refusal.map { "\(equal); comparisons: \($0)" } ?? "\(counts); comparisons find nothing"
        }
    }
}

extension MemberReply {
    /// The hits of a search that was answered; `nil` when it was not.
    var answeredCount: Int? { (try? get())?.hitCount }
}
