import FederatedQuery

extension ExplainRecord {
    /// The description of a database of the alliance: its own, a group's, a member's, or several joined by `+`.
    ///
    /// - Returns: `nil` when there is no such database.
    init?(
        database: String, of alliance: Alliance, address: PublicAddress, modified: String, settings: SRUSettings
    ) {
        guard let members = alliance.members(ofDatabase: database) else { return nil }
        self.database = database
        title = database.split(separator: "+").map { alliance.title(ofDatabase: $0) }.joined(separator: " + ")
        libraries = members.filter(\.enabled).map(\.name)
        self.address = address
        self.modified = modified
        self.settings = settings
    }
}

extension Alliance {
    /// The name for readers of one database; the name itself when it is not known.
    fileprivate func title(ofDatabase name: Substring) -> String {
        let wanted = name.lowercased()
        if wanted == database.lowercased() { return self.name }
        let group = groups.first { $0.id.lowercased() == wanted }?.name
        return group ?? members.first { $0.id.lowercased() == wanted }?.name ?? String(name)
    }
}
