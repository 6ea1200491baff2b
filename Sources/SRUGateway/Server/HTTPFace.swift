import FederatedQuery
import Glibc
import Hummingbird
import NIOCore

/// The HTTP face: the gateway's own pages, and SRU at every database.
struct HTTPFace: HTTPResponder {
    /// A request's context holds nothing: all that is needed stands in the request.
    struct Context: InitializableFromSource {
        init(source: ApplicationRequestContextSource) {}
    }

    /// The most connections at a time; further ones wait to be accepted.
    static let maximumConnections = 1_024
    /// The longest path and query that is read, in octets.
    static let maximumURL = 32_768
    /// The longest body that is read, in octets.
    static let maximumBody = 65_536

    let search: FederatedSearch
    let alliance: ServedAlliance
    /// Where a search's pages come from.
    let pages: PageSource
    let metrics: GatewayMetrics
    let readiness: Readiness
    /// Where we listen, for clients that don't say where they think we are.
    let ownAddress: PublicAddress

    func respond(to request: Request, context: Context) async throws -> Response {
        let response = await answer(to: request)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(to request: Request) async -> Response {
        guard (request.head.path ?? "").utf8.count <= Self.maximumURL else {
            return plain(.uriTooLong, "The address is longer than \(Self.maximumURL) bytes.")
        }
        switch HTTPRoute(request.method, request.uri.path) {
        case .page(.home): return plain(.ok, homePage(of: search.alliance))
        case .page(.health): return plain(.ok, "ok")
        case .page(.readiness): return readiness.isReady ? plain(.ok, "ready") : plain(.serviceUnavailable, "not ready")
        case .page(.status):
            let now = (ContinuousClock.now, time(nil))
            return Self.response(.ok, "application/json", statusPage(search.alliance, search.status, now: now))
        case .page(.metrics):
            let page = metricsPage(metrics, search.status, resultSets: search.resultSetSize, process: .now)
            return Self.response(.ok, PrometheusText.contentType, Array(page.utf8))
        case .database(let name): return await sruAnswer(to: request, database: name)
        case .notFound: return plain(.notFound, "There is nothing here.")
        case .methodNotAllowed(let allowed):
            var response = plain(.methodNotAllowed, "This address takes \(allowed).")
            response.headers[.allow] = allowed
            return response
        }
    }

    private func sruAnswer(to request: Request, database: String) async -> Response {
        var body = ByteBuffer()
        if request.method == .post {
            do {
                body = try await request.body.collect(upTo: Self.maximumBody)
            } catch is NIOTooManyBytesError {
                return plain(.contentTooLarge, "The body is longer than \(Self.maximumBody) bytes.")
            } catch {
                return plain(.badRequest, "The body can't be read.")
            }
        }
        return await answerSRU(request, body: body, database: database)
    }

    private func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Self.response(status, "text/plain; charset=utf-8", Array("\(text)\n".utf8))
    }

    /// A response of these octets.
    static func response(_ status: HTTPResponse.Status, _ contentType: String, _ body: [UInt8]) -> Response {
        Response(
            status: status, headers: [.contentType: contentType], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// What a person sees who opens the gateway in a browser: whose it is, and where to ask.
func homePage(of alliance: Alliance) -> String {
    let groups = alliance.groups.map { ($0.id, $0.name) }
    let members = alliance.members.filter(\.enabled).map { ($0.id, $0.name) }
    let databases = ([(alliance.database, alliance.name)] + groups + members).map { "/\($0)  \($1)" }
    return """
        \(alliance.name): SRU (Search/Retrieve via URL) at

        \(databases.joined(separator: "\n"))

        Add ?version=1.2&operation=searchRetrieve&query=… to search; nothing to see what can be asked.
        /status tells how each member is doing, /metrics tells Prometheus.
        """
}
