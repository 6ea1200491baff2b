import FederatedQuery
import Testing

@testable import SRUGateway

/// What happens to an association, step by step, and what it does.
struct AssociationScript: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        let event: Association.Event
        let actions: [String]

        init(_ event: Association.Event, _ actions: [String]) {
            self.event = event
            self.actions = actions
        }
    }

    let sentence: String
    let steps: [Step]

    var testDescription: String { sentence }

    init(_ sentence: String, _ steps: [(Association.Event, [String])]) {
        self.sentence = sentence
        self.steps = steps.map { Step($0, $1) }
    }

    /// Small limits, so that a script reaches them.
    static let environment = Association.Environment(
        implementationName: "Alliance Gateway", implementationVersion: "1",
        parseCQL: { (text) throws(QueryError) in
            guard text != "(" else { throw QueryError(.syntax, message: "a bracket is not closed") }
            return Query(root: .clause(SearchClause(term: text)))
        },
        limits: .init(resultSets: 2, databases: 3, records: 5, messageSize: 10_000))

    static func initialise(versions: Set<Int> = [1, 2, 3], message: Int = 0, record: Int = 0) -> Z3950Request {
        .initialise(
            InitPDU(
                versions: versions, options: [.search, .present], preferredMessageSize: message,
                maximumRecordSize: record))
    }

    static func search(
        _ term: String, set: String = "default", databases: [String] = ["alliance"], small: Int = 0, large: Int = 1,
        medium: Int = 0, replaces: Bool = true, syntax: String? = nil
    ) -> Z3950Request {
        search(
            .rpn(
                RPNQuery(
                    attributeSet: Bib1Attributes.setIdentifier, root: .operand(.term([], .octets(Array(term.utf8)))))),
            set: set, databases: databases, small: small, large: large, medium: medium, replaces: replaces,
            syntax: syntax)
    }

    static func search(
        _ query: SearchPDU.Query, set: String = "default", databases: [String] = ["alliance"], small: Int = 0,
        large: Int = 1, medium: Int = 0, replaces: Bool = true, syntax: String? = nil
    ) -> Z3950Request {
        .search(
            SearchPDU(
                smallSetUpperBound: small, largeSetLowerBound: large, mediumSetPresentNumber: medium,
                replaces: replaces, resultSet: set, databases: databases, syntax: syntax, query: query))
    }

    static func present(
        _ ranges: [(Int, Int)], set: String = "default", elementSet: String? = nil, syntax: String? = nil
    ) -> Z3950Request {
        .present(
            PresentPDU(
                resultSet: set, ranges: ranges.map { .init(start: $0, count: $1) }, elementSet: elementSet,
                syntax: syntax))
    }

    static func operand(set: String) -> SearchPDU.Query {
        .rpn(RPNQuery(attributeSet: Bib1Attributes.setIdentifier, root: .operand(.resultSet(set))))
    }

    static func answer(_ page: Page) -> Association.Event { .answered(.success(page)) }

    static let hello: (Association.Event, [String]) = (.request(initialise()), ["init true"])

    /// Init, and a search that finds 7.
    static let opened: [(Association.Event, [String])] = [
        hello, (.request(search("fish")), ["ask alliance 1+0"]),
        (answer(Canned.page(hits: 7, count: 0)), ["hits 7 next 1"]),
    ]
}
