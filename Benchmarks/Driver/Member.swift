/// A Z39.50 server's database that takes part in a scenario.
struct Member: Sendable {
    let id: String
    let host: String
    let port: Int
    let database: String

    var zoomAddress: String { "\(host):\(port)/\(database)" }
}

/// The text of a targets.yaml over `members`.
///
/// - Parameters:
///   - members: the members; the alliance's database is `alliance`.
///   - window: the records asked of each at first.
///   - groups: further databases, of those of the members that stand first, by name and number.
///   - name: the alliance's name.
///   - deadline: in seconds; generous, since a page that leaves without a member is no measurement.
/// - Returns: the file's text.
func targets(
    _ members: [Member], window: Int, groups: [(id: String, first: Int)] = [], name: String = "Bench",
    deadline: Int = 20
) -> String {
    var text = """
        alliance:
          name: \(name)
          database: alliance
        defaults:
          deadline: \(deadline)s
          window: \(window)
        members:

        """
    for member in members {
        text += """
              - id: \(member.id)
                name: Member \(member.id)
                url: z3950://\(member.zoomAddress)
                syntax: usmarc

            """
    }
    guard !groups.isEmpty else { return text }
    text += "groups:\n"
    for group in groups {
        let ids = members.prefix(group.first).map(\.id).joined(separator: ", ")
        text += "  - id: \(group.id)\n    name: Group \(group.id)\n    members: [\(ids)]\n"
    }
    return text
}
