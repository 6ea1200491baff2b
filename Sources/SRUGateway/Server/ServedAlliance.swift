import FederatedQuery
import Glibc
import Synchronization

/// The alliance as both faces know it, replaced as a whole when the configuration is read again.
final class ServedAlliance: Sendable {
    /// What follows from one reading of the configuration.
    struct Reading: Sendable {
        /// SRU, which explains the alliance.
        let sru: SRUFace
        /// The indexes that its members add to the built-in ones.
        let addedIndexes: Set<String>

        /// What follows from this alliance, read at `unix` seconds.
        init(_ alliance: Alliance, settings: SRUSettings, readAt unix: Int) {
            sru = SRUFace(alliance: alliance, settings: settings, modified: utcTime(unix))
            addedIndexes = FederatedQuery.addedIndexes(of: alliance.members)
        }

        /// The query that CQL text means to this alliance.
        func query(_ cql: String) throws(QueryError) -> Query { try parseQuery(cql, added: addedIndexes) }
    }

    private let settings: SRUSettings
    private let reading: Mutex<Reading>

    /// The newest reading.
    var current: Reading { reading.withLock { $0 } }

    /// The alliance as read just now.
    init(_ alliance: Alliance, settings: SRUSettings = SRUSettings()) {
        self.settings = settings
        reading = Mutex(Reading(alliance, settings: settings, readAt: time(nil)))
    }

    /// Takes a new description.
    func replace(with alliance: Alliance) {
        let new = Reading(alliance, settings: settings, readAt: time(nil))
        reading.withLock { $0 = new }
    }
}
