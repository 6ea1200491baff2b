import FederatedQuery
import Glibc

extension Scenario {
    /// The join alone, without a network: whether it is linear, and how fast.
    static let joining = Scenario(
        name: "joining", summary: "records joined in memory, on one core: a tenth of a million, then a million"
    ) { bench throws(Failure) in
        let stock = try RecordStock(bench)
        let varied = VariedRecords(stock.records)
        let most = bench.effort.records
        // A record and what is known of it take about 3 kB; as much again for what grows by copying.
        let free = Int(sysconf(Int32(_SC_AVPHYS_PAGES))) * 4_096
        guard free > most * 6_000 else {
            return [.skipped("joining", because: "\(most) records take about \(most * 6 / 1_000_000) GB of memory")]
        }
        Clustering.prepare()
        var runs: [Joined] = []
        for count in [most / 10, most] {
            bench.say("joining: making \(count) records")
            let copies = varied.records(count).enumerated().map {
                Copy(member: "m\($0.offset / stock.records.count % 8)", position: $0.offset + 1, record: $0.element)
            }
            bench.say("joining: joining them")
            let repeats = count == most ? 1 : 3
            runs.append(try joined(copies, repeats: repeats))
        }
        let (small, large) = (runs[0], runs[1])
        var row = Row("joining")
        row.gateway = Cost(cpu: large.time / Double(large.records))
        row.goals = [
            Goal("time for 10 × the records", large.time / small.time, "×", .atMost(11)),
            Goal("records/s on one core", Double(large.records) / large.time * 1e3, "", .stated),
            Goal("records/s of a tenth of them", Double(small.records) / small.time * 1e3, "", .stated),
        ]
        row.notes = [
            "\(stock.source); repeated and varied to \(large.records), which make \(large.clusters) clusters; "
                + "CPU is that of one record; to be ≥ 100,000 records/s after the next issue"
        ]
        return [row]
    }
}

private struct Joined {
    let records: Int
    let clusters: Int
    /// The thread's processor time, in milliseconds: the median of the repeats.
    let time: Double
}

private func joined(_ copies: [Copy], repeats: Int) throws(Failure) -> Joined {
    var times: [Double] = []
    var clusters = 0
    for _ in 0..<repeats {
        var clustering = Clustering()
        let start = milliseconds(CLOCK_THREAD_CPUTIME_ID)
        clustering.add(copies)
        times.append(milliseconds(CLOCK_THREAD_CPUTIME_ID) - start)
        clusters = clustering.clusters.count
    }
    return Joined(records: copies.count, clusters: clusters, time: median(times))
}
