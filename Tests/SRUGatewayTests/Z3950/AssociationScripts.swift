import FederatedQuery

@testable import SRUGateway

extension AssociationScript {
    static let all: [AssociationScript] = sessions + searches + presents

    private static let sessions: [AssociationScript] = [
        .init(
            "a client comes and goes", [hello, (.request(.close(reference: nil)), ["close finished", "disconnect"])]),
        .init(
            "a client of version 2 is not told Close",
            [
                (.request(initialise(versions: [1, 2])), ["init true"]), (.idle, ["disconnect"]),
            ]),
        .init(
            "a client of no known version is turned away",
            [(.request(initialise(versions: [])), ["init false", "disconnect"])]),
        .init("nothing goes before Init", [(.request(search("fish")), ["close protocolError", "disconnect"])]),
        .init("Init comes once", [hello, (.request(initialise()), ["close protocolError", "disconnect"])]),
        .init("garbage ends it", [hello, (.garbage(.notAnAPDU), ["close protocolError", "disconnect"])]),
        .init(
            "after the end there is nothing",
            [hello, (.idle, ["close lackOfActivity", "disconnect"]), (.request(search("fish")), []), (.shutdown, [])]),
        .init("shutdown says so", [hello, (.shutdown, ["close shutdown", "disconnect"])]),
        .init(
            "what only a server sends ends it",
            [hello, (.request(.unexpected(6)), ["close protocolError", "disconnect"])]),
        .init(
            "Scan and Sort are refused, and the association goes on",
            [
                hello, (.request(.scan(reference: nil)), ["scan 1025"]),
                (.request(.sort(reference: nil)), ["sort 1025"]),
                (.request(search("fish")), ["ask alliance 1+0"]),
            ]),
        .init("an answer nobody waits for is dropped", [hello, (answer(Canned.page(hits: 1, count: 1)), [])]),
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
                (answer(Canned.page(hits: 3, count: 3)), ["hits 3 next 0 complete title 1, title 2, title 3"]),
            ]),
        .init(
            "of a medium set come as many as were asked for",
            [
                hello, (.request(search("fish", small: 3, large: 9, medium: 2)), ["ask alliance 1+3"]),
                (answer(Canned.page(hits: 4, count: 3)), ["hits 4 next 3 complete title 1, title 2"]),
            ]),
        .init(
            "of a large set comes nothing",
            [
                hello, (.request(search("fish", small: 3, large: 9, medium: 2)), ["ask alliance 1+3"]),
                (answer(Canned.page(hits: 9, count: 3)), ["hits 9 next 1"]),
            ]),
        .init(
            "a record syntax we don't have spoils the records, not the search",
            [
                hello, (.request(search("fish", small: 3, syntax: "1.2.840.10003.5.1")), ["ask alliance 1+3"]),
                (answer(Canned.page(hits: 1, count: 1)), ["hits 1 next 1 diagnostic 239 1.2.840.10003.5.1"]),
                (.request(present([(1, 1)])), ["ask set s1 of alliance 1+1"]),
            ]),
        .init(
            "no hits is an answer",
            [
                hello, (.request(search("fish", small: 3)), ["ask alliance 1+3"]),
                (answer(Canned.page(hits: 0, count: 3)), ["hits 0 next 0"]),
                (.request(present([(1, 1)])), ["next 0 diagnostic 13 the result set has 0 records"]),
            ]),
        .init(
            "no answer is not no hits",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (
                    .answered(
                        .failure(
                            .nobodyAnswered([
                                Canned.report("nctc", hits: nil, .failed(.unreachable)),
                                Canned.report("swpu", hits: nil, .notAsked(why: "no index dc.title")),
                            ]))),
                    [
                        "hits none next 0 diagnostic 2 no member answered: nctc: it could not be reached; "
                            + "swpu: not asked: no index dc.title"
                    ]
                ),
                (.request(present([(1, 1)])), ["next 0 diagnostic 30 default"]),
            ]),
        .init(
            "a search that no member can do is refused as such",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (
                    .answered(.failure(.nobodyAnswered([Canned.report("nctc", hits: nil, .notAsked(why: "no fish"))]))),
                    ["hits none next 0 diagnostic 3 no member answered: nctc: not asked: no fish"]
                ),
            ]),
        .init(
            "a database of no members is not available",
            [
                hello, (.request(search("fish")), ["ask alliance 1+0"]),
                (
                    .answered(.failure(.nobodyAnswered([]))),
                    ["hits none next 0 diagnostic 109 the database has no members"]
                ),
            ]),
        .init(
            "a query that nobody could carry out is not asked",
            [
                hello,
                (
                    .request(search("…")),
                    ["hits none next 0 diagnostic 125 the term for cql.anywhere has no word in it"]
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
                hello, (.request(search(.cql("fish"))), ["ask alliance 1+0"]),
                (answer(Canned.page(hits: 2, count: 0)), ["hits 2 next 1"]),
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
                (.request(search("frog", set: "B")), ["ask alliance 1+0"]),
                (answer(Canned.page(hits: 1, count: 0)), ["hits 1 next 1"]),
                (.request(search("toad", set: "C")), ["hits none next 0 diagnostic 112 2"]),
                (.request(search("toad", set: "B")), ["ask alliance 1+0"]),
                (answer(Canned.page(hits: 3, count: 0)), ["hits 3 next 1"]),
                (.request(.deleteResultSets(.init(resultSets: ["B", "X"]))), ["deleted [true, false]"]),
                (.request(search("toad", set: "C")), ["ask alliance 1+0"]),
                (answer(Canned.page(hits: 3, count: 0)), ["hits 3 next 1"]),
                (.request(.deleteResultSets(.init(resultSets: nil))), ["deleted all"]),
                (.request(present([(1, 1)], set: "C")), ["next 0 diagnostic 30 C"]),
            ]),
        .init(
            "a result set is an operand in its own database",
            opened + [
                (.request(search(operand(set: "default"), set: "B")), ["ask alliance 1+0"]),
                (answer(Canned.page(hits: 1, count: 0)), ["hits 1 next 1"]),
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
}
