import FederatedQuery
import Glibc

/// The records that Zebra serves and that are joined: real ones, and where they are from.
struct RecordStock {
    /// MARC 21, each with a title.
    let records: [Record]
    /// In a few words, for the reader of the figures.
    let source: String

    /// Those beside the package when they are there, else the demo's.
    init(_ bench: Bench) throws(Failure) {
        let shared = names(in: "\(bench.package)/../shared/marc/members").map {
            "\(bench.package)/../shared/marc/members/\($0)/records.mrc"
        }
        let records = try Self.read(shared)
        guard records.isEmpty else {
            self.records = records
            source = "\(records.count) records of ../shared/marc/members"
            return
        }
        let folder = "\(bench.folder)/demo-records"
        mkdir(folder, 0o755)
        let demo = "\(bench.package)/Demo"
        try runProgram(
            [bench.program("demo-records"), "\(demo)/editions.rec", "\(demo)/members.txt", folder],
            log: bench.log("demo"))
        let own = try Self.read(names(in: folder).map { "\(folder)/\($0)/records/editions.mrc" })
        guard !own.isEmpty else { throw Failure("there are no records in ../shared/marc/members, nor in the demo") }
        self.records = VariedRecords(own).records(4_800)
        source = "the demo's \(own.count) records, varied to \(self.records.count): there is no ../shared/marc/members"
    }

    private static func read(_ paths: [String]) throws(Failure) -> [Record] {
        var records: [Record] = []
        for path in paths where access(path, R_OK) == 0 {
            for decoded in decodeFile(try fileBytes(path)) {
                guard case .success(let record) = decoded.result, record.dialect == .marc21,
                    record.value("245", "a") != nil
                else { continue }
                records.append(record)
            }
        }
        return records
    }
}
