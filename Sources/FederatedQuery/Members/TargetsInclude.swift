import Yams

/// One file's share of the alliance.
struct TargetsPart {
    /// The file's index among the reader's sources.
    let source: Int
    let section: TargetsSection
    /// What its members have unless they say otherwise.
    let defaults: MemberProfile
}

/// What keeps a mistake in `include` from reading the whole disk.
private enum IncludeLimits {
    static let depth = 8
    static let files = 200
    static let octets = 8 << 20
}

extension TargetsReader {
    /// The main file and those that it includes: a file comes before what it includes, those in the order of its list.
    ///
    /// - Returns: the files that could be read, and whether all could.
    mutating func parts() -> (parts: [TargetsPart], isWhole: Bool) {
        var walk = IncludeWalk(octets: sources[0].text.utf8.count)
        if let identity = try? fileIdentity(sources[0].file) { walk.chain = [identity] }
        walk.seen = Dictionary(uniqueKeysWithValues: walk.chain.map { ($0, sources[0].file) })
        readPart(defaults: MemberProfile(id: "", host: ""), &walk)
        return (walk.parts, walk.isWhole)
    }

    /// The part that the current file is, and the files that it includes.
    private mutating func readPart(defaults inherited: MemberProfile, _ walk: inout IncludeWalk) {
        let source = current
        let document: Node.Mapping
        do throws(ConfigurationError) {
            document = try targetsDocument(
                sources[source].text, file: sources[source].file,
                needs: source == 0 ? ["alliance", "members"] : ["members"])
        } catch {
            walk.isWhole = false
            for problem in error.problems { note(problem.place, problem.message) }
            return
        }
        let top = source == 0 ? section(.mapping(document), "the file", known: Self.fileKeys) : included(document)
        let defaults = self.defaults(top.values["defaults"], from: inherited)
        walk.parts.append(TargetsPart(source: source, section: top, defaults: defaults))
        let items = list("include", in: top)
        if items.isEmpty, top.values["include"]?.sequence != nil {
            note(top.place(of: "include"), "'include' is empty; list at least one path, or take it out")
        }
        for item in items {
            current = source
            include(item, defaults: defaults, &walk)
        }
        current = source
    }

    /// The top of a file that another one includes.
    private mutating func included(_ document: Node.Mapping) -> TargetsSection {
        if let node = document["alliance"] {
            note(
                node.mark.map(ConfigurationError.Place.init),
                "'alliance' stands in the main file only, \(sources[0].file); take it out here")
        }
        let rest = document.filter { $0.key.string != "alliance" }.map { ($0.key, $0.value) }
        let top = section(
            .mapping(.init(rest, document.tag, document.style, document.mark)), "the file",
            known: Self.includedFileKeys)
        if ["members", "groups", "include"].allSatisfy({ document[$0] == nil }) {
            note(
                top.place,
                "no 'members', 'groups' or 'include' here; 'defaults' are for the members of this file and of those "
                    + "it includes")
        }
        return top
    }

    /// The files that one item of `include` names.
    private mutating func include(_ item: Node, defaults: MemberProfile, _ walk: inout IncludeWalk) {
        let place = item.mark.map(ConfigurationError.Place.init)
        let naming = current
        guard let name = text(item, called: "a path under 'include'") else { return walk.isWhole = false }
        let isPattern = name.contains { "*?[".contains($0) }
        let paths = isPattern ? files(matching: name, in: sources[naming].folder ?? "") : [path(name)]
        if paths.isEmpty {
            walk.isWhole = false
            note(place, "no file matches '\(name)'; the path is relative to the folder of the file that names it")
        }
        for path in paths where walk.mayGoOn {
            current = naming
            do throws(UnreadableFile) {
                let octets = try open(path, &walk)
                read(octets, of: path, defaults: defaults, &walk)
            } catch {
                walk.isWhole = false
                note(place, "the included file '\(path)' \(error.message)")
            }
        }
    }

    /// The parts that an included file and those that it includes are.
    private mutating func read(
        _ octets: [UInt8], of path: String, defaults: MemberProfile, _ walk: inout IncludeWalk
    ) {
        current = sources.count
        sources.append(TargetsSource(file: path, text: ""))
        do throws(UnreadableText) {
            sources[current].text = try targetsText(octets)
            readPart(defaults: defaults, &walk)
        } catch {
            walk.isWhole = false
            note(error.place, error.message)
        }
        walk.chain.removeLast()
    }

    /// The octets of an included file, which becomes the last of the chain.
    ///
    /// - Throws: why it isn't read, in words that follow its name.
    private func open(_ path: String, _ walk: inout IncludeWalk) throws(UnreadableFile) -> [UInt8] {
        let identity = try fileIdentity(path)
        if identity == walk.chain.last {
            throw UnreadableFile(message: "is this file itself; keep members in a folder of their own: members/*.yaml")
        }
        if walk.chain.contains(identity) {
            throw UnreadableFile(message: "includes this one in turn; take one of the two lines out")
        }
        if let other = walk.seen[identity] {
            throw UnreadableFile(
                message: "is included already\(other == path ? "" : ", as '\(other)'"); name each file once")
        }
        guard walk.chain.count < IncludeLimits.depth else {
            throw UnreadableFile(message: "is too deep: files include one another \(IncludeLimits.depth - 1) deep")
        }
        guard sources.count < IncludeLimits.files else {
            walk.mayGoOn = false
            throw UnreadableFile(message: "is one too many: \(IncludeLimits.files) are read; put members together")
        }
        let bytes = try readTargets(path)
        walk.octets += bytes.count
        guard walk.octets <= IncludeLimits.octets else {
            walk.mayGoOn = false
            throw UnreadableFile(message: "is too much: all files together have \(IncludeLimits.octets) bytes at most")
        }
        walk.seen[identity] = path
        walk.chain.append(identity)
        return bytes
    }
}

/// How far the reading of included files has come.
private struct IncludeWalk {
    var parts: [TargetsPart] = []
    /// Whether every file could be read, so that what is missing is missing everywhere.
    var isWhole = true
    var mayGoOn = true
    /// Octets of all files.
    var octets: Int
    /// The file that is read, last, and those that led to it.
    var chain: [FileIdentity] = []
    /// All files so far, by the names that errors give them.
    var seen: [FileIdentity: String] = [:]
}
