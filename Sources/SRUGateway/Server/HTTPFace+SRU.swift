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
        let face = alliance.current.sru
        switch face.decode(input) {
        case .answer(let answer): return response(answer)
        case .search(let search): return response(await answer(search, face))
        }
    }

    private func answer(_ search: SRUFace.Search, _ face: SRUFace) async -> SRUAnswer {
        do throws(SearchError) {
            return face.answer(search, page: try await pages(search.engineRequest))
        } catch {
            return face.answer(search, error: error)
        }
    }

    private func response(_ answer: SRUAnswer) -> Response {
        Self.response(.init(code: answer.status), answer.contentType, answer.body)
    }
}
