/// Tries out members, several at once, each on one connection at a time.
///
/// Each question has the member's deadline, and a member at most 20 of them and 150 questions, so that the end comes
/// whatever they do. Nothing is asked that changes anything at a member.
///
/// - Parameters:
///   - members: who is asked; they need not be of one alliance.
///   - atOnce: how many are asked at one time.
///   - progress: told what is tried at which member, and after how many questions; from any thread.
/// - Returns: what was found, in the order of `members`.
/// - Throws: when the system has no descriptors left for it.
public func checkMembers(
    _ members: [MemberProfile], atOnce: Int = 8,
    progress: @escaping @Sendable (_ member: String, _ stage: String, _ questions: Int) -> Void = { _, _, _ in }
) async throws -> [MemberCheck] {
    let connections = try MemberConnections()
    defer { connections.shutDown() }
    return await withTaskGroup(of: (Int, MemberCheck).self) { group in
        var waiting = members.enumerated().makeIterator()
        func start() {
            guard let (index, member) = waiting.next() else { return }
            group.addTask {
                let check = await checkMember(member, through: connections) { progress(member.id, $0, $1) }
                progress(member.id, doneStage, check.questions)
                return (index, check)
            }
        }
        for _ in 0..<max(1, atOnce) { start() }
        var checks: [(Int, MemberCheck)] = []
        while let check = await group.next() {
            checks.append(check)
            start()
        }
        return checks.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// The stage that `checkMembers` tells of last for each member.
public let doneStage = "done"

/// Tries out one member, by the protocol that it speaks.
func checkMember(
    _ member: MemberProfile, through members: MemberConnections,
    progress: @escaping @Sendable (_ stage: String, _ questions: Int) -> Void = { _, _ in }
) async -> MemberCheck {
    switch member.access {
    case .z3950: await checkZ3950Member(member, progress: progress) { await put($0, to: member, through: members) }
    case .sru, .srus: await checkSRUMember(member, through: members, progress: progress)
    }
}

/// Tries out a member that speaks Z39.50.
///
/// It stops at the first thing without which nothing else can work.
func checkZ3950Member(
    _ member: MemberProfile, progress: @escaping @Sendable (_ stage: String, _ questions: Int) -> Void = { _, _ in },
    put: @escaping @Sendable (Probe) async -> MemberReply
) async -> MemberCheck {
    let started = ContinuousClock.now
    var interview = Interview(member: member, started: started, progress: progress, put: put)
    var givesRecords = false
    if await interview.open(), await interview.findSomething() {
        givesRecords = await interview.trySyntaxes()
    }
    if givesRecords {
        await interview.tryElementSets()
        await interview.takeSample()
        givesRecords = !interview.sample.entries.isEmpty
    }
    if givesRecords {
        await interview.tryNonsense()
        await interview.tryQueryCharsets()
        await interview.tryIndexes()
        interview.compareCounts()
        await interview.tryDates()
        await interview.tryWords()
        await interview.tryScan()
        await interview.trySort()
        await interview.negotiate()
    }
    return interview.result(answers: givesRecords, elapsed: started.duration(to: .now))
}

extension Interview {
    /// What was found, as a whole.
    mutating func result(answers: Bool, elapsed: Duration) -> MemberCheck {
        if let searchTime {
            add(.time, "search", .works, "\(inMilliseconds(searchTime)), the median of \(searchTimes.count)")
            allowTime()
        }
        if member.name == member.host {
            comments["id"] = "yours to choose: a-z, 0-9 and -; it is shown in results"
            comments["name"] = "the library's name"
        }
        return MemberCheck(
            member: member, answers: answers, system: system, findings: inReportOrder(findings), questions: questions,
            elapsed: elapsed,
            searchTime: searchTime, endedEarly: endedEarly, suggestion: answers ? learnt : nil,
            comments: comments)
    }

    /// A deadline that leaves a slow member room: four of its usual searches, in whole seconds.
    private mutating func allowTime() {
        guard let searchTime, searchTime * 4 > learnt.deadline else { return }
        let seconds = Int((searchTime * 4 / .seconds(1)).rounded(.up))
        learnt.deadline = min(.seconds(300), .seconds(seconds))
        comments["deadline"] = "half of its searches took longer than \(inMilliseconds(searchTime))"
    }
}
