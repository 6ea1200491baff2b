import Testing

@testable import SRUGateway

struct SRUParametersTests {
    private func read(_ form: String) -> SRUParameters { read(Array(form.utf8)) }

    private func read(_ form: [UInt8]) -> SRUParameters {
        var parameters = SRUParameters()
        parameters.read(form: form)
        return parameters
    }

    @Test(
        arguments: [
            ("query=a+b", ["query": "a b"]), ("query=a%2Bb%20c", ["query": "a+b c"]),
            ("query=%E5%91%90%e5%96%8a", ["query": "呐喊"]),
            ("query=呐喊", ["query": "呐喊"]), ("a=1&b=2&&", ["a": "1", "b": "2"]), ("a=b=c", ["a": "b=c"]),
            ("%61=1", ["a": "1"]),
            ("a", [:]), ("a=", [:]), ("=b", [:]), ("", [:]), ("x-a=1&x-a=2", ["x-a": "1"]), ("x-a=%zz&b=1", ["b": "1"]),
            ("x-a=%00&b=1", ["b": "1"]),
        ] as [(String, [String: String])])
    func `reads a form`(form: String, expected: [String: String]) {
        let parameters = read(form)
        #expect(parameters.problem == nil)
        for (name, value) in expected { #expect(parameters[name] == value) }
        #expect(Set(parameters.all.map(\.name)) == Set(expected.keys))
    }

    @Test(
        arguments: [
            ("query=%", 6, "query"), ("query=%4", 6, "query"), ("query=%g1", 6, "query"), ("query=%FF", 6, "query"),
            ("query=%ED%A0%80", 6, "query"), ("query=a%00b", 6, "query"), ("a=1&a=2", 6, "a"), ("a=1&a=1", 6, "a"),
            ("%FF=1", 8, "%FF"),
        ] as [(String, Int, String)])
    func `refuses what is no percent-encoded UTF-8, or said twice`(form: String, number: Int, details: String) {
        #expect(read(form).problem?.number == number)
        #expect(read(form).problem?.details == details)
    }

    @Test func `reads no more than its bounds`() {
        let many = read((0..<5000).map { "p\($0)=1" }.joined(separator: "&"))
        #expect(many.all.count == SRUParameters.maximumCount)
        #expect(many.problem == Diagnostic(8, details: "p100", explanation: "there are too many parameters"))
        let long = read("query=" + String(repeating: "a", count: 70_000))
        #expect(long.problem == Diagnostic(12, details: "65536"))
        #expect((long["query"]?.utf8.count ?? 0) < SRUParameters.maximumBytes)
    }
}

struct NumberTests {
    @Test(
        arguments: [
            ("0", 0), ("7", 7), ("007", 7), ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("", nil),
            ("-1", nil),
            ("+1", nil), ("10abc", nil), (" 1", nil), ("1.0", nil), ("1e3", nil), ("١", nil), ("0x10", nil),
        ] as [(String, Int?)])
    func `reads ASCII digits and nothing else`(text: String, expected: Int?) {
        #expect(wholeNumber(text) == expected)
    }
}
