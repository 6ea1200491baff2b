import FederatedQuery

/// What was found, as one JSON object {members: […]}.
func json(_ checks: [MemberCheck], password: MemberCheck.PasswordSource = .configured) -> [UInt8] {
    var text = JSONText()
    text.object { text in
        text.key("members")
        text.array { text in
            for check in checks { check.write(to: &text, password: password) }
        }
    }
    text.endLine()
    return text.bytes
}

extension MemberCheck {
    fileprivate func write(to text: inout JSONText, password: PasswordSource) {
        text.object { text in
            text.key("id")
            text.string(member.id)
            text.key("name")
            text.string(member.name)
            text.key("answers")
            text.bool(answers)
            text.key("system")
            text.string(system)
            text.key("questions")
            text.number(questions)
            text.key("milliseconds")
            text.milliseconds(elapsed)
            text.key("searchMilliseconds")
            text.milliseconds(searchTime)
            text.key("endedEarly")
            text.string(endedEarly)
            text.key("findings")
            text.array { text in
                for finding in findings { finding.write(to: &text) }
            }
            text.key("changes")
            text.array { text in
                for change in changes { text.string(change) }
            }
            text.key("entry")
            text.string(entry(password: password))
        }
    }
}

extension MemberCheck.Finding {
    fileprivate func write(to text: inout JSONText) {
        text.object { text in
            text.key("topic")
            text.string(topic.rawValue)
            text.key("what")
            text.string(what)
            text.key("verdict")
            text.string(verdict.rawValue)
            text.key("detail")
            text.string(detail)
            text.key("pqf")
            text.string(pqf)
        }
    }
}
