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
        encoder: titleEncoder,
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
        hello, (.request(search("fish")), ["ask alliance 1+0"]), (answer(page(hits: 7, count: 0)), ["hits 7 next 1"]),
    ]
}

extension AssociationScript {
    static let all: [AssociationScript] = sessions + searches + presents

    private static let sessions: [AssociationScript] = [
        .init("a client comes and goes", [hello, (.request(.close(reference: nil)), ["close finished", "disconnect"])]),
        .init(
            "a client of version 2 is not told Close",
            [
                (.request(initialise(versions: [1, 2])), ["init true"]), (.idle, ["disconnect"]),
            ]),
        .init("a client of no known version is turned away", [(.request(initialise(versions: [])), ["init false", "disconnect"])]),
        .init("nothing goes before Init", [(.request(search("fish")), ["close protocolError", "disconnect"])]),
        .init("Init comes once", [hello, (.request(initialise()), ["close protocolError", "disconnect"])]),
        .init("garbage ends it", [hello, (.garbage(.notAnAPDU), ["close protocolError", "disconnect"])]),
        .init(
            "after the end there is nothing",
            [hello, (.idle, ["close lackOfActivity", "disconnect"]), (.request(search("fish")), []), (.shutdown, [])]),
        .init("shutdown says so", [hello, (.shutdown, ["close shutdown", "disconnect"])]),
        .init("what only a server sends ends it", [hello, (.request(.unexpected(6)), ["close protocolError", "disconnect"])]),
        .init(
            "Scan and Sort are refused, and the association goes on",
            [
                hello, (.request(.scan(reference: nil)), ["scan 1025"]), (.request(.sort(reference: nil)), ["sort 1025"]),
                (.request(search("fish")), ["ask alliance 1+0"]),
            ]),
        .init("an answer nobody waits for is dropped", [hello, (answer(page(hits: 1, count: 1)), [])]),
    ]

