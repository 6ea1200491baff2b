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

    @Argument(help: "The table of editions.", completion: .file(extensions: ["rec"]))
    var editions: String
    @Argument(help: "The list of members.")
    var members: String
    @Argument(help: "The folder to write to.")
    var output: String

    func run() throws {
        let members = try readMembers(try text(of: self.members), file: self.members)
        let editions = try readEditions(try text(of: self.editions), file: self.editions, members: members)
        for member in members {
            let folder = URL(fileURLWithPath: output).appending(path: "\(member.id)/records")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let bytes = try recordFile(of: member, editions: editions)
            try Data(bytes).write(to: folder.appending(path: "editions.mrc"))
        }
    }

    private func text(of file: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
    }
}

/// All records of a member, in ISO 2709 and in its character set, in the order of the table.
///
/// - Throws: `NotEncodable` when the character set lacks a character.
func recordFile(of member: Member, editions: [Edition]) throws -> [UInt8] {
    let encoder = try Encoder(charset: member.charset)
    var bytes: [UInt8] = []
    var number = 0
    for edition in editions {
        for copy in edition.copies where copy.member == member.id {
            number += 1
            let shelved = ShelvedCopy(edition: edition.without(copy.differences), copy: copy, number: number)
            bytes += try member.format.record(shelved).iso2709 { text throws(NotEncodable) in try encoder.encode(text) }
        }
    }
    return bytes
}
