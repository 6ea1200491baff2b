import FederatedQuery
import Testing

@testable import SRUGateway

@Suite struct AssociationTests {
    typealias Script = AssociationScript

    @Test(arguments: Script.all)
    func plays(_ script: Script) {
        var association = Association(Script.environment)
        for step in script.steps {
            let actions = association.handle(step.event)
            #expect(actions.map(\.summary) == step.actions, "\(script.sentence): after \(step.event.summary)")
        }
    }

    @Test func `asks for no more records than a response may hold, whatever the client wants`() throws {
        var association = Association(Script.environment)
        _ = association.handle(.request(Script.initialise()))
        let actions = association.handle(.request(Script.search("fish", small: .max, large: .max, medium: .max)))
        #expect(actions.map(\.summary) == ["ask alliance 1+5"])
    }

    @Test func `tells how each member did, in version 3 alone`() throws {
        let members = [
            Canned.report("nctc", hits: 7), Canned.report("swpu", hits: nil, .failed(.timedOut(.search))),
            Canned.report("lib3", hits: nil, .notAsked(why: "no index dc.title")),
        ]
        for (versions, expected) in [(Set([1, 2, 3]), 3), (Set([1, 2]), 0)] {
            var association = Association(Script.environment)
            _ = association.handle(.request(Script.initialise(versions: versions)))
            _ = association.handle(.request(Script.search("fish")))
            let actions = association.handle(.answered(.success(Canned.page(hits: 7, count: 0, members: members))))
            guard case .send(.searched(let response))? = actions.first else {
                Issue.record("no response")
                return
            }
            #expect(response.resultCount == 7)
            #expect(response.members.count == expected)
            guard expected > 0 else { continue }
            #expect(response.members.map(\.count) == [7, nil, nil])
            #expect(
                response.members.map(\.trouble) == [
                    nil, "it did not answer in time (search)", "not asked: no index dc.title",
                ])
        }
    }

    @Test func `agrees on no more than it can do`() throws {
        var association = Association(Script.environment)
        let pdu = InitPDU(
            reference: [7], versions: [3], options: [.search, .present, .negotiation, .namedResultSets],
            preferredMessageSize: .max, maximumRecordSize: -1, implementation: nil, proposesUTF8: false)
        guard case .send(.initialised(let response))? = association.handle(.request(.initialise(pdu))).first else {
            Issue.record("no response")
            return
        }
        #expect(response.reference == [7])
        #expect(response.versions == [3])
        #expect(response.options == [.search, .present, .namedResultSets])
        #expect(response.preferredMessageSize == 10_000)
        #expect(response.maximumRecordSize == 10_000)
        #expect(!response.selectsUTF8)
    }
}

extension Association.Event {
    var summary: String {
        switch self {
        case .request(let request): String("\(request)".prefix(40))
        case .garbage(let problem): "garbage \(problem)"
        case .answered: "an answer"
        case .idle: "idleness"
        case .shutdown: "shutdown"
        }
    }
}

extension Association.Action {
    /// The action in a few words, as the scripts have it.
    var summary: String {
        switch self {
        case .ask(let request): "ask \(request.whichSet)\(request.database) \(request.start)+\(request.count)"
        case .disconnect: "disconnect"
        case .send(let response): response.summary
        }
    }
}

extension FederatedQuery.SearchRequest {
    /// `set s1 of `, when it asks for a set that there is.
    fileprivate var whichSet: String {
        guard case .clause(let clause) = query.root, clause.index.description == "cql.resultsetid" else { return "" }
        return "set \(clause.term) of "
    }
}

extension Z3950Response {
    fileprivate var summary: String {
        switch self {
        case .initialised(let response): "init \(response.isAccepted)"
        case .searched(let response):
            "hits \(response.resultCount.map(String.init) ?? "none") next \(response.nextPosition)"
                + (response.records.map { " " + $0.summary } ?? "")
        case .presented(let response): "next \(response.nextPosition) \(response.records.summary)"
        case .deleted(let response): "deleted \(response.statuses?.map(\.existed).description ?? "all")"
        case .scanRefused(_, let diagnostic): "scan \(diagnostic.condition.rawValue)"
        case .sortRefused(_, let diagnostic): "sort \(diagnostic.condition.rawValue)"
        case .close(_, let reason, _): "close \(reason)"
        }
    }
}

extension ResponseRecords {
    fileprivate var summary: String {
        switch self {
        case .diagnostic(let diagnostic): "diagnostic \(diagnostic.condition.rawValue) \(diagnostic.addInfo ?? "")"
        case .records(let records, let completeness):
            "\(completeness) \(records.map(\.summary).joined(separator: ", "))"
        }
    }
}

extension ResponseRecord {
    fileprivate var summary: String {
        switch content {
        case .octets(let octets, let format): format.shows(title(in: octets, format))
        case .surrogate(let diagnostic): "surrogate \(diagnostic.condition.rawValue)"
        }
    }
}

extension RecordFormat {
    fileprivate func shows(_ title: String) -> String {
        switch self {
        case .marc21: title
        case .marcXML: "MARCXML \(title)"
        case .dublinCore: "DC \(title)"
        case .text: "text \(title)"
        }
    }
}

/// The title that a record in this format has: `title 3` and the like.
private func title(in octets: [UInt8], _ format: RecordFormat) -> String {
    let text = String(decoding: octets, as: UTF8.self)
    let (before, after): (String, Character) =
        switch format {
        case .marc21: ("10\u{1F}a", "\u{1E}")
        case .marcXML: ("<subfield code=\"a\">", "<")
        case .dublinCore: ("title>", "<")
        case .text: ("Title: ", "\n")
        }
    // The title is the one element that ends in a number after a blank.
    let parts = text.split(separator: before, omittingEmptySubsequences: false).dropFirst()
        .map { $0.prefix { $0 != after } }
    return parts.first { $0.last?.isNumber == true && $0.contains(" ") }.map(String.init) ?? text
}
