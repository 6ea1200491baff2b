import FederatedQuery
import Glibc

/// The JSON of `/status`: how every member has been doing since the gateway started.
///
/// Times are milliseconds, points in time UTC. A failure's details, which may name hosts, are in the log alone.
///
/// - Parameters:
///   - alliance: the alliance.
///   - members: its members' states.
///   - now: this moment on both clocks: the monotonic one, and Unix time in seconds.
/// - Returns: one JSON object and a line end.
func statusPage(
    _ alliance: Alliance, _ members: [MemberStatus], now: (instant: ContinuousClock.Instant, unix: Int)
) -> [UInt8] {
    var json = JSONText()
    json.object {
        $0.key("alliance")
        $0.string(alliance.name)
        $0.key("version")
        $0.string(gatewayVersion)
        $0.key("members")
        $0.array { list in
            for member in members { list.object { $0.members(of: member, now: now) } }
        }
    }
    json.endLine()
    return json.bytes
}

extension JSONText {
    fileprivate mutating func members(of member: MemberStatus, now: (instant: ContinuousClock.Instant, unix: Int)) {
        key("id")
        string(member.id)
        key("name")
        string(member.name)
        key("state")
        switch member.state {
        case .unknown: string("unknown")
        case .up: string("up")
        case .slow: string("slow")
        case .disabled: string("disabled")
        case .failing(let since):
            string("failing")
            key("since")
            string(utcTime(now.unix - Int((now.instant - since) / .seconds(1))))
        case .skipped(let until):
            string("skipped")
            key("until")
            string(utcTime(now.unix + Int((until - now.instant) / .seconds(1))))
        }
        for (name, time) in [("p50", member.p50), ("p95", member.p95)] {
            key(name)
            milliseconds(time)
        }
        key("hits")
        number(member.lastHitCount)
        key("answers")
        number(member.answers)
        key("errors")
        number(member.failures)
        key("pool")
        object {
            $0.key("busy")
            $0.number(member.busyConnections)
            $0.key("idle")
            $0.number(member.idleConnections)
        }
    }
}

/// A Unix time as RFC 3339 has it: `2026-01-31T12:00:00Z`.
func utcTime(_ unix: Int) -> String {
    var seconds = time_t(unix)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    return "\(date)T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
}
