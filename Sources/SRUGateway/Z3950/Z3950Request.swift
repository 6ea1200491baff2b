/// A request of a Z39.50 client, read (Z39.50-2003, 4: the APDUs that an origin sends).
enum Z3950Request: Hashable, Sendable {
    case initialise(InitPDU)
    case search(SearchPDU)
    case present(PresentPDU)
    case deleteResultSets(DeletePDU)
    case scan(reference: Reference?)
    case sort(reference: Reference?)
    case close(reference: Reference?)
    /// An APDU that no client may send us: its number in the ASN.1 CHOICE of libyaz.
    case unexpected(Int)

    /// What the client put into its request to know the response by; it is sent back as it came.
    typealias Reference = [UInt8]
}

/// Init (3.2.1).
struct InitPDU: Hashable, Sendable {
    /// Bits of `protocolVersion` and `options`.
    ///
    /// The numbers are those of the ASN.1.
    enum Option: Int, CaseIterable, Hashable, Sendable {
        case search = 0
        case present = 1
        case deleteResultSets = 2
        case namedResultSets = 14
        case negotiation = 17
        case queryType104 = 19
    }

    var reference: Z3950Request.Reference?
    /// The versions that the client speaks: 1, 2, 3.
    var versions: Set<Int>
    /// Those of its options that we know.
    var options: Set<Option>
    /// The client's limits in octets, as it gave them.
    var preferredMessageSize: Int
    var maximumRecordSize: Int
    /// What the client calls itself, for the log.
    var implementation: String?
    /// Whether it proposes UTF-8 in character set negotiation (1.2.840.10003.15.3).
    var proposesUTF8 = false
}

/// Search (3.2.2).
struct SearchPDU: Hashable, Sendable {
    enum Query: Hashable, Sendable {
        case rpn(RPNQuery)
        case cql(String)
        /// A query of another type than 1, 101 and CQL in 104.
        case unsupported
    }

    var reference: Z3950Request.Reference?
    /// Result sets up to this size come whole with the response.
    var smallSetUpperBound: Int
    /// Of result sets from this size on, no record comes with the response.
    var largeSetLowerBound: Int
    /// How many records of a set between the two come with the response.
    var mediumSetPresentNumber: Int
    /// Whether an existing set of the same name may be replaced.
    var replaces: Bool
    var resultSet: String
    var databases: [String]
    var smallSetElementSet: String?
    var mediumSetElementSet: String?
    /// The record syntax, as a dotted object identifier.
    var syntax: String?
    var query: Query
}

/// Present (3.2.3).
struct PresentPDU: Hashable, Sendable {
    /// Records from a position, 1-based.
    struct Range: Hashable, Sendable {
        var start: Int
        var count: Int
    }

    var reference: Z3950Request.Reference?
    var resultSet: String
    /// The first range and the additional ones, in the client's order.
    var ranges: [Range]
    var elementSet: String?
    /// The schema of a composition specification: a URI or a dotted object identifier.
    var schema: String?
    /// The record syntax, as a dotted object identifier.
    var syntax: String?
}

/// Delete (3.2.4).
struct DeletePDU: Hashable, Sendable {
    var reference: Z3950Request.Reference?
    /// The sets to delete; `nil` for all.
    var resultSets: [String]?
}
