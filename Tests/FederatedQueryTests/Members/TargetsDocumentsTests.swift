import Foundation
import Testing

@testable import FederatedQuery

/// What docs/ says of targets.yaml is what the gateway reads: the schema for editors, the example, the description.
@Suite struct TargetsDocumentsTests {
    private let schema: JSONSchema
    private let description: String

    init() throws {
        schema = try JSONSchema(package("docs/targets.schema.json"))
        description = try String(contentsOf: package("docs/targets.md"), encoding: .utf8)
    }

    private static let settings = TargetsReader.settings
    private static let head = "alliance: {name: A, database: all}\n"

    /// A schema's definition (`""` for the whole) and the keys that the reader knows there.
    private static let places: [(String, [String])] = [
        ("", TargetsReader.fileKeys), ("includedFile", TargetsReader.includedFileKeys),
        ("alliance", TargetsReader.allianceKeys), ("group", TargetsReader.groupKeys), ("defaults", settings),
        ("member", TargetsReader.memberKeys),
    ]

    @Test(arguments: places)
    func `the schema has the keys that the reader knows, and each says what it is`(place: String, known: [String])
        throws
    {
        let section = try #require(place.isEmpty ? schema.root : schema.definition(place))
        let properties = try #require(section["properties"]).keys
        #expect(Set(properties.keys) == Set(known))
        #expect(section["additionalProperties"] == .flag(false))
        for (key, property) in properties {
            let property = schema.resolved(property)
            #expect(property["description"]?.text?.hasSuffix(".") == true, "\(key)")
            #expect(
                property["examples"] != nil || property["type"] == .text("object") || key == "members"
                    || key == "groups", "\(key)")
        }
    }

    /// A section of docs/targets.md and the keys that the reader knows there.
    private static let sections: [(String, [String])] = [
        ("", TargetsReader.fileKeys), ("`alliance`", TargetsReader.allianceKeys),
        ("`members`", TargetsReader.memberKeys.filter { !settings.contains($0) }), ("Settings", settings),
        ("`groups`", TargetsReader.groupKeys),
    ]

    @Test(arguments: sections)
    func `the description has the keys that the reader knows`(section: String, known: [String]) {
        let headings =
            section.isEmpty
            ? description.matches(of: /(?m)^## `(\w+)`$/).map { String($0.1) }
            : entries(of: section).map(\.key)
        #expect(Set(headings) == Set(known))
        #expect(headings.count == known.count)
    }

    @Test
    func `the description tells type, default and range of every setting as they are, with an example that is read`()
        throws
    {
        for (key, text) in entries(of: "Settings") + entries(of: "`members`") where key != "id" && key != "url" {
            let property = schema.resolved(try #require(schema.definition("member")?["properties"]?[key], "\(key)"))
            #expect(text.contains("Type: "), "\(key)")
            if let value = property["default"] {
                let value = value.text ?? value.yaml
                #expect(text.contains("Default: `\(value)`."), "\(key): \(value)")
            } else {
                #expect(text.contains("Default: "), "\(key)")
            }
            if let minimum = property["minimum"], let maximum = property["maximum"] {
                #expect(text.contains("Range: \(minimum.yaml) to \(maximum.yaml)."), "\(key)")
            }
            let example = try #require(text.firstMatch(of: /Example: `(.+)`/)?.1, "\(key)")
            #expect(example.hasPrefix("\(key): "), "\(key)")
            #expect(errors(ofMember: String(example)) == [], "\(key)")
        }
    }

    /// The entries of a section of docs/targets.md: a heading with the key, and what is below it.
    private func entries(of section: String) -> [(key: String, text: String)] {
        let parts = description.components(separatedBy: "\n## ")
        let text = parts.first { $0.hasPrefix("\(section)\n") } ?? ""
        return text.components(separatedBy: "\n### `").dropFirst().map { part in
            (String(part.prefix { $0 != "`" }), part)
        }
    }

    /// What the reader and the schema have against a key of a member.
    private func errors(ofMember line: String) -> [String] {
        let needsUser = ["group:", "authentication:", "password"].contains(where: line.hasPrefix)
        // Switched off, a member needs no password.
        let others = (needsUser ? ["username: u"] : []) + (line.hasPrefix("password") ? ["enabled: false"] : [])
        let isSRU = line.hasPrefix("sru_") || line.hasPrefix("schema:")
        let lines = ["id: one", "url: \(isSRU ? "sru+http" : "z3950")://h", line] + others
        let yaml = Self.head + "members:\n  - " + lines.joined(separator: "\n    ") + "\n"
        do {
            _ = try parseAlliance(yaml, file: "t", environment: [:])
        } catch {
            return ["\(error)"]
        }
        do {
            return schema.errors(of: try JSONValue(yaml: yaml))
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `every example of the schema is read, every choice and bound too, and what is beyond is refused`() throws
    {
        let properties = try #require(schema.definition("member")?["properties"]).keys
        for (key, property) in properties where key != "id" && key != "url" {
            let property = schema.resolved(property)
            let choices =
                (property["enum"]?.list ?? []) + (property["anyOf"]?.list ?? []).flatMap { $0["enum"]?.list ?? [] }
            let bounds = [property["minimum"], property["maximum"], property["default"]].compactMap { $0 }
            for value in (property["examples"]?.list ?? []) + choices + bounds {
                // What YAML makes of 2.0 without quotes; its text is among the choices too.
                if key == "sru_version", value.number != nil { continue }
                #expect(errors(ofMember: "\(key): \(value.yaml)") == [], "\(key): \(value)")
            }
            for (name, step) in [("minimum", -1.0), ("maximum", 1)] {
                guard let bound = property[name]?.number else { continue }
                let yaml = Self.head + "members: [{id: one, url: 'z3950://h', \(key): \(Int(bound + step))}]"
                #expect(throws: ConfigurationError.self) { try parseAlliance(yaml, file: "t", environment: [:]) }
                #expect(schema.errors(of: try JSONValue(yaml: yaml)) != [])
            }
        }
        for syntax in MemberProfile.Syntax.allCases {
            #expect(schema.definition("syntax")?["enum"]?.list.contains(.text(syntax.rawValue)) == true, "\(syntax)")
        }
    }

    @Test func `what the schema gives as a default is what a member has that says nothing`() throws {
        // The way to authenticate needs somebody to.
        let member = "members: [{id: one, url: 'z3950://h', username: u"
        let one = try parseAlliance(Self.head + member + "}]", file: "t", environment: [:])
        let properties = try #require(schema.definition("member")?["properties"]).keys
        let defaults = properties.compactMapValues { schema.resolved($0)["default"] }
        #expect(defaults.count >= 9)
        let settings = JSONValue.keys(defaults.filter { Self.settings.contains($0.key) })
        let own = defaults.filter { !Self.settings.contains($0.key) }.map { ", \($0.key): \($0.value.yaml)" }.joined()
        let other = try parseAlliance(
            Self.head + "defaults: \(settings.yaml)\n" + member + own + "}]", file: "t", environment: [:])
        #expect(one == other)
    }

    /// What both refuse: the schema can't tell all that the reader can, but no more than it.
    static let refused: [String] = [
        "alliance: {name: A}", "alliance: {name: A, database: a+b}", "alliance: {name: A, database: a, x: y}",
        "members: []", "members: {}", "members: [{id: A, url: 'z3950://h'}]", "members: [{id: a}]",
        "members: [{url: 'z3950://h'}]", "members: [{id: a, url: 'http://h'}]",
        "members: [{id: a, url: 'z3950://u:p@h'}]",
        "members: [{id: a, url: 'z3950://h', password: x}]", "members: [{id: a, url: 'z3950://h', password_env: 'x!'}]",
        "members: [{id: a, url: 'z3950://h', username: u, password_env: X, password_file: y}]",
        "members: [{id: a, url: 'z3950://h', group: g}]", "members: [{id: a, url: 'z3950://h', deadline: 3}]",
        "members: [{id: a, url: 'z3950://h', deadline: 1h}]", "members: [{id: a, url: 'z3950://h', window: many}]",
        "members: [{id: a, url: 'z3950://h', negotiate: maybe}]",
        "members: [{id: a, url: 'z3950://h', syntax: marc21}]",
        "members: [{id: a, url: 'z3950://h', query_charset: auto}]", "members: [{id: a, url: 'z3950://h', name: }]",
        "members: [{id: a, url: 'z3950://h', indexes: {title: false}}]",
        "members: [{id: a, url: 'z3950://h', indexes: {dc.title: [x]}}]", "defaults: {id: x}", "defaults: []",
        "include: []", "include: x.yaml", "groups: [{id: g}]", "groups: [{id: g, members: []}]",
        "groups: [{id: g, members: [one, one]}]", "groups: {}", "x: y",
    ]

    @Test(arguments: refused)
    func `the schema and the reader refuse the same`(line: String) throws {
        var yaml = line.hasPrefix("alliance") ? "" : Self.head
        if !line.hasPrefix("members") { yaml += "members: [{id: one, url: 'z3950://h'}]\n" }
        yaml += line + "\n"
        #expect(throws: ConfigurationError.self) { try parseAlliance(yaml, file: "t", environment: ["X": "x"]) }
        #expect(schema.errors(of: try JSONValue(yaml: yaml)) != [])
    }

    @Test func `an included file has a schema of its own, without the alliance`() throws {
        let own = try JSONDecoder().decode(
            JSONValue.self, from: Data(contentsOf: package("docs/targets-included.schema.json")))
        #expect(own["allOf"]?.list.first?["$ref"] == .text("targets.schema.json#/definitions/includedFile"))
    }

    @Test func `the example is read, is valid, and has every key`() throws {
        let file = package("docs/targets.example.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let alliance = try loadAlliance(path: file.path)
        #expect(alliance.members.count >= 4)
        #expect(schema.errors(of: try JSONValue(yaml: text)) == [])
        #expect(text.hasPrefix("# yaml-language-server: $schema=targets.schema.json\n"))
        // A key that most alliances don't need stands in a comment.
        for key in Set(Self.places.flatMap(\.1)) {
            #expect(text.contains(try Regex("(?m)^[#\\s-]*\(key):")), "\(key)")
        }
    }

    @Test func `the demo's own file is valid`() throws {
        let text = try String(contentsOf: package("targets.yaml"), encoding: .utf8)
        #expect(schema.errors(of: try JSONValue(yaml: text)) == [])
    }
}
