import FederatedQuery
import Testing

@testable import SRUGateway

struct DiagnosticTests {
    @Test(
        arguments: [
            (.query(QueryError(.syntax, offset: 7, message: "a")), 10, "at byte 7"),
            (.query(QueryError(.syntax, message: "a")), 10, nil),
            (.query(QueryError(.tooLong(limit: 4096), message: "a")), 12, "4096"),
            (.query(QueryError(.tooComplex(limit: 64), message: "a")), 38, "64"),
            (.query(QueryError(.unknownContextSet("zz"), message: "a")), 15, "zz"),
            (.query(QueryError(.unknownIndex("dc.zz"), message: "a")), 16, "dc.zz"),
            (.query(QueryError(.unknownRelation("zz"), message: "a")), 19, "zz"),
            (.query(QueryError(.unknownModifier("zz"), message: "a")), 20, "zz"),
            (.query(QueryError(.unsupportedRelation("dc.title <"), message: "a")), 22, "dc.title <"),
            (.query(QueryError(.emptyTerm, message: "a")), 27, nil),
            (.query(QueryError(.unsupportedBoolean("prox"), message: "a")), 37, "prox"),
            (.query(QueryError(.unsupportedBooleanModifier("zz"), message: "a")), 46, "zz"),
            (.query(QueryError(.unknownResultSet("s1"), message: "a")), 51, "s1"),
            (.unknownDatabase("nowhere"), 235, "nowhere"),
            (.outOfRange(HitCount(value: 3, precision: .exact)), 61, nil),
            (.nobodyAnswered([]), 2, nil), (.shuttingDown, 2, nil),
            (
                .nobodyAnswered([
                    Canned.report("a", hits: nil, .failed(.refused(bib1: 114))),
                    Canned.report("b", hits: nil, .notAsked(why: "no index")),
                ]), 16, nil
            ),
            (.nobodyAnswered([Canned.report("a", hits: nil, .failed(.refused(bib1: 108)))]), 47, nil),
            (.nobodyAnswered([Canned.report("a", hits: nil, .notAsked(why: "it is switched off"))]), 47, nil),
            (
                .nobodyAnswered([
                    Canned.report("a", hits: nil, .failed(.refused(bib1: 114))),
                    Canned.report("b", hits: nil, .failed(.unreachable)),
                ]), 2, nil
            ),
        ] as [(SearchError, Int, String?)])
    func `every error has its number and details`(error: SearchError, number: Int, details: String?) {
        let diagnostic = Diagnostic(error)
        #expect(diagnostic.number == number)
        #expect(diagnostic.details == details)
        #expect(diagnostic.uri == "info:srw/diagnostic/1/\(number)")
    }

    @Test func `says what happened behind the list's own wording`() {
        #expect(Diagnostic(6, details: "startRecord").message == "Unsupported parameter value")
        #expect(Diagnostic(16, explanation: "no such index").message == "Unsupported index: no such index")
    }
}
