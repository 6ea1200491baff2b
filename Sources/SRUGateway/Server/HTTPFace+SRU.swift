import FederatedQuery
import Hummingbird
import NIOCore

extension HTTPFace {
    /// The answer of SRU to a request at a database.
    func answerSRU(_ request: Request, body: ByteBuffer, database: String) async -> Response {
        let input = SRUInput(
            method: request.method == .post ? .post : .get, database: database,
            query: request.uri.query.map { Array($0.utf8) } ?? [], contentType: request.headers[.contentType],
            accept: request.headers[.accept], body: Array(body.readableBytesView),
            address: PublicAddress(hostHeader: request.head.authority, fallback: ownAddress))
        let reading = alliance.current
        switch reading.sru.decode(input) {
        case .answer(let answer): return response(answer)
        case .search(let search): return response(await self.answer(search, reading))
        }
    }

    private func answer(_ search: SRUFace.Search, _ reading: ServedAlliance.Reading) async -> SRUAnswer {
        var xcql: String?
        do throws(SearchError) {
            let query = try search.query(parse: reading.query)
            xcql = query.xcql()
            let page = try await pages(search.request(query))
            return reading.sru.answer(search, page: page, xcql: xcql)
        } catch {
            return reading.sru.answer(search, error: error, xcql: xcql)
        }
    }

    private func response(_ answer: SRUAnswer) -> Response {
        Self.response(.init(code: answer.status), answer.contentType, answer.body)
    }
}
