import Testing

@testable import GatewayBench

struct TableTests {
    @Test func `a row says what was measured, and for each reach whether it is met`() {
        var row = Row("ten")
        row.floor = Cost(p50: 0.5613, cpu: 0.5)
        row.gateway = Cost(p50: 1.05, p99: 12.34, cpu: 1.5)
        (row.wallRatio, row.cpuRatio, row.peak) = (1.87, 3, 81_900_000)
        row.goals = [
            Goal("wall / floor", 1.87, "", .atMost(2)), Goal("CPU / floor", 3, "", .atMost(2.5)),
            Goal("requests/s", 799.6, "", .atLeast(800)), Goal("memory", 36.76, "kB", .stated),
        ]
        row.notes = ["as it was"]
        #expect(
            table([row, .skipped("delay", because: "no root")]) == """
                          wall, ms                     CPU a request, ms      MB
                scenario  floor  gateway  ratio   p99  floor  gateway  ratio  peak  reach              measured
                ten       0.561     1.05   1.87  12.3  0.500     1.50   3.00  81.9  wall / floor ≤ 2       1.87  met
                                                                                    CPU / floor ≤ 2.5         3  NOT MET
                                                                                    requests/s ≥ 800        800  NOT MET
                                                                                    memory              36.8 kB  stated
                delay
                ten: as it was
                delay: skipped: no root

                """)
    }

    @Test(arguments: [
        (0.0, "0.000"), (0.56049, "0.560"), (9.996, "10.00"), (12.04, "12.0"), (-3.25, "-3.25"), (1234.4, "1234"),
    ])
    func `figures have three significant digits, or as many as stand before the point`(value: Double, text: String) {
        #expect(decimal(value) == text)
    }
}

struct ComparisonTests {
    @Test func `ratios are taken within a round, so that a slow round is slow for both`() {
        var comparison = Comparison()
        for (floor, gateway) in [(1.0, 2.0), (10.0, 21.0), (1.0, 1.9)] {
            comparison.add(
                Floor.Round(walls: Samples(values: [floor, floor]), cpu: floor, records: 80, bytes: 8_000),
                GatewayRound(walls: Samples(values: [gateway, gateway, gateway]), cpu: gateway * 2))
        }
        #expect(comparison.wallRatio == 2)
        #expect(comparison.cpuRatio == 4)
        #expect(comparison.row("x", peak: 1).gateway?.p50 == 2)
    }

    @Test(arguments: [(0.5, 51.0), (0.99, 100.0), (1.0, 100.0), (0.0, 1.0)])
    func `a percentile is one of the samples`(share: Double, value: Double) {
        #expect(Samples(values: (1...100).map(Double.init).reversed()).percentile(share) == value)
    }
}
