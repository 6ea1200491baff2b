import Foundation
import Yams

/// A JSON value: of a schema, or a YAML text as an editor's YAML language server sees it.
indirect enum JSONValue: Hashable, Decodable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case keys([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else if let keys = try? container.decode([String: JSONValue].self) {
            self = .keys(keys)
        } else {
            self = .null
        }
    }

    /// The value of a YAML text.
    init(yaml: String) throws {
        guard let node = try Yams.compose(yaml: yaml) else {
            self = .null
            return
        }
        self.init(node)
    }

    private init(_ node: Node) {
        switch node {
        case .sequence(let sequence): self = .list(sequence.map(JSONValue.init))
        case .mapping(let mapping):
            self = .keys(
                Dictionary(mapping.map { ($0.key.string ?? "", JSONValue($0.value)) }, uniquingKeysWith: { $1 }))
        default:
            let text = node.string ?? ""
            let isPlain = node.scalar?.style == .plain
            // The core schema of YAML 1.2: yes and on are texts.
            if isPlain, ["", "~", "null"].contains(text) {
                self = .null
            } else if isPlain, ["true", "false"].contains(text) {
                self = .flag(text == "true")
            } else if isPlain, text.first?.isNumber == true, let number = Double(text) {
                self = .number(number)
            } else {
                self = .text(text)
            }
        }
    }

    subscript(key: String) -> JSONValue? { keys[key] }

    var keys: [String: JSONValue] {
        guard case .keys(let keys) = self else { return [:] }
        return keys
    }

    var list: [JSONValue] {
        guard case .list(let list) = self else { return [] }
        return list
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The same as YAML on one line.
    var yaml: String {
        switch self {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .number(let number): number == number.rounded() ? String(Int(number)) : "\(number)"
        case .text(let text): "'\(text.replacing("'", with: "''"))'"
        case .list(let list): "[\(list.map(\.yaml).joined(separator: ", "))]"
        case .keys(let keys):
            "{\(keys.sorted { $0.key < $1.key }.map { "'\($0.key)': \($0.value.yaml)" }.joined(separator: ", "))}"
        }
    }
}
