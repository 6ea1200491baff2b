import FederatedQuery

/// The text of `/metrics`: what was counted, how the members and the result sets are now, and the process itself.
///
/// - Parameters:
///   - metrics: what was counted.
///   - members: the members' states, from the engine.
///   - resultSets: how many result sets are live, and the octets of their records.
///   - process: what the kernel says of this process; `nil` when it does not say.
/// - Returns: Prometheus' text format.
func metricsPage(
    _ metrics: GatewayMetrics, _ members: [MemberStatus], resultSets: (sets: Int, bytes: Int), process: ProcessUsage?
) -> String {
    var text = PrometheusText()
    let help = Dictionary(uniqueKeysWithValues: GatewayMetrics.help.map { ($0.key, $0.value) })
    for family in metrics.registry.families {
        text.family(family.name, family.kind, help: help[family.name] ?? family.name)
        for (labels, metric) in family.series { text.series(family.name, labels, metric.reading) }
    }
    text.members(members)
    text.gauge("gateway_result_sets", "Live result sets.", Double(resultSets.sets))
    text.gauge(
        "gateway_result_set_record_bytes", "Octets of the records in live result sets.", Double(resultSets.bytes))
    text.gauge("gateway_info", "The gateway's version.", 1, labels: [("version", gatewayVersion)])
    if let process { text.process(process) }
    return text.text
}

extension PrometheusText {
    fileprivate mutating func gauge(_ name: String, _ help: String, _ value: Double, labels: [(String, String)] = []) {
        family(name, .gauge, help: help)
        sample(name, labels, value)
    }

    fileprivate mutating func members(_ members: [MemberStatus]) {
        let asked = members.filter { $0.state != .disabled }
        family("gateway_member_up", .gauge, help: "1 when the member's last answers came, 0 when it keeps failing.")
        for member in asked where member.state != .unknown {
            sample("gateway_member_up", [("member", member.id)], member.state.isUp ? 1 : 0)
        }
        family("gateway_member_skipped", .gauge, help: "1 while a member that kept failing is left alone.")
        for member in asked {
            sample("gateway_member_skipped", [("member", member.id)], member.state.isSkipped ? 1 : 0)
        }
        family("gateway_member_connections", .gauge, help: "Connections to a member, in use and kept warm.")
        for member in asked {
            for (state, count) in [("busy", member.busyConnections), ("idle", member.idleConnections)] {
                sample("gateway_member_connections", [("member", member.id), ("state", state)], Double(count))
            }
        }
    }

    fileprivate mutating func process(_ usage: ProcessUsage) {
        family("process_cpu_seconds_total", .counter, help: "CPU time, user and system.")
        sample("process_cpu_seconds_total", [], usage.cpuSeconds)
        gauge("process_resident_memory_bytes", "Resident memory.", Double(usage.residentBytes))
        gauge("process_open_fds", "Open file descriptors.", Double(usage.openDescriptors))
        gauge("process_threads", "Threads.", Double(usage.threads))
        gauge("process_start_time_seconds", "When the process started, in Unix time.", usage.startTime)
    }
}

extension MemberStatus.State {
    fileprivate var isUp: Bool {
        switch self {
        case .up, .slow: true
        case .unknown, .failing, .skipped, .disabled: false
        }
    }

    fileprivate var isSkipped: Bool {
        if case .skipped = self { true } else { false }
    }
}
