import FederatedQuery

/// The members behind a database name, those that are switched off too.
///
/// - Throws: `UsageError`, which lists the names there are.
func membersOf(_ database: String, in alliance: Alliance) throws -> [MemberProfile] {
    guard let members = alliance.members(ofDatabase: database) else {
        throw UsageError(message: unknownDatabase(database, in: alliance))
    }
    guard members.contains(where: \.enabled) else {
        throw UsageError(message: "every member of '\(displayText(database))' is switched off (enabled: false)")
    }
    return members
}

/// What is said of a database that is none: the part of its name at fault, and what there is.
private func unknownDatabase(_ database: String, in alliance: Alliance) -> String {
    let parts = database.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    let wrong = parts.first { alliance.members(ofDatabase: $0) == nil } ?? database
    var table = TextTable([.init(title: ""), .init(title: "", minimum: 10)])
    table.add([alliance.database, "\(alliance.name): all members"])
    for group in alliance.groups { table.add([group.id, "\(group.name): \(group.members.joined(separator: ", "))"]) }
    for member in alliance.members { table.add([member.id, member.name == member.id ? "" : member.name]) }
    let lines = table.lines(width: Terminal.error.columns - 2).dropFirst().map { "  \($0)" }
    return (["no database '\(fitted(displayText(wrong), into: 80))'; there are"] + lines).joined(separator: "\n")
}
