internal import Synchronization

/// Asks every member at once, and gives their replies as they come.
///
/// The stream ends after one reply for each request: an answer or a failure, at the latest at the member's deadline,
/// since that is what the Members room promises. So one answer can be decoded while others are on their way.
///
/// - Parameters:
///   - requests: one for each member.
///   - started: from when on the members' deadlines count.
///   - members: the door to them.
/// - Returns: the replies, in the order in which they come.
func fanOut(
    _ requests: [MemberRequest], since started: ContinuousClock.Instant = .now, through members: MemberConnections
) -> AsyncStream<MemberReply> {
    AsyncStream { continuation in
        guard !requests.isEmpty else { return continuation.finish() }
        let replies = Countdown(from: requests.count)
        members.ask(requests, since: started) { reply in
            continuation.yield(reply)
            if replies.isLast() { continuation.finish() }
        }
    }
}

/// Counts down to the last reply, from any thread.
private final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(from count: Int) { left = Atomic(count) }

    func isLast() -> Bool { left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
}
