import FederatedQuery
import Logging
import NIOCore
import ServiceLifecycle

@testable import SRUGateway

/// Runs a face on a free port of the loopback while `body` talks to it.
func withFace(
    pages: @escaping PageSource = library, encoder: RecordEncoder = titleEncoder,
    configure: (inout Z3950Face) -> Void = { _ in }, _ body: (Int) async throws -> Void
) async throws {
    let environment = Association.Environment(
        implementationName: "Alliance Gateway", implementationVersion: "1.0",
        parseCQL: { (text) throws(QueryError) in Query(root: .clause(SearchClause(term: text))) }, encoder: encoder)
    var face = Z3950Face(pages: pages, environment: environment, logger: Logger(label: "z3950"))
    configure(&face)
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup { group in
        group.addTask { [face] in
            try await face.run(host: "127.0.0.1", port: 0) { bound.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { return }
        try await body(port)
        group.cancelAll()
    }
}

/// A library of 12 records, where `none` finds nothing, `slow` takes a while, and `down` reaches no member.
@Sendable func library(_ request: FederatedQuery.SearchRequest) async throws(SearchError) -> Page {
    guard ["alliance", "nctc", "swpu", "nctc+swpu"].contains(request.database) else {
        throw .unknownDatabase(request.database)
    }
    guard case .clause(let clause) = request.query.root else {
        return page(hits: 1, start: request.start, count: request.count, title: "both")
    }
    let term = clause.term
    switch term {
    case "none": return page(hits: 0, start: request.start, count: request.count)
    case "down":
        return page(
            hits: 0, count: 0,
            members: [report("nctc", hits: nil, .failed(.unreachable)), report("swpu", hits: nil, .failed(.skipped))])
    case "half":
        return page(
            hits: 7, start: request.start, count: request.count, title: term,
            members: [report("nctc", hits: 7), report("swpu", hits: nil, .failed(.timedOut(.search)))])
    case "slow": try? await Task.sleep(for: .milliseconds(300))
    default: break
    }
    return page(hits: 12, start: request.start, count: request.count, title: term)
}

/// ISO 2709 of what the titles stand for, so that a real client has a record to show.
let marcEncoder: RecordEncoder = {
    var encoder = titleEncoder
    encoder.marc21 = { iso2709($0.record) }
    return encoder
}()

private func iso2709(_ record: Record) -> [UInt8] {
    func digits(_ number: Int, _ width: Int) -> [UInt8] {
        let text = String(number)
        return Array((String(repeating: "0", count: max(0, width - text.count)) + text).utf8)
    }
    var directory: [UInt8] = []
    var data: [UInt8] = []
    for field in record.fields {
        directory += field.tag.description.utf8 + digits(field.range.count + 1, 4) + digits(data.count, 5)
        data += record.bytes[field.range] + [0x1E]
    }
    let base = 24 + directory.count + 1
    let leader = digits(base + data.count + 1, 5) + "nam a22".utf8 + digits(base, 5) + " a 4500".utf8
    return leader + directory + [0x1E] + data + [0x1D]
}
