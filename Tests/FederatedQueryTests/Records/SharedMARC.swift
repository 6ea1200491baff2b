import Foundation
import Testing

@testable import FederatedQuery

/// The real records beside the project, when they are there; never part of it.
enum SharedMARC {
    static let folder: URL = {
        var url = URL(filePath: #filePath)
        while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
        return url.deletingLastPathComponent().appending(path: "../shared/marc").standardizedFileURL
    }()

    /// The bytes of a file below `shared/marc`; `nil`, and a line that says so, when it is not there.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
            print("skipped: \(folder.appending(path: path).path()) is not there")
            return nil
        }
        return Array(data)
    }

    /// A JSON file below `shared/marc`.
    static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value? {
        try bytes(path).map { try JSONDecoder().decode(type, from: Data($0)) }
    }

    /// The records of a file, in order; unreadable ones fail the test.
    static func records(_ path: String, charset: String = "auto") throws -> [Record]? {
        try bytes(path).map { try decodeFile($0, charset: charset).map { try $0.result.get() } }
    }
}

extension Record {
    /// The texts of a subfield, in order.
    func values(_ tag: Tag, _ code: Character) -> [String] {
        fields(tag).flatMap { field in
            subfields(field).filter { $0.code == code.asciiValue }.map { text($0.range) }
        }
    }
}

/// A generator that gives the same numbers each time.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A record in ISO 2709 of these fields, its lengths right; a field is its tag and its bytes.
func iso2709(
    leader: String = "00000nam a2200000 a 4500", _ fields: [(tag: String, bytes: [UInt8])]
) -> [UInt8] {
    var directory: [UInt8] = []
    var data: [UInt8] = []
    for (tag, bytes) in fields {
        let length = String(format: "%04d%05d", bytes.count + 1, data.count)
        directory += Array((tag + length).utf8)
        data += bytes + [0x1E]
    }
    var record = Array(leader.utf8) + directory + [0x1E]
    let base = record.count
    record += data + [0x1D]
    record.replaceSubrange(0..<5, with: Array(String(format: "%05d", record.count).utf8))
    record.replaceSubrange(12..<17, with: Array(String(format: "%05d", base).utf8))
    return record
}

/// The bytes of a data field: indicators, then subfields as code and data, `$` for the delimiter.
func field(_ text: String) -> [UInt8] { Array(text.utf8).map { $0 == 0x24 ? 0x1F : $0 } }
