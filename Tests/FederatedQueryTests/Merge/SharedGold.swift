import Foundation
import Testing

@testable import FederatedQuery

/// The labelled records beside the project, when they are there; never part of it.
enum SharedGold {
    /// Two records and whether they describe one edition.
    struct Pair {
        let a: String
        let b: String
        let isSame: Bool
    }

    static let folder = SharedMARC.folder.deletingLastPathComponent().appending(path: "gold")

    /// The bytes of a file below `shared/gold`; `nil`, and a line that says so, when it is not there.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
            print("skipped: \(folder.appending(path: path).path()) is not there")
            return nil
        }
        return Array(data)
    }

    /// The pairs of a file: ids in the first two columns, 1 or 0 in the third.
    static func pairs(_ path: String) -> [Pair]? {
        bytes(path).map { bytes in
            String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
                let columns = line.split(separator: ",", omittingEmptySubsequences: false)
                return columns.count > 2
                    ? Pair(a: String(columns[0]), b: String(columns[1]), isSame: columns[2] == "1") : nil
            }
        }
    }

    /// The records of an ISO 2709 file whose 001 is wanted, by 001; the others are not decoded.
    static func records(_ path: String, wanted: (String) -> Bool, into records: inout [(id: String, record: Record)]) {
        guard let bytes = bytes(path) else { return }
        var start = 0
        while start + 41 < bytes.count {
            func number(_ offset: Int, _ count: Int) -> Int {
                bytes[(start + offset)..<(start + offset + count)].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            }
            let length = number(0, 5)
            let idStart = start + number(12, 5) + number(31, 5)
            let id = String(decoding: bytes[idStart..<(idStart + number(27, 4) - 1)], as: UTF8.self)
            if wanted(id), let record = try? decodeFile(Array(bytes[start..<(start + length)])).first?.result.get() {
                records.append((id, record))
            }
            start += length
            while start < bytes.count, bytes[start] < 0x20 { start += 1 }
        }
    }
}

/// How well a set of pairs was told.
struct PairQuality: CustomStringConvertible {
    var joined = 0
    var wronglyJoined = 0
    var missed = 0

    var precision: Double { Double(joined) / Double(max(joined + wronglyJoined, 1)) }
    var recall: Double { Double(joined) / Double(max(joined + missed, 1)) }
    var f1: Double { 2 * precision * recall / max(precision + recall, .leastNonzeroMagnitude) }

    mutating func count(isSame: Bool, isJoined: Bool) {
        if isSame { if isJoined { joined += 1 } else { missed += 1 } } else if isJoined { wronglyJoined += 1 }
    }

    var description: String {
        func rounded(_ value: Double) -> String { String(format: "%.4f", value) }
        return "precision \(rounded(precision)), recall \(rounded(recall)), F1 \(rounded(f1)) "
            + "(\(joined) joined, \(wronglyJoined) wrongly, \(missed) missed)"
    }
}
