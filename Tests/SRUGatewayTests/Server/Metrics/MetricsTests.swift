import CoreMetrics
import Testing

@testable import FederatedQuery
@testable import SRUGateway

@Suite struct MetricsTests {
    @Test func `one name and one set of labels are one series, in any order of the labels`() {
        let registry = MetricsRegistry()
        Counter(label: "c", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment(by: 2)
        Counter(label: "c", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment(by: 3)
        Counter(label: "c", dimensions: [("a", "1"), ("b", "3")], factory: registry).increment()
        let series = registry.families.flatMap(\.series)
        #expect(series.map(\.metric.reading) == [.value(5), .value(1)])
    }

    @Test func `a name has one type, and no label can fill the memory`() {
        let registry = MetricsRegistry()
        Counter(label: "c", factory: registry).increment()
        Timer(label: "c", factory: registry).recordSeconds(1)
        for number in 0..<MetricsRegistry.maximumSeries + 10 {
            Counter(label: "many", dimensions: [("n", String(number))], factory: registry).increment()
        }
        let families = registry.families
        #expect(families.map(\.name) == ["c", "many"] && families.map(\.kind) == [.counter, .counter])
        #expect(families.flatMap(\.series).count == MetricsRegistry.maximumSeries)
    }

    @Test func `a histogram counts what is up to each bound`() {
        let registry = MetricsRegistry()
        let timer = Timer(label: "t", factory: registry)
        for milliseconds in [0.5, 1, 2, 400, 60_000] { timer.recordNanoseconds(Int64(milliseconds * 1e6)) }
        var text = PrometheusText()
        for family in registry.families {
            for series in family.series { text.series(family.name, series.labels, series.metric.reading) }
        }
        let expected = """
            t_bucket{le="0.001"} 2
            t_bucket{le="0.0025"} 3
            t_bucket{le="0.005"} 3
            t_bucket{le="0.01"} 3
            t_bucket{le="0.025"} 3
            t_bucket{le="0.05"} 3
            t_bucket{le="0.1"} 3
            t_bucket{le="0.25"} 3
            t_bucket{le="0.5"} 4
            t_bucket{le="1"} 4
            t_bucket{le="2.5"} 4
            t_bucket{le="5"} 4
            t_bucket{le="10"} 4
            t_bucket{le="30"} 4
            t_bucket{le="+Inf"} 5
            t_sum 60.4035
            t_count 5

            """
        #expect(text.text == expected)
    }

    @Test func `what would end a line or a value is escaped`() {
        var text = PrometheusText()
        text.family("f", .gauge, help: "a \\ and\na line")
        text.sample("f", [("member", "a\"b\\c\nd")], .infinity)
        #expect(
            text.text == "# HELP f a \\\\ and\\na line\n# TYPE f gauge\nf{member=\"a\\\"b\\\\c\\nd\"} +Inf\n")
    }

    @Test func `searches and members' answers are counted by what became of them`() {
        let metrics = GatewayMetrics()
        metrics.note(.failure(.unknownDatabase("x")), face: "sru", elapsed: .milliseconds(3))
        metrics.note(
            WindowNews(
                member: "nctc", failure: .timedOut(.search), elapsed: .seconds(3), recordCount: 0, unreadableCount: 0))
        metrics.note(
            WindowNews(member: "nctc", failure: nil, elapsed: .milliseconds(20), recordCount: 7, unreadableCount: 1))
        let lines = Set(
            metricsPage(metrics, [], resultSets: (sets: 2, bytes: 99), process: nil).split(separator: "\n").map {
                String($0)
            })
        let expected = [
            #"gateway_searches_total{face="sru",outcome="refused"} 1"#,
            #"gateway_search_seconds_count{face="sru"} 1"#,
            #"gateway_member_windows_total{member="nctc",outcome="timedOut",step="search"} 1"#,
            #"gateway_member_windows_total{member="nctc",outcome="answered",step=""} 1"#,
            #"gateway_member_seconds_count{member="nctc"} 1"#,
            #"gateway_member_records_total{member="nctc"} 7"#,
            #"gateway_member_unreadable_records_total{member="nctc"} 1"#,
            "gateway_result_sets 2", "gateway_result_set_record_bytes 99",
        ]
        for line in expected { #expect(lines.contains(line), "\(line)") }
    }

    @Test func `the kernel says what this process uses`() throws {
        let usage = try #require(ProcessUsage.now)
        #expect(usage.residentBytes > 1 << 20 && usage.threads >= 1 && usage.openDescriptors >= 3)
        #expect(usage.cpuSeconds > 0 && usage.startTime > 1_700_000_000)
    }
}
