import FederatedQuery

@testable import SRUGateway

extension AssociationScript {
    /// Records on their way to the client.
    static let presents: [AssociationScript] = [
        .init(
            "records are shown from where they are wanted",
            opened + [
                (.request(present([(3, 2)])), ["ask set s1 of alliance 3+2"]),
                (answer(Canned.page(hits: 7, start: 3, count: 2)), ["next 5 complete title 3, title 4"]),
                (.request(present([(7, 1)], elementSet: "b")), ["ask set s1 of alliance 7+1"]),
                (answer(Canned.page(hits: 7, start: 7, count: 1)), ["next 0 complete title 7"]),
            ]),
        .init(
            "several ranges are one response",
            opened + [
                (.request(present([(6, 1), (1, 2)])), ["ask set s1 of alliance 6+1"]),
                (answer(Canned.page(hits: 7, start: 6, count: 1)), ["ask set s1 of alliance 1+2"]),
                (answer(Canned.page(hits: 7, start: 1, count: 2)), ["next 3 complete title 6, title 1, title 2"]),
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
                (.request(present([(1, 7)])), ["ask set s1 of alliance 1+5"]),
                (
                    answer(Canned.page(hits: 7, count: 5)),
                    ["next 6 limited title 1, title 2, title 3, title 4, title 5"]
                ),
            ]),
        .init(
            "a set that has shrunk keeps its count, with diagnostics in the places of what was joined",
            opened + [
                (.request(present([(4, 4)])), ["ask set s1 of alliance 4+4"]),
                (
                    answer(Canned.page(hits: 5, start: 4, count: 4)),
                    ["next 0 complete title 4, title 5, surrogate 1028, surrogate 1028"]
                ),
                (.request(present([(6, 2)])), ["ask set s1 of alliance 6+2"]),
                (
                    .answered(.failure(.outOfRange(.init(value: 5, precision: .exact)))),
                    ["next 0 complete surrogate 1028, surrogate 1028"]
                ),
            ]),
        .init(
            "what a library announced and does not send is named in its place",
            opened + [
                (.request(present([(6, 2)])), ["ask set s1 of alliance 6+2"]),
                (
                    .answered(.failure(.outOfRange(.init(value: 9, precision: .estimate)))),
                    ["next 0 complete surrogate 14, surrogate 14"]
                ),
            ]),
        .init(
            "a set that the engine no longer keeps is gone",
            opened + [
                (.request(present([(1, 1)])), ["ask set s1 of alliance 1+1"]),
                (
                    .answered(.failure(.query(QueryError(.unknownResultSet("s1"), message: "gone")))),
                    ["next 0 diagnostic 27 default"]
                ),
                (.request(present([(1, 1)])), ["next 0 diagnostic 30 default"]),
            ]),
        .init(
            "an error of the engine's spoils the Present alone",
            opened + [
                (.request(present([(1, 1)])), ["ask set s1 of alliance 1+1"]),
                (.answered(.failure(.shuttingDown)), ["next 0 diagnostic 2 shutting down"]),
                (.request(present([(1, 1)])), ["ask set s1 of alliance 1+1"]),
            ]),
        .init(
            "formats we don't have are refused",
            opened + [
                (
                    .request(present([(1, 1)], syntax: "1.2.840.10003.5.105")),
                    ["next 0 diagnostic 239 1.2.840.10003.5.105"]
                ),
                (.request(present([(1, 1)], elementSet: "mods")), ["next 0 diagnostic 25 mods"]),
            ]),
        .init(
            "XML comes in two schemas, text in one",
            opened + [
                (.request(present([(1, 1)], syntax: "1.2.840.10003.5.109.10")), ["ask set s1 of alliance 1+1"]),
                (answer(Canned.page(hits: 7, count: 1)), ["next 2 complete MARCXML title 1"]),
                (
                    .request(present([(1, 1)], elementSet: "DC", syntax: "1.2.840.10003.5.109.10")),
                    ["ask set s1 of alliance 1+1"]
                ),
                (answer(Canned.page(hits: 7, count: 1)), ["next 2 complete DC title 1"]),
                (.request(present([(1, 1)], syntax: "1.2.840.10003.5.101")), ["ask set s1 of alliance 1+1"]),
                (answer(Canned.page(hits: 7, count: 1)), ["next 2 complete text title 1"]),
            ]),
        .init(
            "a full message ends early",
            [
                (.request(initialise(message: 1000)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 5)])), ["ask set s1 of alliance 1+5"]),
                (answer(Canned.page(hits: 7, count: 5)), ["next 4 messageFull title 1, title 2, title 3"]),
            ]),
        .init(
            "a record too large for the client is named, the others come",
            [
                (.request(initialise(message: 1000, record: 300)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 2)])), ["ask set s1 of alliance 1+2"]),
                (
                    answer(Canned.page(hits: 7, count: 2, title: String(repeating: "x", count: 200))),
                    ["next 3 complete surrogate 17, surrogate 17"]
                ),
            ]),
        .init(
            "a record too large for a message comes alone",
            [
                (.request(initialise(message: 400, record: 1000)), ["init true"]), opened[1], opened[2],
                (.request(present([(1, 2)])), ["ask set s1 of alliance 1+2"]),
                (
                    answer(Canned.page(hits: 7, count: 2, title: String(repeating: "x", count: 200))),
                    ["next 3 complete surrogate 16, surrogate 16"]
                ),
                (.request(present([(1, 1)])), ["ask set s1 of alliance 1+1"]),
                (
                    answer(Canned.page(hits: 7, count: 1, title: String(repeating: "x", count: 200))),
                    ["next 2 complete \(String(repeating: "x", count: 200)) 1"]
                ),
            ]),
    ]
}
