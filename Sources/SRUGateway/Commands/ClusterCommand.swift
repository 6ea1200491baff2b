import ArgumentParser
import FederatedQuery

/// `sru-gateway cluster`: which records of some files a search would join.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Joins the records of files as a search would, and says which belong together.",
        discussion: """
              sru-gateway cluster one.mrc two.mrc
              sru-gateway cluster --explain --charset gb18030 cnmarc.iso > clusters.csv

            Writes CSV with a heading, file,index,identifier,cluster: one line a record
            in the order of the files, the index from 0, the identifier from field 001.
            Records with one cluster number are copies of one edition. The exit status
            is 1 when a record or a file can't be read; it is named on standard error.
            """)

    @Flag(help: "Say for each join, on standard error, which rules spoke for and against it.")
    var explain = false

    @OptionGroup var files: RecordFiles

    func run() throws {
        var copies: [Copy] = []
        var isComplete = true
        let allRead = files.forEachFile { path, records in
            for record in records {
                switch record.result {
                case .success(let marc): copies.append(Copy(member: path, position: record.index + 1, record: marc))
                case .failure(let problem):
                    writeError("sru-gateway: \(displayText(path)), record \(record.index): \(problem.why)\n")
                    isComplete = false
                }
            }
        }
        var clustering = Clustering()
        clustering.add(copies)
        try writeOutput(clusterTable(clustering))
        if explain { writeError(clustering.joins.map { explanation(of: $0, in: clustering) + "\n" }.joined()) }
        guard allRead, isComplete else { throw CommandStatus.incomplete }
    }
}

/// The table of records and their clusters, which are counted from 1 in the order of their first records.
func clusterTable(_ clustering: Clustering) -> [UInt8] {
    var clusterOfCopy = [Int](repeating: 0, count: clustering.copies.count)
    for (number, cluster) in clustering.clusters.enumerated() {
        for copy in cluster.copies { clusterOfCopy[copy] = number + 1 }
    }
    var bytes = Array(csvLine(["file", "index", "identifier", "cluster"]).utf8)
    for (copy, cluster) in zip(clustering.copies, clusterOfCopy) {
        let identifier = copy.record.value("001") ?? ""
        bytes += csvLine([copy.member, String(copy.position - 1), identifier, String(cluster)]).utf8
    }
    return bytes
}

/// One join in a line: what was joined with what, how sure that is, and the rules that apply.
func explanation(of join: Join, in clustering: Clustering) -> String {
    let (copy, other) = (clustering.copies[join.copy], clustering.copies[join.with])
    let rules = join.evidence.rules.map(\.name).joined(separator: ", ")
    return "cluster \(join.cluster + 1): \(name(of: copy)) with \(name(of: other)), \(join.score) points: \(rules)"
}

private func name(of copy: Copy) -> String {
    let identifier = copy.record.value("001").map { " (\(displayText($0)))" } ?? ""
    return "\(displayText(copy.member)) \(copy.position - 1)\(identifier)"
}
