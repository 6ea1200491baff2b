import FederatedQuery

/// What each member would be asked for one query.
struct Translation {
    /// What a member would be asked, or why it isn't.
    enum Question: Hashable {
        /// The language that the query is in, `PQF` or `CQL`, its text, and a sentence for each approximation.
        case asked(language: String, query: String, approximations: [String])
        case notAsked(why: String)

        init(_ plan: MemberPlan) {
            switch plan {
            case .ask(.pqf(let pqf), let approximations):
                self = .asked(language: "PQF", query: pqf, approximations: approximations)
            case .ask(.cql(let cql, _), let approximations):
                self = .asked(language: "CQL", query: cql, approximations: approximations)
            case .notAsked(let why):
                self = .notAsked(why: why)
            }
        }
    }

    /// The members in the order of targets.yaml.
    let members: [(id: String, name: String, question: Question)]

    /// A translation for these members, each by its plan.
    init(for members: [MemberProfile], plan: (MemberProfile) -> MemberPlan) {
        self.init(
            members: members.map { member in
                let question: Question =
                    member.enabled
                    ? Question(plan(member))
                    : .notAsked(why: "it is switched off (enabled: false)")
                return (member.id, member.name, question)
            })
    }

    init(members: [(id: String, name: String, question: Question)]) { self.members = members }

    /// The members that are asked alike, by their ids, in the order of their first.
    private var groups: [(ids: [String], question: Question)] {
        var groups: [(ids: [String], question: Question)] = []
        var places: [Question: Int] = [:]
        for member in members {
            if let place = places[member.question] {
                groups[place].ids.append(member.id)
            } else {
                places[member.question] = groups.count
                groups.append(([member.id], member.question))
            }
        }
        return groups
    }
}

// MARK: - As text

extension Translation {
    /// A paragraph for the members that are asked alike: their ids, the query, what was approximated.
    func text(on terminal: Terminal) -> [String] {
        var lines: [String] = []
        for (ids, question) in groups {
            if !lines.isEmpty { lines.append("") }
            let heading = ids.joined(separator: ", ")
            switch question {
            case .asked(let language, let query, let approximations):
                lines += paragraph("\(heading) (\(language))", into: terminal.columns).map(terminal.heading)
                lines += paragraph(query: query, into: terminal.columns, indent: "  ")
                for sentence in approximations {
                    lines += indented("approximated: \(sentence)", on: terminal).map(terminal.aside)
                }
            case .notAsked(let why):
                lines += paragraph(heading, into: terminal.columns).map(terminal.heading)
                lines += indented("not asked: \(why)", on: terminal).map(terminal.alarm)
            }
        }
        return lines
    }

    private func indented(_ text: String, on terminal: Terminal) -> [String] {
        paragraph(text, into: terminal.columns - 2, indent: "  ").map { "  \($0)" }
    }
}

// MARK: - For programs

extension Translation {
    /// A line for each fact: the member's id, its kind and the query or a sentence, with tabs between them.
    var lines: [String] {
        members.flatMap { member -> [String] in
            switch member.question {
            case .asked(let language, let query, let approximations):
                ["\(member.id)\t\(language.lowercased())\t\(harmlessText(query))"]
                    + approximations.map { "\(member.id)\tapproximated\t\(harmlessText($0))" }
            case .notAsked(let why):
                ["\(member.id)\tnot-asked\t\(harmlessText(why))"]
            }
        }
    }

    /// One JSON object: `query` as it was put, and `members`, each with `language`, `query` and `approximations`, or `why`.
    func json(query: String) -> [UInt8] {
        var json = JSONText()
        json.object {
            $0.key("query")
            $0.string(query)
            $0.key("members")
            $0.array { list in
                for member in members {
                    list.object {
                        $0.key("id")
                        $0.string(member.id)
                        $0.key("name")
                        $0.string(member.name)
                        $0.question(member.question)
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }
}

extension JSONText {
    fileprivate mutating func question(_ question: Translation.Question) {
        key("status")
        switch question {
        case .asked(let language, let query, let approximations):
            string("asked")
            key("language")
            string(language.lowercased())
            key("query")
            string(query)
            key("approximations")
            array { list in approximations.forEach { list.string($0) } }
        case .notAsked(let why):
            string("notAsked")
            key("why")
            string(why)
        }
    }
}
