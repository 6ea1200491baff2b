import Synchronization

/// Says once, when both faces listen, where they do.
final class Announcement: Sendable {
    private let addresses = Mutex<(http: ListenAddress?, z3950: ListenAddress?)>((nil, nil))
    private let database: String
    private let say: @Sendable (String) -> Void

    /// An announcement still to be made.
    ///
    /// - Parameters:
    ///   - database: the alliance's database name, which stands behind each address.
    ///   - say: gets the line, without its end.
    init(database: String, say: @escaping @Sendable (String) -> Void) {
        self.database = database
        self.say = say
    }

    /// The HTTP face listens at this address.
    func http(_ address: ListenAddress) { complete { $0.http = address } }

    /// The Z39.50 face listens at this address.
    func z3950(_ address: ListenAddress) { complete { $0.z3950 = address } }

    /// Whether both faces listen.
    var isMade: Bool { addresses.withLock { $0.http != nil && $0.z3950 != nil } }

    private func complete(_ change: (inout (http: ListenAddress?, z3950: ListenAddress?)) -> Void) {
        let both = addresses.withLock { addresses in
            change(&addresses)
            return addresses
        }
        guard let http = both.http, let z3950 = both.z3950 else { return }
        say("sru-gateway: listening on http://\(http)/\(database) and tcp:\(z3950)/\(database)")
    }
}
