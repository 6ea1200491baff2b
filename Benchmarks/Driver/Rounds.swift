/// What one round of requests to the gateway took.
struct GatewayRound {
    let walls: Samples
    /// Processor time of one, in milliseconds.
    let cpu: Double
}

extension Gateway {
    /// Asks for these pages, one after another.
    func ask(_ pages: [PageRequest]) throws(Failure) -> GatewayRound {
        var client = try Client(self)
        var walls: [Double] = []
        walls.reserveCapacity(pages.count)
        let start = try cpu()
        for page in pages { walls.append(try client.fetch(page)) }
        return GatewayRound(walls: Samples(values: walls), cpu: (try cpu() - start) / Double(pages.count))
    }
}

/// Rounds of the floor and of the gateway in turn, so that what the machine does beside touches both alike.
struct Comparison {
    private var floors: [Floor.Round] = []
    private var bareFloors: [Floor.Round] = []
    private var gateways: [GatewayRound] = []

    /// Takes in a round of each; of the floor that leaves the records' octets alone, too, where that was measured.
    mutating func add(_ floor: Floor.Round, _ gateway: GatewayRound, bare: Floor.Round? = nil) {
        floors.append(floor)
        if let bare { bareFloors.append(bare) }
        gateways.append(gateway)
    }

    /// What a fan-out of the floor brought.
    var records: Int { floors.first?.records ?? 0 }
    var bytes: Int { floors.first?.bytes ?? 0 }
    /// The gateway's wall time to the floor's, each round's medians compared; and the median of that.
    var wallRatio: Double { median(zip(gateways, floors).map { $0.walls.median / $1.walls.median }) }
    /// The same of processor time.
    var cpuRatio: Double { median(zip(gateways, floors).map { $0.cpu / $1.cpu }) }
    /// The floor's processor time of a fan-out: the median of the rounds, in milliseconds.
    var floorCPU: Double { median(floors.map(\.cpu)) }
    /// The gateway's processor time of a request: the median of the rounds, in milliseconds.
    var cpu: Double { median(gateways.map(\.cpu)) }

    /// What the floor takes that leaves the records' octets alone, in a sentence.
    var bareFloor: String {
        let bare = cost(bareFloors.map(\.walls), bareFloors.map(\.cpu))
        return
            "a floor that takes the records' octets as they come: \(decimal(bare.p50)) ms wall, \(decimal(bare.cpu)) ms CPU"
    }

    /// The row of the table.
    func row(_ name: String, peak: Int) -> Row {
        var row = Row(name)
        row.floor = cost(floors.map(\.walls), floors.map(\.cpu))
        row.gateway = cost(gateways.map(\.walls), gateways.map(\.cpu))
        (row.wallRatio, row.cpuRatio) = (wallRatio, cpuRatio)
        row.peak = peak
        return row
    }
}

/// The median of the rounds' medians, and the 99th percentile of all their samples.
func cost(_ walls: [Samples], _ cpu: [Double]) -> Cost {
    let all = walls.reduce(Samples()) { $0 + $1 }
    return Cost(p50: median(walls.map(\.median)), p99: all.p99, cpu: cpu.isEmpty ? nil : median(cpu))
}
