extension Interview {
    /// Connects and initialises; `false` when that is the end of it.
    mutating func open() async -> Bool {
        progress("connect and Init", questions)
        guard let reply = await ask(Probe(.initialise, to: learnt)) else { return false }
        switch reply {
        case .failure(let failure):
            add(
                .opening, failure.reason.isAboutInit ? "Init" : "connect", .fails,
                words(for: failure) + advice(on: failure, isKnown: member.credentials != nil))
            return false
        case .success(let answer):
            system = answer.system.map(oneLine)
            opening = answer.opening ?? Opening()
            add(.opening, "connect", .works, "\(inMilliseconds(opening.connect))")
            let name = system ?? "it does not name its system"
            add(.opening, "Init", .works, "\(inMilliseconds(answer.elapsed - opening.connect)); \(name)")
            let offered = serviceNames.filter { opening.options.contains($0.option) }.map(\.words)
            let missing = serviceNames.filter { !opening.options.contains($0.option) }.map(\.words)
            let isSound = opening.options.isSuperset(of: ["search", "present"])
            add(
                .opening, "services", isSound ? .works : .doubtful,
                "offers \(offered.isEmpty ? "none" : listed(offered, "and"))"
                    + (missing.isEmpty ? "" : "; not \(listed(missing, "or"))"))
            return true
        }
    }

    /// Tries Init again with a proposal of UTF-8, and looks at a record on that connection.
    ///
    /// The last stage: a connection that negotiates takes the place of the one before.
    mutating func negotiate() async {
        progress("negotiation", questions)
        var probe = Probe(.initialise, to: learnt)
        probe.negotiates = true
        guard let reply = await ask(probe) else { return }
        switch reply {
        case .failure(let failure):
            add(.negotiation, "UTF-8 proposed", .doubtful, "then it does not open: \(words(for: failure))")
        case .success(let answer):
            guard let set = answer.opening?.negotiatedCharset else {
                return add(
                    .negotiation, "UTF-8 proposed", .works, "not answered: character sets are as they are without it")
            }
            let records = await charsetsWhenNegotiating()
            add(
                .negotiation, "UTF-8 proposed", .works,
                "agreed to \(set)" + (records.map { "; its records come in \($0) then" } ?? "")
                    + (learnt.negotiate ? "" : "; the gateway does not ask for it unless told to (negotiate: true)"))
        }
    }

    /// The character set of the first record with more than ASCII among a few; `nil` when there is none.
    private mutating func charsetsWhenNegotiating() async -> String? {
        guard let found else { return nil }
        var profile = learnt
        profile.negotiate = true
        guard case .success(let answer)? = await ask(Probe(.search(pqf: found.pqf), to: profile, count: 10)) else {
            return nil
        }
        var sample = RecordSample()
        sample.add(answer.records, syntax: profile.syntax)
        return sample.charsets.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}

/// What a member can offer at Init, and what a reader calls it.
private let serviceNames: [(option: String, words: String)] = [
    ("search", "search"), ("present", "present"), ("scan", "scan"), ("sort", "sort"),
    ("namedResultSets", "named result sets"),
]

/// What may help with a member that does not open, in words that follow what happened.
private func advice(on failure: MemberFailure, isKnown: Bool) -> String {
    switch failure.reason {
    case .rejected where isKnown: "; are the user and the password right?"
    case .rejected: "; does it want a user and a password?"
    case .unreachable: "; is the port right, and does a firewall let us through?"
    case .timedOut(.connect): "; a firewall that drops packets looks like this"
    case .timedOut(.initialise), .garbled, .closed: "; is that a Z39.50 server?"
    default: ""
    }
}

extension MemberFailure.Reason {
    /// Whether the connection was there when it happened.
    fileprivate var isAboutInit: Bool {
        switch self {
        case .unresolvable, .unreachable, .timedOut(.connect), .timedOut(.resolve): false
        default: true
        }
    }
}
