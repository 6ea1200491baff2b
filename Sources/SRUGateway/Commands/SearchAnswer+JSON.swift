import FederatedQuery

extension SearchAnswer {
    /// One JSON object: `query`, `count`, `precision`, `members`, `records`.
    ///
    /// `count` and `precision` are null when nobody answered: that is not the same as no hits. A record is MARC-in-JSON under `record`, with its `position` and its `copies`; one that can't be read has `error`
    /// instead.
    func json(query: String) -> [UInt8] {
        var json = JSONText()
        json.object {
            $0.key("query")
            $0.string(query)
            $0.key("count")
            $0.number(hitCount?.value)
            $0.key("precision")
            $0.string(hitCount?.precision.rawValue)
            $0.key("members")
            $0.array { list in
                for member in members { list.object { $0.members(of: member) } }
            }
            $0.key("records")
            $0.array { list in
                for (offset, entry) in entries.enumerated() {
                    list.object { $0.members(of: entry, at: start + offset) }
                }
            }
            if !approximations.isEmpty {
                $0.key("approximations")
                $0.array { list in approximations.forEach { list.string($0) } }
            }
        }
        json.endLine()
        return json.bytes
    }
}

extension JSONText {
    fileprivate mutating func members(of member: MemberReport) {
        key("id")
        string(member.id)
        key("name")
        string(member.name)
        key("status")
        switch member.outcome {
        case .answered: string("answered")
        case .failed: string("failed")
        case .notAsked: string("notAsked")
        }
        if case .failed(let reason) = member.outcome {
            key("reason")
            string(reason.name)
            key("step")
            string(reason.step?.rawValue)
            key("bib1")
            number(reason.bib1)
        }
        if let explanation = member.outcome.explanation {
            key("why")
            string(explanation)
        }
        key("hits")
        number(member.hitCount)
        key("records")
        number(member.recordCount)
        key("milliseconds")
        milliseconds(member.elapsed)
    }

    fileprivate mutating func members(of entry: PageEntry, at position: Int) {
        key("position")
        number(position)
        switch entry {
        case .joined(let joined):
            key("copies")
            array { list in
                for copy in joined.copies { list.copy(copy.member, copy.position) }
            }
            key("record")
            object { $0.marcMembers(of: joined.record) }
        case .unreadable(let member, let memberPosition, let why):
            key("copies")
            array { $0.copy(member, memberPosition) }
            key("error")
            string(why)
        }
    }

    private mutating func copy(_ member: String, _ position: Int) {
        object {
            $0.key("member")
            $0.string(member)
            $0.key("position")
            $0.number(position)
        }
    }
}