    private static let searches: [AssociationScript] = [
        .init("a search says how many", opened),
        .init(
            "several databases are one search",
            [hello, (.request(search("fish", databases: ["nctc", "swpu"])), ["ask nctc+swpu 1+0"])]),
        .init(
            "too many databases are refused",
            [
                hello,
                (
                    .request(search("fish", databases: ["a", "b", "c", "d"])),
                    ["hits none next 0 diagnostic 111 3"]
                ),
            ]),
        .init(
            "a small set comes whole with the search",
            [
                hello, (.request(search("fish", small: 3, large: 9, medium: 2)), ["ask alliance 1+3"]),
                (answer(page(hits: 3, count: 3)), ["hits 3 next 0 complete title 1, title 2, title 3"]),
            ]),
        .init(
            "of a medium set come as many as were asked for",
            [
                hello, (.request(search("fish", small: 3, large: 9, medium: 2)), ["ask alliance 1+3"]),
                (answer(page(hits: 4, count: 3)), ["hits 4 next 3 complete title 1, title 2"]),
            ]),
        .init(
            "of a large set comes nothing",
            [
                hello, (.request(search("fish", small: 3, large: 9, medium: 2)), ["ask alliance 1+3"]),
                (answer(page(hits: 9, count: 3)), ["hits 9 next 1"]),
            ]),
        .init(
            "a record syntax we don't have spoils the records, not the search",
            [
                hello, (.request(search("fish", small: 3, syntax: "1.2.840.10003.5.1")), ["ask alliance 1+3"]),
                (answer(page(hits: 1, count: 1)), ["hits 1 next 1 diagnostic 239 1.2.840.10003.5.1"]),
                (.request(present([(1, 1)])), ["ask alliance 1+1"]),
            ]),
        .init(
            "no hits is an answer",
            [
                hello, (.request(search("fish", small: 3)), ["ask alliance 1+3"]),
                (answer(page(hits: 0, count: 3)), ["hits 0 next 0"]),
                (.request(present([(1, 1)])), ["next 0 diagnostic 13 the result set has 0 records"]),
            ]),
        .init(
            "no answer is not no hits",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (
                    answer(
                        page(
                            hits: 0, count: 0,
                            members: [
                                report("nctc", hits: nil, .failed(.unreachable)),
                                report("swpu", hits: nil, .notAsked(why: "no index dc.title")),
                            ])),
                    [
                        "hits none next 0 diagnostic 2 no member answered: nctc failed: no connection; "
                            + "swpu not asked: no index dc.title"
                    ]
                ),
                (.request(present([(1, 1)])), ["next 0 diagnostic 30 default"]),
            ]),
        .init(
            "a search that no member can do is refused as such",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (
                    answer(page(hits: 0, count: 0, members: [report("nctc", hits: nil, .notAsked(why: "no fish"))])),
                    ["hits none next 0 diagnostic 3 no member answered: nctc not asked: no fish"]
                ),
            ]),
        .init(
            "an error of the engine's is a diagnostic",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (.answered(.failure(.unknownDatabase("alliance"))), ["hits none next 0 diagnostic 109 alliance"]),
            ]),
        .init(
            "CQL is parsed, and its errors told",
            [
                hello, (.request(search(.cql("fish"))), ["ask alliance 1+0"]), (answer(page(hits: 2, count: 0)), ["hits 2 next 1"]),
                (.request(search(.cql("("))), ["hits none next 0 diagnostic 108 a bracket is not closed"]),
            ]),
        .init(
            "a query of another type is refused",
            [hello, (.request(search(.unsupported)), ["hits none next 0 diagnostic 107 "])]),
        .init(
            "a set is not replaced against the client's wish",
            opened + [
                (.request(search("frog", replaces: false)), ["hits none next 0 diagnostic 21 default"]),
                (.request(search("frog", set: "B", replaces: false)), ["ask alliance 1+0"]),
            ]),
        .init(
            "there are no more sets than the limit",
            opened + [
                (.request(search("frog", set: "B")), ["ask alliance 1+0"]), (answer(page(hits: 1, count: 0)), ["hits 1 next 1"]),
                (.request(search("toad", set: "C")), ["hits none next 0 diagnostic 112 2"]),
                (.request(search("toad", set: "B")), ["ask alliance 1+0"]), (answer(page(hits: 3, count: 0)), ["hits 3 next 1"]),
                (.request(.deleteResultSets(.init(resultSets: ["B", "X"]))), ["deleted [true, false]"]),
                (.request(search("toad", set: "C")), ["ask alliance 1+0"]), (answer(page(hits: 3, count: 0)), ["hits 3 next 1"]),
                (.request(.deleteResultSets(.init(resultSets: nil))), ["deleted all"]),
                (.request(present([(1, 1)], set: "C")), ["next 0 diagnostic 30 C"]),
            ]),
        .init(
            "a result set is an operand in its own database",
            opened + [
                (.request(search(operand(set: "default"), set: "B")), ["ask alliance 1+0"]),
                (answer(page(hits: 1, count: 0)), ["hits 1 next 1"]),
                (
                    .request(search(operand(set: "default"), set: "B", databases: ["nctc"])),
                    ["hits none next 0 diagnostic 23 result set default is of alliance"]
                ),
                (
                    .request(search(operand(set: "X"), set: "B")),
                    ["hits none next 0 diagnostic 128 X"]
                ),
            ]),
    ]

    private static let presents: [AssociationScript] = [
        .init(
            "records are shown from where they are wanted",
            opened + [
                (.request(present([(3, 2)])), ["ask alliance 3+2"]),
                (answer(page(hits: 7, start: 3, count: 2)), ["next 5 complete title 3, title 4"]),
                (.request(present([(7, 1)], elementSet: "b")), ["ask alliance 7+1"]),
                (answer(page(hits: 7, start: 7, count: 1)), ["next 0 complete title 7"]),
            ]),
        .init(
            "several ranges are one response",
            opened + [
                (.request(present([(6, 1), (1, 2)])), ["ask alliance 6+1"]),
                (answer(page(hits: 7, start: 6, count: 1)), ["ask alliance 1+2"]),
                (answer(page(hits: 7, start: 1, count: 2)), ["next 3 complete title 6, title 1, title 2"]),
            ]),
        .init(
            "what is not there is refused",
            opened
                + [(8, 1), (7, 2), (0, 1), (-1, 1), (1, -1), (1, .max), (.max, .max), (.min, 1)].map { range in
                    (.request(present([range])), ["next 0 diagnostic 13 the result set has 7 records"])
                }),
        .init("no record is a possible wish", opened + [(.request(present([(1, 0)])), ["next 1 complete "])]),
        .init(
            "a response ends at the limit",
            opened + [
                (.request(present([(1, 7)])), ["ask alliance 1+5"]),
                (
                    answer(page(hits: 7, count: 5)),
                    ["next 6 limited title 1, title 2, title 3, title 4, title 5"]
                ),
            ]),
        .init(
            "a set that has shrunk keeps its count, with diagnostics in the places of what was joined",
            opened + [
                (.request(present([(4, 4)])), ["ask alliance 4+4"]),
                (
                    answer(page(hits: 5, start: 4, count: 4)),
                    ["next 0 complete title 4, title 5, surrogate 1028, surrogate 1028"]
                ),
                (.request(present([(6, 2)])), ["ask alliance 6+2"]),
                (
                    .answered(.failure(.outOfRange(.init(value: 5, precision: .exact)))),
                    ["next 0 complete surrogate 1028, surrogate 1028"]
                ),
            ]),
        .init(
            "an error of the engine's spoils the Present alone",
            opened + [
                (.request(present([(1, 1)])), ["ask alliance 1+1"]),
                (.answered(.failure(.nobodyAnswered([]))), ["next 0 diagnostic 2 no member answered"]),
                (.request(present([(1, 1)])), ["ask alliance 1+1"]),
            ]),
        .init(
            "formats we don't have are refused",
            opened + [
                (.request(present([(1, 1)], syntax: "1.2.840.10003.5.105")), ["next 0 diagnostic 239 1.2.840.10003.5.105"]),
                (.request(present([(1, 1)], elementSet: "mods")), ["next 0 diagnostic 25 mods"]),
            ]),
        .init(
            "XML comes in two schemas",
            opened + [
                (.request(present([(1, 1)], syntax: "1.2.840.10003.5.109.10")), ["ask alliance 1+1"]),
                (answer(page(hits: 7, count: 1)), ["next 2 complete <record>title 1"]),
                (.request(present([(1, 1)], elementSet: "DC", syntax: "1.2.840.10003.5.109.10")), ["ask alliance 1+1"]),
                (answer(page(hits: 7, count: 1)), ["next 2 complete <dc>title 1"]),
            ]),
        .init(
            "a full message ends early",
            [
                (.request(initialise(message: 310)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 5)])), ["ask alliance 1+5"]),
                (answer(page(hits: 7, count: 5)), ["next 4 messageFull title 1, title 2, title 3"]),
            ]),
        .init(
            "a record too large for the client is named, the others come",
            [
                (.request(initialise(message: 1000, record: 100)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 2)])), ["ask alliance 1+2"]),
                (
                    answer(page(hits: 7, count: 2, title: String(repeating: "x", count: 200))),
                    ["next 3 complete surrogate 17, surrogate 17"]
                ),
            ]),
        .init(
            "a record too large for a message comes alone",
            [
                (.request(initialise(message: 200, record: 1000)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 2)])), ["ask alliance 1+2"]),
                (
                    answer(page(hits: 7, count: 2, title: String(repeating: "x", count: 200))),
                    ["next 2 messageFull surrogate 16"]
                ),
                (.request(present([(1, 1)])), ["ask alliance 1+1"]),
                (
                    answer(page(hits: 7, count: 1, title: String(repeating: "x", count: 200))),
                    ["next 2 complete \(String(repeating: "x", count: 200)) 1"]
                ),
            ]),
    ]
}
