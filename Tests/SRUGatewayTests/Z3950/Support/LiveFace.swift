import FederatedQuery
import Logging

@testable import SRUGateway

/// Runs a face on a free port of the loopback while `body` talks to it.
func withFace(
    pages: @escaping PageSource = Canned.library, configure: (inout Z3950Face) -> Void = { _ in },
    _ body: (Int) async throws -> Void
) async throws {
    let environment = Association.Environment(
        implementationName: "Alliance Gateway", implementationVersion: "1.0",
        parseCQL: { (text) throws(QueryError) in try parseQuery(text) })
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
