import Foundation

/// The official schemas, which lie beside the project and not in it.
enum SharedSchemas {
    private static let folder = URL(filePath: #filePath).appending(path: "../../../../../shared/xsd")
        .standardizedFileURL

    /// Whether they are here; says so, once for each caller, when not.
    static func areHere(_ caller: String = #function) -> Bool {
        let here = FileManager.default.fileExists(atPath: folder.appending(path: "validate-sru").path)
        if !here { print("\(caller): no schemas in \(folder.path), nothing validated") }
        return here
    }

    /// What `validate-sru` says against these responses; empty when all are valid.
    ///
    /// The diagnostics schema beside that of 1.2 is a stray one of SRW 1.0, with `code` in place of `uri`. Responses of
    /// 1.2 with a diagnostic are checked against 1.2's schema with the diagnostics schema of 1.1 beside it.
    static func complaints(against responses: [String: [UInt8]]) throws -> String {
        try inTemporaryFolder { temporary in
            let mended = temporary.appending(path: "sru12")
            try FileManager.default.createDirectory(at: mended, withIntermediateDirectories: true)
            for file in ["sru12/srw-types.xsd", "sru12/xcql.xsd", "sru11/diagnostics.xsd"] {
                let source = folder.appending(path: file)
                try FileManager.default.copyItem(at: source, to: mended.appending(path: source.lastPathComponent))
            }
            var plain: [String] = []
            var diagnosed: [String] = []
            for (name, bytes) in responses {
                let file = temporary.appending(path: "\(name).xml")
                try Data(bytes).write(to: file)
                let text = String(decoding: bytes, as: UTF8.self)
                let isDiagnosed12 = text.contains("<version>1.2</version>") && text.contains("zing/srw/diagnostic/\"")
                if isDiagnosed12 { diagnosed.append(file.path) } else { plain.append(file.path) }
            }
            let schema = mended.appending(path: "srw-types.xsd").path
            var complaints = try run(folder.appending(path: "validate-sru").path, plain)
            if !diagnosed.isEmpty {
                complaints += try run("/usr/bin/xmllint", ["--nonet", "--noout", "--schema", schema] + diagnosed)
            }
            return complaints
        }
    }

    /// What `xmllint` says against these documents by one of the schemas, a path under `xsd`; empty when all are valid.
    static func complaints(against documents: [[UInt8]], schema: String) throws -> String {
        try inTemporaryFolder { temporary in
            let files = try documents.enumerated().map { number, bytes in
                let file = temporary.appending(path: "\(number).xml")
                try Data(bytes).write(to: file)
                return file.path
            }
            let arguments = ["--nonet", "--noout", "--schema", folder.appending(path: schema).path]
            return try run("/usr/bin/xmllint", arguments + files)
        }
    }

    private static func inTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let temporary = FileManager.default.temporaryDirectory.appending(path: "sru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: temporary) }
        return try body(temporary)
    }

    /// Everything a program prints, without the lines that only say that a file is valid.
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = output.split(separator: "\n").filter { !$0.hasSuffix(" validates") }
        return lines.joined(separator: "\n")
    }
}
