import Yams

/// The alliance that the text of a targets.yaml describes.
///
/// - Parameters:
///   - yaml: the text.
///   - file: the file's name for messages; password files are relative to its folder.
///   - environment: where `password_env` is looked up.
/// - Returns: the alliance.
/// - Throws: every problem found, in the order of the file.
func parseAlliance(
    _ yaml: String, file: String, environment: [String: String]
) throws(ConfigurationError) -> Alliance {
    let text = yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml
    let document = try targetsDocument(text, file: file)
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    var reader = TargetsReader(folder: folder, environment: environment)
    let alliance = reader.alliance(document)
    guard reader.problems.isEmpty else {
        let problems = reader.problems.sorted {
            ($0.place ?? .init(line: 0, column: 0)) < ($1.place ?? .init(line: 0, column: 0))
        }
        throw ConfigurationError(file: file, problems: problems)
    }
    return alliance
}

extension TargetsReader {
    /// Everything in the document; what is wrong is noted.
    mutating func alliance(_ document: Node.Mapping) -> Alliance {
        let top = section(.mapping(document), "the file", known: ["alliance", "defaults", "members", "groups"])
        var names = TargetsNameSpace()
        var alliance = Alliance(name: "", database: "", members: [])
        if let node = top.values["alliance"] {
            let section = section(node, "alliance", known: ["name", "database"])
            guard node.mapping != nil else { return alliance }
            alliance.name = requiredText("name", in: section) ?? ""
            alliance.database = database(section) ?? ""
            claim(alliance.database, "the alliance", section.place(of: "database"), &names)
        } else {
            note(top.place, "'alliance' is missing; add it, with 'name' and 'database'")
        }
        let defaults = defaults(top.values["defaults"])
        if top.values["members"] == nil { note(top.place, "'members' is missing; add a list of at least one member") }
        let members = list("members", in: top)
        if members.isEmpty, top.values["members"]?.sequence != nil {
            note(top.place(of: "members"), "'members' is empty; list at least one member")
        }
        for (index, node) in members.enumerated() {
            guard let member = member(node, number: index + 1, defaults: defaults) else { continue }
            claim(member.id, "a member", place(of: "id", in: node), &names)
            alliance.members.append(member)
        }
        let allIDs = members.compactMap { $0.mapping?["id"]?.scalar?.string }
        for (index, node) in list("groups", in: top).enumerated() {
            guard let group = group(node, number: index + 1, members: allIDs) else { continue }
            claim(group.id, "a group", place(of: "id", in: node), &names)
            alliance.groups.append(group)
        }
        return alliance
    }

    private mutating func database(_ section: TargetsSection) -> String? {
        guard let name = requiredText("database", in: section) else { return nil }
        guard isDatabaseName(name) else {
            note(
                section.place(of: "database"),
                "bad database name '\(name.prefix(64))'; it takes letters, digits, '-', '_' and '.', at most 64")
            return nil
        }
        return name
    }

    private mutating func group(_ node: Node, number: Int, members known: [String]) -> Alliance.Group? {
        let section = section(node, "group \(number)", known: ["id", "name", "members"])
        guard node.mapping != nil else { return nil }
        var members: [String] = []
        if section.values["members"] == nil { note(section.place, "group \(number) has no 'members'; add it") }
        for node in list("members", in: section) {
            let place = node.mark.map(ConfigurationError.Place.init)
            guard let id = text(node, called: "a member of a group") else { continue }
            if !known.contains(id) {
                let near =
                    nearest(to: id, among: known).map { "did you mean '\($0)'?" } ?? "add it under 'members' first"
                note(place, "no member has the id '\(id.prefix(64))'; \(near)")
            } else if members.contains(id) {
                note(place, "'\(id)' is in this group already; keep one")
            } else {
                members.append(id)
            }
        }
        if members.isEmpty, section.values["members"]?.sequence?.isEmpty == true {
            note(section.place(of: "members"), "group \(number) has no members; list at least one id")
        }
        guard let id = id("id", in: section) else { return nil }
        return .init(id: id, name: text("name", in: section) ?? id, members: members)
    }

    private func place(of key: String, in node: Node) -> ConfigurationError.Place? {
        node.mapping?[key]?.mark.map(ConfigurationError.Place.init)
    }

    private mutating func claim(
        _ name: String, _ owner: String, _ place: ConfigurationError.Place?, _ names: inout TargetsNameSpace
    ) {
        guard !name.isEmpty, let other = names.claim(name, owner, place) else { return }
        note(place, "the name '\(name)' is taken by \(other); names differ by more than capitals")
    }
}

/// The one name space of the alliance, its groups and its members, in which capitals don't count.
struct TargetsNameSpace {
    private var owners = Dictionary(
        uniqueKeysWithValues: ["healthz", "readyz", "metrics", "status"].map { ($0, "the gateway's page /\($0)") })

    /// Takes a name; gives back who has it already.
    mutating func claim(_ name: String, _ owner: String, _ place: ConfigurationError.Place?) -> String? {
        let key = name.lowercased()
        if let other = owners[key] { return other }
        owners[key] = place.map { "\(owner) in line \($0.line)" } ?? owner
        return nil
    }
}
