import FederatedQuery
import Logging

/// The engine's pages, with a line in the log and a note in the metrics for each.
///
/// The line says how much was asked, how the members did and how long it took. The words of a query are its reader's own affair; they are logged at the level `debug` alone.
///
/// - Parameters:
///   - search: the engine.
///   - face: who asks it: `sru` or `z3950`.
///   - metrics: counts and times them.
///   - logger: gets the lines.
/// - Returns: the engine's `page`, logged.
func loggedPages(_ search: FederatedSearch, face: String, metrics: GatewayMetrics, logger: Logger) -> PageSource {
    { (request) throws(SearchError) -> Page in
        let started = ContinuousClock.now
        var line: Logger.Metadata = ["face": "\(face)", "database": "\(displayText(request.database))"]
        defer {
            line["ms"] = "\(milliseconds(since: started))"
            logger.info("search", metadata: line)
            logger.debug("query", metadata: ["cql": "\(displayText(request.query.cql))"])
        }
        line["start"] = "\(request.start)"
        do throws(SearchError) {
            let page = try await search.page(request)
            metrics.note(.success(page), face: face, elapsed: .now - started)
            describe(page.members, in: &line)
            line["hits"] = "\(page.hitCount.value)"
            line["records"] = "\(page.entries.count)"
            return page
        } catch {
            metrics.note(.failure(error), face: face, elapsed: .now - started)
            if case .nobodyAnswered(let members) = error { describe(members, in: &line) }
            line["error"] = "\(name(of: error))"
            throw error
        }
    }
}

private func describe(_ members: [MemberReport], in line: inout Logger.Metadata) {
    let failed = members.compactMap { member -> String? in
        guard case .failed(let reason) = member.outcome else { return nil }
        return "\(member.id): \(reason.name)\(reason.step.map { " at \($0.rawValue)" } ?? "")"
    }
    line["answered"] = "\(members.count { $0.outcome == .answered })"
    if !failed.isEmpty { line["failed"] = "\(failed.joined(separator: ", "))" }
}

private func name(of error: SearchError) -> String {
    switch error {
    case .query(let error): "query: \(displayText(error.message))"
    case .unknownDatabase: "unknown database"
    case .outOfRange: "out of range"
    case .nobodyAnswered: "nobody answered"
    case .shuttingDown: "shutting down"
    }
}

/// Milliseconds with one decimal.
private func milliseconds(since start: ContinuousClock.Instant) -> Double {
    ((ContinuousClock.now - start) / .microseconds(100)).rounded() / 10
}
