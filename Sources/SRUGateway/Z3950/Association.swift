import FederatedQuery

/// One client's Z39.50 association: what is answered to what, decided without a socket, a clock or a task.
///
/// It carries out one operation at a time. Whoever drives it performs the actions in order, and gives it the next
/// request only when there is no `.ask` left to be answered.
struct Association {
    enum Event: Sendable {
        case request(Z3950Request)
        /// Octets that are no request.
        case garbage(BERFrameScanner.Problem)
        /// The answer to the last `.ask`.
        case answered(Result<Page, SearchError>)
        /// Nothing has come for too long.
        case idle
        /// The gateway is stopping.
        case shutdown
    }

    enum Action: Sendable {
        case send(Z3950Response)
        case ask(FederatedQuery.SearchRequest)
        /// Ends the connection, once what was sent is out.
        case disconnect
    }

    struct Limits: Sendable {
        /// The most result sets that a client may keep.
        var resultSets = 32
        /// The most databases in one search.
        var databases = 64
        /// The most records in one response.
        var records = 100
        /// The most octets in one response, and in one record.
        var messageSize = 4 * 1024 * 1024
    }

    /// What stays the same for every association.
    struct Environment: Sendable {
        var implementationName: String
        var implementationVersion: String
        var parseCQL: @Sendable (String) throws(QueryError) -> Query
        var limits = Limits()
    }

    /// A named result set, whose records the engine keeps.
    struct ResultSet {
        /// The engine's own name for it.
        var id: String
        var query: Query
        var database: String
        /// The count that the client was told, and may ask for records up to.
        var hits: Int
    }

    enum State {
        /// No Init yet.
        case fresh
        case open
        /// Waiting for the first page of a search.
        case searching(SearchPDU, FederatedQuery.SearchRequest)
        case presenting(Presentation)
        case closed
    }

    let environment: Environment
    var state = State.fresh
    var resultSets: [String: ResultSet] = [:]
    /// What was agreed at Init.
    var agreed = InitResponse(
        versions: [], options: [], preferredMessageSize: 0, maximumRecordSize: 0, isAccepted: false,
        implementationName: "", implementationVersion: "", selectsUTF8: false)

    init(_ environment: Environment) { self.environment = environment }

    /// What to do about `event`.
    mutating func handle(_ event: Event) -> [Action] {
        if case .closed = state { return [] }
        switch event {
        case .request(let request): return handle(request)
        case .answered(let result): return answered(result)
        case .garbage(let problem): return close(.protocolError, "not a Z39.50 APDU: \(problem)")
        case .idle: return close(.lackOfActivity, nil)
        case .shutdown: return close(.shutdown, nil)
        }
    }

    private mutating func handle(_ request: Z3950Request) -> [Action] {
        if case .close(let reference) = request { return close(.finished, nil, reference) }
        switch (state, request) {
        case (.fresh, .initialise(let pdu)):
            return initialise(pdu)
        case (.open, .search(let pdu)):
            return search(pdu)
        case (.open, .present(let pdu)):
            return present(pdu)
        case (.open, .deleteResultSets(let pdu)):
            return delete(pdu)
        case (.open, .scan(let reference)):
            return [.send(.scanRefused(reference: reference, Bib1Diagnostic(.unsupportedService, "scan")))]
        case (.open, .sort(let reference)):
            return [.send(.sortRefused(reference: reference, Bib1Diagnostic(.unsupportedService, "sort")))]
        default:
            return close(.protocolError, "unexpected APDU")
        }
    }

    private mutating func answered(_ result: Result<Page, SearchError>) -> [Action] {
        switch state {
        case .searching(let pdu, let search):
            state = .open
            return [.send(.searched(finishSearch(pdu, search, result)))]
        case .presenting(let presentation):
            return present(presentation, result)
        default:
            return []
        }
    }

    /// Says goodbye, where the client's version knows the word, and ends the connection.
    private mutating func close(
        _ reason: Z3950Response.CloseReason, _ message: String?, _ reference: Z3950Request.Reference? = nil
    ) -> [Action] {
        state = .closed
        let knowsClose = agreed.versions.isEmpty || agreed.versions.contains(3)
        return knowsClose
            ? [.send(.close(reference: reference, reason, message)), .disconnect]
            : [.disconnect]
    }

    /// Init (Z39.50-2003, 3.2.1).
    ///
    /// Whatever `idAuthentication` holds is accepted: the catalogue is open to all, and many clients send a default.
    private mutating func initialise(_ pdu: InitPDU) -> [Action] {
        let limit = environment.limits.messageSize
        let versions = pdu.versions.intersection([1, 2, 3])
        var options = pdu.options
        if !pdu.proposesUTF8 { options.remove(.negotiation) }
        agreed = InitResponse(
            reference: pdu.reference,
            versions: versions,
            options: options,
            preferredMessageSize: pdu.preferredMessageSize > 0 ? min(pdu.preferredMessageSize, limit) : limit,
            maximumRecordSize: pdu.maximumRecordSize > 0 ? min(pdu.maximumRecordSize, limit) : limit,
            isAccepted: !versions.isEmpty,
            implementationName: environment.implementationName,
            implementationVersion: environment.implementationVersion,
            selectsUTF8: pdu.proposesUTF8)
        state = versions.isEmpty ? .closed : .open
        return versions.isEmpty ? [.send(.initialised(agreed)), .disconnect] : [.send(.initialised(agreed))]
    }

    /// Delete (3.2.4): forgets the sets named, or all.
    private mutating func delete(_ pdu: DeletePDU) -> [Action] {
        guard let names = pdu.resultSets else {
            resultSets = [:]
            return [.send(.deleted(DeleteResponse(reference: pdu.reference)))]
        }
        let statuses = names.map { name in
            DeleteResponse.Status(resultSet: name, existed: resultSets.removeValue(forKey: name) != nil)
        }
        return [.send(.deleted(DeleteResponse(reference: pdu.reference, statuses: statuses)))]
    }

    func packer(isSingle: Bool) -> RecordPacker {
        RecordPacker(
            preferredMessageSize: agreed.preferredMessageSize, maximumRecordSize: agreed.maximumRecordSize,
            isSingle: isSingle)
    }
}
