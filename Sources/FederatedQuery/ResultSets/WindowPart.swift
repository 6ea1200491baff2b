/// What one member brought to one window, decoded and ready to be joined.
struct WindowPart: Sendable {
    let member: String
    /// The position of the first record in the member's set, 1-based.
    let start: Int
    /// How many records were asked for.
    let asked: Int
    /// Why it failed; `nil` when it answered.
    let failure: MemberFailure.Reason?
    /// The member's hit count; `nil` when it never said.
    let hitCount: Int?
    /// How many records came.
    let recordCount: Int
    /// Those that could be read, ready to be joined.
    let copies: DescribedCopies
    /// The others: their positions, 1-based, and why.
    let unreadable: [(position: Int, why: String)]
    let elapsed: Duration

    /// A part that brought these records, from position `start` on.
    init(
        member: String, start: Int, asked: Int, failure: MemberFailure.Reason?, hitCount: Int?,
        records: [Result<Record, UnreadableRecord>], elapsed: Duration
    ) {
        var copies: [Copy] = []
        var unreadable: [(position: Int, why: String)] = []
        copies.reserveCapacity(records.count)
        for (offset, record) in records.enumerated() {
            switch record {
            case .success(let record): copies.append(Copy(member: member, position: start + offset, record: record))
            case .failure(let problem): unreadable.append((start + offset, problem.why))
            }
        }
        self.member = member
        self.start = start
        self.asked = asked
        self.failure = failure
        self.hitCount = hitCount
        recordCount = records.count
        self.copies = DescribedCopies(copies)
        self.unreadable = unreadable
        self.elapsed = elapsed
    }

    /// How the member did, for a reader who watches.
    func report(of member: MemberProfile) -> MemberReport {
        MemberReport(
            id: member.id, name: member.name, outcome: failure.map { .failed($0) } ?? .answered, hitCount: hitCount,
            recordCount: start - 1 + recordCount, elapsed: elapsed)
    }
}

extension WindowPart {
    /// What metrics want to know of it.
    var news: WindowNews {
        WindowNews(
            member: member, failure: failure, elapsed: elapsed, recordCount: copies.copies.count,
            unreadableCount: unreadable.count)
    }
}

/// Decodes a member's reply to `request`, and reads from its records what joining compares.
func windowPart(_ reply: MemberReply, to request: MemberRequest) -> WindowPart {
    let (failure, hitCount, raw, elapsed): (MemberFailure.Reason?, Int?, [RawRecord], Duration) =
        switch reply {
        case .success(let answer): (nil, answer.hitCount, answer.records, answer.elapsed)
        case .failure(let failure): (failure.reason, failure.hitCount, failure.records, failure.elapsed)
        }
    return WindowPart(
        member: request.member.id, start: request.start, asked: request.count, failure: failure, hitCount: hitCount,
        records: raw.map { decodeRecord($0, of: request.member) }, elapsed: elapsed)
}
