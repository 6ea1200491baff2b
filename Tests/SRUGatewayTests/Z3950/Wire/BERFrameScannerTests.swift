import Testing

@testable import SRUGateway

@Suite struct BERFrameScannerTests {
    typealias Problem = BERFrameScanner.Problem

    static func scan(_ octets: [UInt8], length: Int = 1000, depth: Int = 8) -> Result<Int?, Problem> {
        var scanner = BERFrameScanner(maximumLength: length, maximumDepth: depth)
        do throws(Problem) { return .success(try scanner.scan(octets)) } catch { return .failure(error) }
    }

    /// Octets, the length of the APDU at their start, and why.
    static let whole: [([UInt8], Int, String)] = [
        ([0xB4, 0x00], 2, "an empty Init"),
        ([0xB4, 0x03, 0x81, 0x01, 0x05], 5, "one value inside"),
        ([0xB4, 0x03, 0x81, 0x01, 0x05, 0xB4, 0x00], 5, "the next APDU follows"),
        ([0xB4, 0x81, 0x03, 0x81, 0x01, 0x05], 6, "the long form of the length"),
        ([0xB4, 0x84, 0, 0, 0, 0x03, 0x81, 0x01, 0x05], 9, "leading zeros in the length"),
        ([0xBF, 0x30, 0x00], 3, "a Close, whose tag takes two octets"),
        ([0xB4, 0x80, 0x81, 0x01, 0x05, 0, 0], 7, "the indefinite form"),
        ([0xB4, 0x80, 0xA1, 0x80, 0, 0, 0, 0], 8, "the indefinite form twice"),
        ([0xB4, 0x06, 0xA1, 0x80, 0, 0, 0x81, 0x00], 8, "the indefinite form within the definite"),
        ([0xB4, 0x80, 0xA1, 0x02, 0x81, 0x00, 0, 0], 8, "the definite form within the indefinite"),
        ([0xB4, 0x80, 0x81, 0x02, 0, 0, 0, 0], 8, "two zeros that are data end nothing"),
    ]

    @Test(arguments: whole)
    func `finds where an APDU ends`(octets: [UInt8], length: Int, why: String) {
        #expect(Self.scan(octets) == .success(length), "\(why)")
    }

    @Test(arguments: whole)
    func `needs the last octet and no more`(octets: [UInt8], length: Int, why: String) throws {
        var scanner = BERFrameScanner(maximumLength: 1000, maximumDepth: 8)
        for count in 0..<length {
            #expect(try scanner.scan(octets.prefix(count)) == nil, "\(why), \(count) octets")
        }
        #expect(try scanner.scan(octets.prefix(length)) == length, "\(why)")
    }

    /// Octets, what is wrong with them, and why.
    static let broken: [([UInt8], Problem, String)] = [
        (Array("GET / HTTP/1.1\r\n".utf8), .notAnAPDU, "a browser"),
        ([0x30, 0x00], .notAnAPDU, "a SEQUENCE"),
        ([0x94, 0x00], .notAnAPDU, "a primitive value"),
        ([0x00, 0x00], .notAnAPDU, "an end of nothing"),
        ([0xB4, 0x03, 0x81, 0x05, 0x01], .malformed, "a value longer than the one around it"),
        ([0xB4, 0x01, 0x81, 0x00], .malformed, "a length that the value around it cuts off"),
        ([0xB4, 0x04, 0xA1, 0x03, 0x81, 0x00], .malformed, "a constructed value longer than the one around it"),
        ([0xB4, 0x02, 0x00, 0x00], .malformed, "an end of contents in the definite form"),
        ([0xB4, 0x80, 0x81, 0x80], .malformed, "a primitive value of no length"),
        ([0xB4, 0x80, 0x00, 0x01], .malformed, "an end of contents with contents"),
        ([0xB4, 0x04, 0xA1, 0x80, 0x81, 0x00, 0x00, 0x00], .malformed, "an end of contents too late"),
        ([0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00], .malformed, "a tag without end"),
        ([0xB4, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], .tooLong, "two thousand million octets announced"),
        ([0xB4, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .tooLong, "more than an Int can count"),
        ([0xB4, 0x80, 0x81, 0x82, 0x04, 0x00], .tooLong, "a long value in the indefinite form"),
    ]

    @Test(arguments: broken)
    func `refuses what is no APDU as soon as it shows`(octets: [UInt8], problem: Problem, why: String) {
        #expect(Self.scan(octets) == .failure(problem), "\(why)")
    }

    @Test func `refuses nesting deeper than the limit, in both forms`() {
        let indefinite = Array(repeating: [0xA1, 0x80] as [UInt8], count: 9).flatMap { $0 }
        #expect(Self.scan(indefinite) == .failure(.tooDeep))
        var definite: [UInt8] = []
        for _ in 0..<9 { definite = [0xA1, UInt8(definite.count)] + definite }
        #expect(Self.scan(definite) == .failure(.tooDeep))
        #expect(Self.scan(definite, depth: 9) == .success(definite.count))
    }

    @Test func `refuses an endless APDU of the indefinite form at the limit`() {
        let octets: [UInt8] = [0xB4, 0x80] + Array(repeating: [0x81, 0x00], count: 600).flatMap { $0 }
        #expect(Self.scan(octets) == .failure(.tooLong))
    }

    @Test func `looks at octets that trickle in only once`() throws {
        let octets: [UInt8] = [0xB4, 0x80] + Array(repeating: [0x81, 0x00], count: 100_000).flatMap { $0 } + [0, 0]
        var scanner = BERFrameScanner(maximumLength: 1_000_000, maximumDepth: 8)
        var result: Int?
        let start = ContinuousClock.now
        for count in 0...octets.count { result = try scanner.scan(octets[..<count]) }
        #expect(result == octets.count)
        #expect(ContinuousClock.now - start < .seconds(5), "twenty thousand million steps would take longer")
    }
}
