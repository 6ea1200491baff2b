/// A diagnostic of the Bib-1 set: its number, and what it is about.
///
/// Source: Z39.50-2003, appendix 4 DIAG.1, and the maintenance agency's list of later additions.
struct Bib1Diagnostic: Error, Hashable, Sendable {
    /// The object identifier of the diagnostic set.
    static let setIdentifier = "1.2.840.10003.4.1"

    var condition: Condition
    /// What the list asks for with the condition, or a sentence for the reader.
    var addInfo: String?

    init(_ condition: Condition, _ addInfo: String? = nil) {
        self.condition = condition
        self.addInfo = addInfo
    }

    /// The conditions that we report.
    enum Condition: Int, Hashable, Sendable {
        case temporarySystemError = 2
        case unsupportedSearch = 3
        case tooManyOperators = 6
        case tooManyCharacters = 11
        case presentOutOfRange = 13
        case cannotPresentRecord = 14
        case exceedsPreferredMessageSize = 16
        case exceedsMaximumRecordSize = 17
        case resultSetExists = 21
        case combinationOfDatabases = 23
        case invalidElementSet = 25
        case resultSetGone = 27
        case noSuchResultSet = 30
        case unsupportedQueryType = 107
        case malformedQuery = 108
        case databaseUnavailable = 109
        case unsupportedOperator = 110
        case tooManyDatabases = 111
        case tooManyResultSets = 112
        case unsupportedAttributeType = 113
        case unsupportedUse = 114
        case unsupportedRelation = 117
        case unsupportedStructure = 118
        case unsupportedPosition = 119
        case unsupportedTruncation = 120
        case unsupportedAttributeSet = 121
        case unsupportedCompleteness = 122
        case unsupportedAttributeCombination = 123
        case malformedTerm = 125
        case illegalResultSetName = 128
        case unsupportedTermType = 229
        case unsupportedSyntax = 239
        case restrictedResultSetUnsupported = 245
        case unsupportedService = 1025
        case recordDeleted = 1028
        case unsupportedSchema = 1066
    }
}
