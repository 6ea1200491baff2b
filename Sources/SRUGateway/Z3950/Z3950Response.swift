/// A response of ours to a Z39.50 client (Z39.50-2003, 4: the APDUs that a target sends).
enum Z3950Response: Hashable, Sendable {
    case initialised(InitResponse)
    case searched(SearchResponse)
    case presented(PresentResponse)
    case deleted(DeleteResponse)
    case scanRefused(reference: Z3950Request.Reference?, Bib1Diagnostic)
    case sortRefused(reference: Z3950Request.Reference?, Bib1Diagnostic)
    case close(reference: Z3950Request.Reference?, CloseReason, String?)

    /// Why an association ends (4, CloseReason).
    enum CloseReason: Int, Hashable, Sendable {
        case finished = 0
        case shutdown = 1
        case systemProblem = 2
        case protocolError = 6
        case lackOfActivity = 7
    }
}

struct InitResponse: Hashable, Sendable {
    var reference: Z3950Request.Reference?
    /// The versions that both sides speak.
    var versions: Set<Int>
    /// What the client asked for and gets.
    var options: Set<InitPDU.Option>
    var preferredMessageSize: Int
    var maximumRecordSize: Int
    /// Whether the association goes on.
    var isAccepted: Bool
    var implementationName: String
    var implementationVersion: String
    /// Whether UTF-8 is agreed upon, for records too.
    var selectsUTF8: Bool
}

struct SearchResponse: Hashable, Sendable {
    /// What one member has to say about the search (user information format SearchResult-1).
    struct MemberReport: Hashable, Sendable {
        var member: String
        /// Its hits; `nil` when it did not say.
        var count: Int?
        /// Why it did not answer; `nil` when it did.
        var trouble: String?
    }

    var reference: Z3950Request.Reference?
    /// `nil` when the search failed.
    var resultCount: Int?
    /// The position after the last record sent, 0 when there is none.
    var nextPosition: Int
    /// `nil` when no records were asked for.
    var records: ResponseRecords?
    /// How each member did.
    var members: [MemberReport] = []
}

struct PresentResponse: Hashable, Sendable {
    var reference: Z3950Request.Reference?
    /// The position after the last record sent, 0 when there is none.
    var nextPosition: Int
    var records: ResponseRecords
}

/// Records, or the diagnostic that stands for all of them.
enum ResponseRecords: Hashable, Sendable {
    /// How much of what was asked for is there (4, PresentStatus).
    enum Completeness: Int, Hashable, Sendable {
        case complete = 0
        /// More would not fit into a message (partial-2).
        case messageFull = 2
        /// We send no more at a time (partial-4).
        case limited = 4
    }

    case records([ResponseRecord], Completeness)
    case diagnostic(Bib1Diagnostic)
}

/// What stands at one position: a record, or the diagnostic in its place.
struct ResponseRecord: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case octets([UInt8], RecordFormat)
        case surrogate(Bib1Diagnostic)
    }

    var database: String
    var content: Content
}

struct DeleteResponse: Hashable, Sendable {
    var reference: Z3950Request.Reference?
    /// For each set named, whether it existed and is gone; `nil` after deleting all.
    var statuses: [Status]?

    struct Status: Hashable, Sendable {
        var resultSet: String
        var existed: Bool
    }
}
