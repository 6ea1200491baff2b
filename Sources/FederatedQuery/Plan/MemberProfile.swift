/// One member of the alliance, as targets.yaml describes it: where it is, and how it wants to be asked.
public struct MemberProfile: Hashable, Sendable, Identifiable {
    /// The protocol that the member speaks.
    public enum Access: String, Hashable, Sendable {
        case z3950, sru, srus
    }

    /// The record syntax asked of a member.
    public enum Syntax: String, Hashable, Sendable, CaseIterable {
        case usmarc, unimarc, cnmarc, xml, opac

        /// The record syntax by libyaz's name: on the wire CNMARC is UNIMARC.
        var wireName: String { self == .cnmarc ? Syntax.unimarc.rawValue : rawValue }
    }

    /// What the member wants to know of us at Init (Z39.50 3.2.1.1.5, idAuthentication).
    public struct Credentials: Hashable, Sendable, CustomStringConvertible {
        /// The user, or the whole `open` string when there is no password.
        public var username: String
        /// The group of `idPass`; `nil` when none.
        public var group: String?
        /// The password: `nil` means `open` authentication with the user alone.
        public var password: String?
        /// Whether a password travels in an `open` string, `user/password`, rather than in `idPass`.
        public var isOpen: Bool

        /// Credentials of these parts.
        public init(username: String, group: String? = nil, password: String? = nil, isOpen: Bool = false) {
            self.username = username
            self.group = group
            self.password = password
            self.isOpen = isOpen
        }

        /// Never the password.
        public var description: String { "credentials of \(username)" }
    }

    /// Stable, `[a-z0-9-]`; shown in results, and a database name.
    public var id: String
    /// The library's name.
    public var name: String
    /// The protocol.
    public var access: Access
    /// Host name or address, without brackets.
    public var host: String
    /// TCP port.
    public var port: Int
    /// The Z39.50 database, or the path of an SRU base URL.
    public var database: String
    /// The record syntax asked for.
    public var syntax: Syntax
    /// The element set name asked for; `nil` for none.
    public var elementSet: String?
    /// The character set of its records: `auto`, `utf-8`, `marc-8`, `gb18030`, `iso-8859-1` … as libyaz names them.
    public var charset: String
    /// The character set that it expects in a query.
    public var queryCharset: String
    /// Whether character sets are negotiated at Init.
    public var negotiate: Bool
    /// Who we are to it; `nil` for anonymous.
    public var credentials: Credentials?
    /// Whether it is asked at all.
    public var enabled: Bool
    /// The page leaves after this long, whether or not the member has answered.
    public var deadline: Duration
    /// Whether a page waits for it until the deadline, however fast it usually is.
    public var waitsForDeadline: Bool
    /// Records asked of it at first, and in each further window.
    public var window: Int
    /// The most connections to it at one time.
    public var connections: Int
    /// How an index is asked here where it differs from the built-in map: `dc.title` → Bib-1 attributes in PQF,
    /// `@attr 1=4 @attr 4=1`, or over SRU the member's own index, `marc.title`; `nil` as value: it can't do the index.
    public var indexes: [String: String?]
    /// How it wants to be asked, when that is over SRU.
    public var sru: SRU

    /// A member with the defaults of targets.yaml for whatever is not given.
    public init(
        id: String, name: String? = nil, access: Access = .z3950, host: String, port: Int = 210,
        database: String = "Default", syntax: Syntax = .usmarc, elementSet: String? = "F", charset: String = "auto",
        queryCharset: String = "utf-8", negotiate: Bool = false, credentials: Credentials? = nil,
        enabled: Bool = true, deadline: Duration = .seconds(3), waitsForDeadline: Bool = false, window: Int = 50,
        connections: Int = 8, indexes: [String: String?] = [:], sru: SRU = SRU()
    ) {
        self.id = id
        self.name = name ?? id
        self.access = access
        self.host = host
        self.port = port
        self.database = database
        self.syntax = syntax
        self.elementSet = elementSet
        self.charset = charset
        self.queryCharset = queryCharset
        self.negotiate = negotiate
        self.credentials = credentials
        self.enabled = enabled
        self.deadline = deadline
        self.waitsForDeadline = waitsForDeadline
        self.window = window
        self.connections = connections
        self.indexes = indexes
        self.sru = sru
    }
}
