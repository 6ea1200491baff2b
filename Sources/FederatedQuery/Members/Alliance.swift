/// The alliance as targets.yaml describes it: its members, and the names under which they can be searched.
public struct Alliance: Hashable, Sendable {
    /// Some of the members under a name of their own.
    public struct Group: Hashable, Sendable, Identifiable {
        /// The database name.
        public var id: String
        /// The name for readers.
        public var name: String
        /// The ids of its members.
        public var members: [String]

        /// A group of these members.
        public init(id: String, name: String, members: [String]) {
            self.id = id
            self.name = name
            self.members = members
        }
    }

    /// The alliance's name for readers.
    public var name: String
    /// The database name that means all members.
    public var database: String
    /// The members, in the file's order; those not enabled too.
    public var members: [MemberProfile]
    /// The groups, in the file's order.
    public var groups: [Group]

    /// An alliance of these members.
    public init(name: String, database: String, members: [MemberProfile], groups: [Group] = []) {
        self.name = name
        self.database = database
        self.members = members
        self.groups = groups
    }

    /// The members behind a database name, in the file's order; `nil` when it is not known.
    ///
    /// A name is the alliance's, a group's or a member's, or several of these joined by `+`. Case does not count.
    public func members(ofDatabase name: String) -> [MemberProfile]? {
        var wanted: Set<String> = []
        for part in name.lowercased().split(separator: "+", omittingEmptySubsequences: false) {
            if part == database.lowercased() {
                wanted.formUnion(members.map(\.id))
            } else if let group = groups.first(where: { $0.id.lowercased() == part }) {
                wanted.formUnion(group.members)
            } else if let member = members.first(where: { $0.id.lowercased() == part }) {
                wanted.insert(member.id)
            } else {
                return nil
            }
        }
        return members.filter { wanted.contains($0.id) }
    }
}
