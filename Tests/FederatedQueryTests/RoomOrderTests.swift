import Foundation
import Testing

/// A search walks through the rooms once, left to right: no file names a type that a later room declares.
@Suite struct RoomOrderTests {
    static let rooms = ["Query", "Plan", "Members", "FanOut", "Records", "Merge", "Rank", "ResultSets", "Check"]

    @Test(arguments: rooms.indices)
    func `names no type of a later room`(index: Int) throws {
        let later = try Self.rooms[(index + 1)...].reduce(into: Set<String>()) { names, room in
            for file in try files(in: room) { names.formUnion(declaredTypes(in: file.text)) }
        }
        for file in try files(in: Self.rooms[index]) {
            let words = Set(file.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            #expect(words.intersection(later).sorted() == [], "\(file.name)")
        }
    }

    @Test func `every folder of the library is a room`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: library, includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        #expect(Set(folders.map(\.lastPathComponent)) == Set(Self.rooms))
    }

    private let library = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/FederatedQuery").standardizedFileURL

    /// The Swift files of a room, without their comments and texts.
    private func files(in room: String) throws -> [(name: String, text: String)] {
        let folder = library.appending(path: room)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
            .map { ("\(room)/\($0.lastPathComponent)", withoutComments(try String(contentsOf: $0, encoding: .utf8))) }
    }

    private func withoutComments(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
            .joined(separator: "\n")
            .replacing(/"(?:[^"\\\n]|\\.)*"/, with: "")
    }

    /// The types declared at the top level of a file: nested ones are spelled with their owner.
    private func declaredTypes(in text: String) -> Set<String> {
        let declaration = /^(?:public )?(?:final |indirect )*(?:struct|enum|class|actor|protocol|typealias) (\w+)/
            .anchorsMatchLineEndings()
        return Set(text.matches(of: declaration).map { String($0.1) })
    }
}
