import FederatedQuery
import Testing

@testable import SRUGateway

@Suite struct QueryRPNTests {
    static func query(_ pqf: String) -> Result<Query, Bib1Diagnostic> {
        guard let rpn = rpn(pqf: pqf) else { return .failure(Bib1Diagnostic(.malformedQuery, "the test's own")) }
        do throws(Bib1Diagnostic) {
            return .success(
                try Query(rpn) { (name) throws(Bib1Diagnostic) in
                    guard name == "A" else { throw Bib1Diagnostic(.illegalResultSetName, name) }
                    return .clause(SearchClause(term: "set A"))
                })
        } catch {
            return .failure(error)
        }
    }

    /// A query in YAZ's prefix format, and the one clause that it becomes.
    static let clauses: [(String, String)] = [
        ("fish", "cql.anywhere = fish"),
        ("@attr 1=1016 fish", "cql.anywhere = fish"),
        ("@attr 1=4 fish", "dc.title = fish"),
        ("@attr 1=1003 fish", "dc.creator = fish"),
        ("@attr 1=21 fish", "dc.subject = fish"),
        ("@attr 1=7 @attr 5=1 0306406152", "bath.isbn = 0306406152*"),
        ("@attr 1=8 1234-5679", "bath.issn = 1234-5679"),
        ("@attr 1=12 x1", "rec.id = x1"),
        ("@attr 1=title fish", "dc.title = fish"),
        ("@attr 1=dc.title fish", "dc.title = fish"),
        ("@attr 1=4 红楼梦", "dc.title = 红楼梦"),
        ("@attr 1=4 \"fish and frog\"", "dc.title = fish and frog"),
        ("@attr 1=4 @attr 4=1 \"fish and frog\"", "dc.title adj fish and frog"),
        ("@attr 1=4 @attr 4=1 fish", "dc.title = fish"),
        ("@attr 1=4 @attr 4=6 \"fish and frog\"", "dc.title all fish and frog"),
        ("@attr 1=4 @attr 4=105 \"fish frog\"", "dc.title all fish frog"),
        ("@attr 1=4 @attr 4=2 fish", "dc.title = fish"),
        ("@attr 1=4 @attr 5=1 fi", "dc.title = fi*"),
        ("@attr 1=4 @attr 5=2 sh", "dc.title = *sh"),
        ("@attr 1=4 @attr 5=3 is", "dc.title = *is*"),
        ("@attr 1=4 @attr 5=100 fish", "dc.title = fish"),
        ("@attr 1=4 @attr 5=101 f#sh", "dc.title = f*sh"),
        ("@attr 1=4 @attr 5=104 \"f#sh fro?2\"", "dc.title = f?sh fro*"),
        ("@attr 1=4 @attr 4=6 @attr 5=1 \"fi fro\"", "dc.title all fi* fro*"),
        ("@attr 1=4 @attr 4=1 @attr 5=1 \"fish fro\"", "dc.title adj fish fro*"),
        ("@attr 1=4 @attr 3=1 @attr 4=1 \"fish frog\"", "dc.title adj ^fish frog"),
        ("@attr 1=4 @attr 3=3 fish", "dc.title = fish"),
        ("@attr 1=4 @attr 3=1 @attr 6=3 @attr 4=1 \"fish frog\"", "dc.title == fish frog"),
        ("@attr 1=16 @attr 2=3 @attr 3=1 @attr 4=1 @attr 5=1 @attr 6=1 QA76", "bath.callnumber = ^QA76*"),
        ("@attr 1=31 @attr 2=1 1990", "dc.date < 1990"),
        ("@attr 1=31 @attr 2=2 1990", "dc.date <= 1990"),
        ("@attr 1=31 @attr 2=3 1990", "dc.date = 1990"),
        ("@attr 1=31 @attr 2=4 1990", "dc.date >= 1990"),
        ("@attr 1=31 @attr 2=5 1990", "dc.date > 1990"),
        ("@attr 1=31 @attr 2=6 1990", "dc.date <> 1990"),
        ("@attr 1=31 @attr 2=104 \"1990 1999\"", "dc.date within 1990 1999"),
        ("@attr 1=31 @attr 4=4 @term numeric 1990", "dc.date = 1990"),
        ("@attr 1=4 @attr 2=102 fish", "dc.title = fish"),
        ("@attr 1=_ALLRECORDS @attr 2=103 \"\"", "cql.allrecords = 1"),
        ("@attr 1=4 \"what*ever?\"", #"dc.title = what\*ever\?"#),
        (#"@attr 1=4 "a^b \"c\" d\\e""#, #"dc.title = a\^b \"c\" d\\e"#),
        ("@attrset bib-1 @attr 1=4 fish", "dc.title = fish"),
        ("@attr bib-1 1=4 fish", "dc.title = fish"),
        ("@set A", "cql.serverchoice = set A"),
    ]

    @Test(arguments: clauses)
    func `reads a term and its attributes as a clause`(pqf: String, clause: String) throws {
        #expect(try Self.query(pqf).get().root.description == clause)
    }

    @Test(
        arguments: [
            ("@and fish frog", "(cql.anywhere = fish and cql.anywhere = frog)"),
            ("@or fish @not frog toad", "(cql.anywhere = fish or (cql.anywhere = frog not cql.anywhere = toad))"),
            ("@and @set A fish", "(cql.serverchoice = set A and cql.anywhere = fish)"),
        ] as [(String, String)])
    func `keeps operators and their order`(pqf: String, query: String) throws {
        #expect(try Self.query(pqf).get().root.description == query)
    }

    /// A query, the diagnostic for it, and what the diagnostic names.
    static let refused: [(String, Bib1Diagnostic.Condition, String?)] = [
        ("@attr 1=nonsense fish", .unsupportedUse, "nonsense"),
        ("@attr 1=9999 fish", .unsupportedUse, "9999"),
        ("@attr 1=4 @attr 2=100 fish", .unsupportedRelation, "100"),
        ("@attr 1=4 @attr 2=103 fish", .unsupportedRelation, "103 with use 4"),
        ("@attr 1=4 @attr 3=2 fish", .unsupportedPosition, "2"),
        ("@attr 1=4 @attr 4=104 fish", .unsupportedStructure, "104"),
        ("@attr 1=4 @attr 5=102 fish", .unsupportedTruncation, "102"),
        ("@attr 1=4 @attr 6=2 fish", .unsupportedCompleteness, "2"),
        ("@attr 1=4 @attr 5=right fish", .unsupportedTruncation, "right"),
        ("@attr 1=4 @attr 7=1 fish", .unsupportedAttributeType, "7"),
        ("@attrset gils @attr 1=4 fish", .unsupportedAttributeSet, "1.2.840.10003.3.5"),
        ("@attr gils 1=4 fish", .unsupportedAttributeSet, "1.2.840.10003.3.5"),
        ("@attr 1=4 \" \"", .malformedTerm, "the term is empty"),
        ("@prox 0 1 1 2 k 2 fish frog", .unsupportedOperator, "prox"),
        ("@set B", .illegalResultSetName, "B"),
        ("@and @set B fish", .illegalResultSetName, "B"),
        (Array(repeating: "@or x", count: 64).joined(separator: " ") + " x", .tooManyOperators, "64"),
    ]

    @Test(arguments: refused)
    func `refuses what we don't carry out, and names it`(
        pqf: String, condition: Bib1Diagnostic.Condition, addInfo: String?
    ) {
        #expect(Self.query(pqf) == .failure(Bib1Diagnostic(condition, addInfo)))
    }

    @Test func `refuses two uses of one term, which the prefix format can't even say`() {
        let attributes = [4, 7].map { RPNAttribute(set: nil, type: 1, value: .number($0)) }
        #expect(throws: Bib1Diagnostic(.unsupportedAttributeCombination, "two attributes of type 1")) {
            try Bib1Attributes(attributes, defaultSet: Bib1Attributes.setIdentifier)
        }
    }

    @Test func `carries out as many clauses as CQL may have`() throws {
        let pqf = Array(repeating: "@or x", count: 63).joined(separator: " ") + " x"
        #expect(throws: Never.self) { try Self.query(pqf).get() }
    }
}

extension Query.Node {
    var description: String {
        switch self {
        case .clause(let clause): "\(clause.index) \(clause.relation.base.rawValue) \(clause.term)"
        case .boolean(let kind, let left, let right): "(\(left.description) \(kind) \(right.description))"
        }
    }
}
