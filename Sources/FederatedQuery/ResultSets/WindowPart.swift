/// What one member brought to one window, decoded.
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
    let records: [Result<Record, UnreadableRecord>]
    let elapsed: Duration

    /// How the member did, for a reader who watches.
    func report(of member: MemberProfile) -> MemberReport {
        MemberReport(
            id: member.id, name: member.name, outcome: failure.map { .failed($0) } ?? .answered, hitCount: hitCount,
            recordCount: start - 1 + records.count, elapsed: elapsed)
    }
}

/// Decodes a member's reply to `request`.
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
