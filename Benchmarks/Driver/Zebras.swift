import FederatedQuery
import Glibc

/// Eight Zebra servers with overlapping holdings: each has three fifths of the records, by chance, as they are.
struct Zebras {
    let members: [Member]
    /// Words of which each member has a hundred titles and more, the rarest first.
    let words: [String]
    let source: String
    private let servers: Servers

    private static let hits = 110

    /// Builds the registers and starts the servers, which fork for every connection.
    init(_ bench: Bench) throws(Failure) {
        let stock = try RecordStock(bench)
        source = stock.source
        let ports = try bench.freePorts(8)
        var random = SplitMix(seed: 8)
        let holders = stock.records.map { _ in random.next() }
        var titleCounts: [[String: Int]] = []
        var processes: [ChildProcess] = []
        for (index, port) in ports.enumerated() {
            bench.say("zebra \(index + 1) of 8: indexing")
            // Six bits a member: 38 of their 64 values are three fifths.
            let held = zip(stock.records, holders).filter { $1 >> (index * 6) & 63 < 38 }.map(\.0)
            titleCounts.append(countTitleWords(held))
            let folder = "\(bench.folder)/zebra-\(index)"
            try buildRegister(bench, folder, held)
            processes.append(
                try ChildProcess(
                    ["zebrasrv", "-v", "none", "-c", "\(folder)/zebra.cfg", "tcp:127.0.0.1:\(port)"],
                    log: bench.log("zebra")))
        }
        for port in ports { try bench.waitUntilListening(host: "127.0.0.1", port: port) }
        members = zip(1..., ports).map { Member(id: "z\($0)", host: "127.0.0.1", port: $1, database: "Default") }
        servers = Servers(members: members, processes: processes)
        var least = titleCounts[0]
        for counts in titleCounts {
            least = least.compactMapValues { $0 }.filter { counts[$0.key, default: 0] >= Self.hits }
        }
        words = least.filter { $0.value >= Self.hits }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        guard words.count >= 3 else { throw Failure("the records have too few words in common: \(words)") }
    }
}

/// How many titles have each word of ASCII letters.
private func countTitleWords(_ records: [Record]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for record in records {
        let title = (record.value("245", "a") ?? "") + " " + (record.value("245", "b") ?? "")
        for word in Set(title.lowercased().split { !$0.isLetter }) where word.utf8.allSatisfy({ $0 < 0x80 }) {
            counts[String(word), default: 0] += 1
        }
    }
    return counts
}

private func buildRegister(_ bench: Bench, _ folder: String, _ records: [Record]) throws(Failure) {
    for name in ["", "/register", "/lock", "/records"] { mkdir(folder + name, 0o755) }
    try write(records.compactMap { $0.iso2709() }.joined(), to: "\(folder)/records/records.mrc")
    try write(configuration(folder, modules: try modules()).utf8, to: "\(folder)/zebra.cfg")
    try write(indexes.utf8, to: "\(folder)/bench.abs")
    for order in [["init"], ["update", "\(folder)/records"], ["commit"]] {
        try runProgram(["zebraidx", "-c", "\(folder)/zebra.cfg"] + order, log: bench.log("zebraidx"))
    }
}

private func modules() throws(Failure) -> String {
    for folder in ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"] {
        let modules = "\(folder)/idzebra-2.0/modules"
        if access(modules, R_OK) == 0 { return modules }
    }
    throw Failure("Zebra is not installed; make set-up installs it (package idzebra-2.0)")
}

private func configuration(_ folder: String, modules: String) -> String {
    """
    profilePath: \(folder):/usr/share/idzebra-2.0/tab
    modulePath: \(modules)
    attset: bib1.att
    recordType: grs.marcxml.bench
    database: Default
    register: \(folder)/register:1G
    lockDir: \(folder)/lock
    storeData: 1
    storeKeys: 1
    encoding: utf-8

    """
}

private let indexes = """
    name bench
    attset bib1.att
    encoding utf-8
    esetname F @
    esetname B @
    marc usmarc.mar
    xpath disable
    all any
    melm 001 Local-number:0
    melm 100 Author:w
    melm 245$a Title:w,Title:p
    melm 245$b Title:w
    melm 650 Subject-heading:w

    """
