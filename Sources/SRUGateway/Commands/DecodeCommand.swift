import ArgumentParser
import FederatedQuery

/// `sru-gateway decode`: records of any kind as MARC-in-JSON.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Reads ISO 2709 or MARCXML and writes MARC-in-JSON, one record a line.",
        discussion: """
              sru-gateway decode records.mrc | jq -r '.fields[] | ."245" // empty'
              sru-gateway decode --format unimarc --charset gb18030 cnmarc.iso

            Each line has a key 'gateway' with the file, the index in it from 0, the
            dialect, the character set found, and notes on what had to be mended. A
            record that can't be read is a line with 'error'. The exit status is 1
            when there was such a record, or a file that can't be read.
            """)

    @OptionGroup var files: RecordFiles

    func run() throws {
        var json = JSONText()
        var isComplete = true
        let allRead = try files.forEachFile { path, records in
            for record in records {
                json.line(record, of: path)
                if case .failure = record.result { isComplete = false }
                if json.bytes.count >= 1 << 16 {
                    try writeOutput(json.bytes)
                    json.removeAll()
                }
            }
        }
        try writeOutput(json.bytes)
        guard allRead, isComplete else { throw CommandStatus.incomplete }
    }
}

extension JSONText {
    /// The line of one record of a file.
    mutating func line(_ record: DecodedRecord, of path: String) {
        object { line in
            switch record.result {
            case .success(let marc): line.marcMembers(of: marc)
            case .failure(let problem):
                line.key("error")
                line.string(problem.why)
            }
            line.key("gateway")
            line.object {
                $0.key("file")
                $0.string(path)
                $0.key("index")
                $0.number(record.index)
                if case .success(let marc) = record.result { $0.provenance(of: marc) }
            }
        }
        endLine()
    }

    private mutating func provenance(of record: Record) {
        key("format")
        string(record.dialect == .unimarc ? "unimarc" : "marc21")
        key("charset")
        string(record.charset)
        key("notes")
        array { notes in record.notes.forEach { notes.string($0) } }
    }
}
