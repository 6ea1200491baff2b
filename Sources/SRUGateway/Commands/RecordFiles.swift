import ArgumentParser
import FederatedQuery

/// The files of records that a command reads, and how.
struct RecordFiles: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case auto, marc21, unimarc

        /// The dialect that the user vouches for; `nil` when the fields shall decide.
        var dialect: Record.Dialect? {
            switch self {
            case .auto: nil
            case .marc21: .marc21
            case .unimarc: .unimarc
            }
        }
    }

    /// The longest file that is read, in octets: it is held in memory whole.
    static let maximumOctets = 1 << 30

    @Option(help: "The dialect of the records.")
    var format = Format.auto

    @Option(
        help: ArgumentHelp(
            "Their character set: auto, utf-8, marc-8, gb18030, iso-8859-1 or another that libyaz knows.",
            valueName: "name"))
    var charset = "auto"

    @Argument(help: ArgumentHelp("ISO 2709 or MARCXML; - or none reads standard input.", valueName: "file"))
    var paths: [String] = []

    func validate() throws {
        guard charset.lowercased() == "auto" || isCharset(charset) else {
            throw ValidationError("--charset: '\(displayText(charset))' is no character set that libyaz knows")
        }
    }

    /// Reads each file in turn; one that can't be read is named on standard error.
    ///
    /// - Parameter body: gets a file's name and its records.
    /// - Returns: whether every file could be read.
    func forEachFile(_ body: (String, [DecodedRecord]) throws -> Void) rethrows -> Bool {
        var isComplete = true
        for path in paths.isEmpty ? ["-"] : paths {
            let records: [DecodedRecord]
            do throws(UnreadableFile) {
                let bytes = try readFile(path == "-" ? "/dev/stdin" : path, limit: Self.maximumOctets)
                records = decodeFile(bytes, dialect: format.dialect, charset: charset.lowercased())
            } catch {
                writeError("sru-gateway: \(displayText(path)): \(error.message)\n")
                isComplete = false
                continue
            }
            try body(path, records)
        }
        return isComplete
    }
}
