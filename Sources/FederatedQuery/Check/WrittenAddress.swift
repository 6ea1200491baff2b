/// Why what a librarian wrote is no address: what would be right.
public struct BadAddress: Error, Hashable, Sendable {
    /// A sentence for a reader, without a full stop.
    public let message: String
}

/// The member at an address as librarians and programs write them.
///
/// `z3950://host:port/database` and `sru+http://host/path` as in targets.yaml; `tcp:host:port/database` as YAZ has it;
/// and `host`, `host:port` and `host:port/database` bare. Port 210 and database `Default` unless given.
///
/// - Parameter text: the address.
/// - Returns: a member of the gateway's defaults there, its id made of the host's name.
/// - Throws: what is wrong with it.
public func memberProfile(at text: String) throws(BadAddress) -> MemberProfile {
    let lowered = text.lowercased()
    var address = text
    if lowered.hasPrefix("ssl:") || lowered.hasPrefix("unix:") {
        throw BadAddress(message: "members are reached over TCP alone; write host:port/database")
    } else if lowered.hasPrefix("tcp:"), !lowered.hasPrefix("tcp://") {
        address = "z3950://\(text.dropFirst(4))"
    } else if lowered.hasPrefix("tcp://") {
        address = "z3950://\(text.dropFirst(6))"
    } else if !text.contains("://") {
        address = "z3950://\(text)"
    }
    let parts: MemberAddress
    do {
        parts = try parseMemberURL(address)
    } catch {
        throw BadAddress(message: error.message)
    }
    let database = parts.access == .z3950 && parts.database != "Default" ? "-\(parts.database)" : ""
    let words = "\(parts.host)\(database)".lowercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
    let id = String(words.joined(separator: "-").prefix(60))
    return MemberProfile(
        id: id.isEmpty ? "new" : id, name: parts.host, access: parts.access, host: parts.host, port: parts.port,
        database: parts.database)
}
