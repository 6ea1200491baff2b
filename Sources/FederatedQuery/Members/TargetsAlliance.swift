import Yams

/// The alliance that the text of a targets.yaml describes, and the files that it includes.
///
/// - Parameters:
///   - yaml: the text.
///   - file: the file's name for messages; what it names, such as password files, is relative to its folder.
///   - environment: where `password_env` is looked up.
/// - Returns: the alliance.
/// - Throws: every problem found, in the order of the files.
func parseAlliance(
    _ yaml: String, file: String, environment: [String: String]
) throws(ConfigurationError) -> Alliance {
    var reader = TargetsReader(TargetsSource(file: file, text: yaml), environment: environment)
    let alliance = reader.alliance()
    let problems = reader.problems
    guard problems.isEmpty else { throw ConfigurationError(file: file, problems: problems) }
    return alliance
}

extension TargetsReader {
    /// The most members that an alliance can have.
    static let memberLimit = 1_000

    /// Everything in the files; what is wrong is noted.
    mutating func alliance() -> Alliance {
        let (parts, isWhole) = parts()
        var names = TargetsNameSpace()
        var alliance = Alliance(name: "", database: "", members: [])
        guard let main = parts.first else { return alliance }
        current = 0
        head(main.section, of: &alliance, &names)
        for part in parts {
            current = part.source
            members(of: part, into: &alliance, &names)
        }
        if isWhole, parts.allSatisfy({ $0.section.values["members"] == nil }) {
            current = 0
            note(main.section.place, "'members' is missing; add a list of at least one member")
        }
        let ids = parts.flatMap { part in
            (part.section.values["members"]?.sequence ?? []).compactMap { $0.mapping?["id"]?.scalar?.string }
        }
        for part in parts {
            current = part.source
            for (index, node) in list("groups", in: part.section).enumerated() {
                let group = group(node, number: index + 1, members: isWhole ? ids : nil)
                guard let group else { continue }
                claim(group.id, "a group", place(of: "id", in: node), &names)
                alliance.groups.append(group)
            }
        }
        return alliance
    }

    /// The alliance's own name and database.
    private mutating func head(
        _ top: TargetsSection, of alliance: inout Alliance, _ names: inout TargetsNameSpace
    ) {
        guard let node = top.values["alliance"] else {
            return note(top.place, "'alliance' is missing; add it, with 'name' and 'database'")
        }
        let section = section(node, "alliance", known: Self.allianceKeys)
        guard node.mapping != nil else { return }
        alliance.name = requiredText("name", in: section) ?? ""
        alliance.database = database(section) ?? ""
        claim(alliance.database, "the alliance", section.place(of: "database"), &names)
    }

    private mutating func members(
        of part: TargetsPart, into alliance: inout Alliance, _ names: inout TargetsNameSpace
    ) {
        let nodes = list("members", in: part.section)
        if nodes.isEmpty, part.section.values["members"]?.sequence != nil {
            note(part.section.place(of: "members"), "'members' is empty; list at least one member")
        }
        for (index, node) in nodes.enumerated() {
            guard alliance.members.count < Self.memberLimit else {
                let place = node.mark.map(ConfigurationError.Place.init)
                return note(place, "an alliance has at most \(Self.memberLimit) members; this is one more")
            }
            guard let member = member(node, number: index + 1, defaults: part.defaults) else { continue }
            claim(member.id, "a member", place(of: "id", in: node), &names)
            alliance.members.append(member)
        }
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

    /// The group that `node` describes; its members are not checked when not all are `known`.
    private mutating func group(_ node: Node, number: Int, members known: [String]?) -> Alliance.Group? {
        let section = section(node, "group \(number)", known: Self.groupKeys)
        guard node.mapping != nil else { return nil }
        var members: [String] = []
        if section.values["members"] == nil { note(section.place, "group \(number) has no 'members'; add it") }
        for node in list("members", in: section) {
            let place = node.mark.map(ConfigurationError.Place.init)
            guard let id = text(node, called: "a member of a group") else { continue }
            if let known, !known.contains(id) {
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
        _ name: String, _ what: String, _ place: ConfigurationError.Place?, _ names: inout TargetsNameSpace
    ) {
        let owner = TargetsNameSpace.Owner(what: what, source: current, place: place)
        guard !name.isEmpty, let other = names.claim(name, owner) else { return }
        var whose = other.what
        if let place = other.place {
            whose +=
                other.source == current
                ? " in line \(place.line)" : " in \(sources[other.source].file):\(place.line):\(place.column)"
        }
        note(place, "the name '\(name)' is taken by \(whose); names differ by more than capitals")
    }
}

/// The one name space of the alliance, its groups and its members, in which capitals don't count.
struct TargetsNameSpace {
    /// Who has a name.
    struct Owner {
        let what: String
        /// The index of its file.
        var source = 0
        var place: ConfigurationError.Place?
    }

    private var owners = Dictionary(
        uniqueKeysWithValues: ["healthz", "readyz", "metrics", "status"].map {
            ($0, Owner(what: "the gateway's page /\($0)"))
        })

    /// Takes a name; gives back who has it already.
    mutating func claim(_ name: String, _ owner: Owner) -> Owner? {
        let key = name.lowercased()
        if let other = owners[key] { return other }
        owners[key] = owner
        return nil
    }
}
