import Foundation

/// A JSON Schema, draft 7, as far as ours goes: a keyword that is not known here is an error of every value.
struct JSONSchema: Sendable {
    let root: JSONValue

    init(_ file: URL) throws { root = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: file)) }

    /// Where `value` breaks the schema, and which keyword; empty when it is valid.
    func errors(of value: JSONValue) -> [String] { errors(of: value, at: "", under: root) }

    /// A schema of this name among the definitions.
    func definition(_ name: String) -> JSONValue? { root["definitions"]?[name] }

    /// The schema that a schema refers to, or itself.
    func resolved(_ schema: JSONValue) -> JSONValue {
        guard let name = schema["$ref"]?.text?.split(separator: "/").last else { return schema }
        return definition(String(name)) ?? .null
    }

    private func errors(of value: JSONValue, at place: String, under schema: JSONValue) -> [String] {
        if schema["$ref"] != nil { return errors(of: value, at: place, under: resolved(schema)) }
        guard case .keys(let keywords) = schema else { return ["\(place): no schema"] }
        return keywords.flatMap { keyword, rule in
            check(value, keyword, rule, of: schema, at: place)
        }
    }

    private func check(
        _ value: JSONValue, _ keyword: String, _ rule: JSONValue, of schema: JSONValue, at place: String
    ) -> [String] {
        func demand(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(keyword)"] }
        func isValid(_ schema: JSONValue) -> Bool { errors(of: value, at: place, under: schema).isEmpty }
        switch (keyword, value) {
        case ("$schema", _), ("title", _), ("description", _), ("default", _), ("examples", _), ("definitions", _):
            return []
        case ("type", _): return demand(rule.text == type(of: value) || rule == .text("number") && value.number != nil)
        case ("enum", _): return demand(rule.list.contains(value))
        case ("const", _): return demand(rule == value)
        case ("anyOf", _): return demand(rule.list.contains(where: isValid))
        case ("not", _): return demand(!isValid(rule))
        case ("pattern", .text(let text)):
            return demand((try? Regex(rule.text ?? "(").firstMatch(in: text)) != nil)
        case ("minimum", .number(let number)): return demand(number >= rule.number ?? .infinity)
        case ("maximum", .number(let number)): return demand(number <= rule.number ?? -.infinity)
        case ("minItems", .list(let list)): return demand(Double(list.count) >= rule.number ?? .infinity)
        case ("uniqueItems", .list(let list)): return demand(Set(list).count == list.count)
        case ("items", .list(let list)):
            return list.enumerated().flatMap { errors(of: $1, at: "\(place)[\($0)]", under: rule) }
        case ("required", .keys(let keys)):
            return demand(rule.list.allSatisfy { $0.text.map { keys[$0] != nil } == true })
        case ("dependencies", .keys(let keys)):
            return demand(
                rule.keys.allSatisfy { key, needed in
                    keys[key] == nil || needed.list.allSatisfy { $0.text.map { keys[$0] != nil } == true }
                })
        case ("propertyNames", .keys(let keys)):
            return keys.keys.flatMap { errors(of: .text($0), at: "\(place).\($0)", under: rule) }
        case ("properties", .keys(let keys)):
            return keys.flatMap { key, value in
                rule[key].map { errors(of: value, at: "\(place).\(key)", under: $0) } ?? []
            }
        case ("additionalProperties", .keys(let keys)):
            return keys.flatMap { key, value -> [String] in
                guard schema["properties"]?[key] == nil else { return [] }
                return rule == .flag(false)
                    ? ["\(place).\(key): \(keyword)"] : errors(of: value, at: "\(place).\(key)", under: rule)
            }
        case ("pattern", _), ("minimum", _), ("maximum", _), ("minItems", _), ("uniqueItems", _), ("items", _),
            ("required", _), ("dependencies", _), ("propertyNames", _), ("properties", _),
            ("additionalProperties", _):
            return []
        default: return ["\(place): unknown keyword \(keyword)"]
        }
    }

    private func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .flag: "boolean"
        case .number(let number): number == number.rounded() ? "integer" : "number"
        case .text: "string"
        case .list: "array"
        case .keys: "object"
        }
    }
}
