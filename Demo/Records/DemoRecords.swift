import ArgumentParser
import Foundation

/// Makes the record files of the demo's members from its table of facts, the same bytes every time.
@main
struct DemoRecords: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-records",
        abstract: "Makes the record files of the demo's members.",
        discussion: "Writes OUTPUT/ID/records/editions.mrc for each member of the list."
    )

    @Argument(help: "The folder of the table of editions: its files *.rec.", completion: .directory)
    var editions: String
    @Argument(help: "The list of members.")
    var members: String
    @Argument(help: "The folder to write to.")
    var output: String

    func run() throws {
        let members = try readMembers(try text(of: URL(fileURLWithPath: self.members)), file: self.members)
        let editions = try readEditions(of: URL(fileURLWithPath: self.editions), members: members)
        for member in members {
            let folder = URL(fileURLWithPath: output).appending(path: "\(member.id)/records")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let bytes = try recordFile(of: member, editions: editions)
            try Data(bytes).write(to: folder.appending(path: "editions.mrc"))
        }
    }
}

/// The whole table: all its files, in the order of their names.
///
/// - Throws: `Misprint`, or the file system's error.
func readEditions(of folder: URL, members: [Member]) throws -> [Edition] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var table = EditionTable(members: members)
    for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) where file.pathExtension == "rec" {
        try table.read(try text(of: file), file: file.lastPathComponent)
    }
    return table.editions
}

private func text(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
}

/// All records of a member, in ISO 2709 and in its character set, in the order of the table.
///
/// - Throws: `NotEncodable` when the character set lacks a character.
func recordFile(of member: Member, editions: [Edition]) throws(NotEncodable) -> [UInt8] {
    let encoder = try Encoder(charset: member.charset)
    var bytes: [UInt8] = []
    for copy in shelve(editions, of: member) {
        bytes += try member.record(copy).iso2709 { text throws(NotEncodable) in try encoder.encode(text) }
    }
    return bytes
}

/// A member's copies, numbered in the order of the table.
func shelve(_ editions: [Edition], of member: Member) -> [ShelvedCopy] {
    var copies: [ShelvedCopy] = []
    for edition in editions {
        for copy in edition.copies where copy.member == member.id {
            copies.append(ShelvedCopy(edition: edition.with(copy.differences), copy: copy, number: copies.count + 1))
        }
    }
    return copies
}
