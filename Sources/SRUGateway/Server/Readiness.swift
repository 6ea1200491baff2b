import Synchronization

/// Whether the gateway answers: both faces listen, and nobody has told it to stop.
///
/// Once both listen it says so, with their addresses.
final class Readiness: Sendable {
    private struct State {
        var http: ListenAddress?
        var z3950: ListenAddress?
        var isStopping = false
    }

    private let state = Mutex(State())
    private let database: String
    private let announce: @Sendable (String) -> Void

    /// Not ready yet.
    ///
    /// - Parameters:
    ///   - database: the alliance's database name, which stands behind each address.
    ///   - announce: gets one line, without its end, when both faces listen.
    init(database: String, announce: @escaping @Sendable (String) -> Void) {
        self.database = database
        self.announce = announce
    }

    /// Whether searches are taken.
    var isReady: Bool { state.withLock { $0.http != nil && $0.z3950 != nil && !$0.isStopping } }

    /// The HTTP face listens at this address.
    func http(_ address: ListenAddress) { listen { $0.http = address } }

    /// The Z39.50 face listens at this address.
    func z3950(_ address: ListenAddress) { listen { $0.z3950 = address } }

    /// The gateway has been told to stop.
    func stop() { state.withLock { $0.isStopping = true } }

    private func listen(_ change: (inout State) -> Void) {
        let now = state.withLock { state in
            change(&state)
            return state
        }
        guard let http = now.http, let z3950 = now.z3950 else { return }
        announce("sru-gateway: listening on http://\(http)/\(database) and tcp:\(z3950)/\(database)")
    }
}
