internal import Synchronization

/// What the SRU members say of themselves: read in the background, renewed now and then.
///
/// No search waits for it. Until it is there, and when a member has no Explain record, its configuration decides alone.
final class ExplainedMembers: Sendable {
    private struct Entry {
        let member: MemberProfile
        var server: ExplainedServer?
        let first: Task<Void, Never>
        let renewal: Task<Void, Never>
    }

    /// How long what was read is believed.
    private static let lifetime = Duration.seconds(3600)
    /// After how long a member that gave none is asked again.
    private static let patience = Duration.seconds(60)

    private let connections: MemberConnections
    private let entries = Mutex<[String: Entry]>([:])

    init(through connections: MemberConnections) { self.connections = connections }

    deinit { stop() }

    /// What a member says of itself, as far as is known by now.
    func server(of member: MemberProfile) -> ExplainedServer? {
        guard member.access != .z3950 else { return nil }
        return entries.withLock { entries in
            guard let entry = entries[member.id], entry.member == member else { return nil }
            return entry.server
        }
    }

    /// Reads and renews what these members say, and forgets the others.
    func follow(_ members: [MemberProfile]) {
        let wanted = members.filter { $0.access != .z3950 && $0.enabled }
        entries.withLock { entries in
            for (id, entry) in entries where !wanted.contains(entry.member) {
                entry.renewal.cancel()
                entries[id] = nil
            }
            for member in wanted where entries[member.id] == nil {
                let first = Task { [weak self] in await self?.read(member) ?? () }
                let renewal = Task { [weak self] in
                    await first.value
                    while !Task.isCancelled {
                        let isKnown = self?.server(of: member) != nil
                        try? await Task.sleep(for: isKnown ? Self.lifetime : Self.patience)
                        guard !Task.isCancelled, let self else { return }
                        await read(member)
                    }
                }
                entries[member.id] = Entry(member: member, first: first, renewal: renewal)
            }
        }
    }

    /// Returns when each of these members has been asked once, at the latest at its deadline.
    func waitForFirst(of members: [MemberProfile]) async {
        let ids = Set(members.map(\.id))
        let tasks = entries.withLock { entries in entries.filter { ids.contains($0.key) }.map(\.value.first) }
        for task in tasks { await task.value }
    }

    /// Ends all reading.
    func stop() {
        entries.withLock { entries in
            for entry in entries.values { entry.renewal.cancel() }
            entries = [:]
        }
    }

    /// Reads once; what was known before outlives a failure.
    private func read(_ member: MemberProfile) async {
        guard case .success(let server) = await connections.explain(member) else { return }
        entries.withLock { entries in
            guard entries[member.id]?.member == member else { return }
            entries[member.id]?.server = server
        }
    }
}
