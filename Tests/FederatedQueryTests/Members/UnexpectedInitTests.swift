import Testing

@testable import FederatedQuery

@Suite struct UnexpectedInitTests {
    @Test(
        arguments: [
            ("nothing", [], false, false),
            ("the answer to Init", [0xB5, 0x02, 0x01, 0x02], true, false),
            ("an answer to Init that nobody asked for", [0xB5, 0x02, 0x01, 0x02], false, true),
            ("the answer to Init twice", [0xB5, 0x02, 0x01, 0x02, 0xB5, 0x00], true, true),
            ("an answer to a search", [0xB7, 0x03, 0xB5, 0xB5, 0xB5], false, false),
            ("an answer to a search, then one to Init", [0xB7, 0x01, 0x00, 0xB5, 0x00], false, true),
            ("the same, the length in two octets", [0xB7, 0x82, 0x00, 0x01, 0x00, 0xB5, 0x00], false, true),
            ("a long answer, cut", [0xB7, 0x82, 0x10, 0x00, 0xB5, 0xB5], false, false),
            ("a tag of two octets", [0xBF, 0x2F, 0x01, 0x00, 0xB5, 0x00], false, true),
            ("HTTP", Array("HTTP/1.1 200 OK".utf8), true, true),
            ("HTTP behind an answer", [0xB7, 0x01, 0x00] + Array("HTTP".utf8), false, true),
            ("no length", [0xB7], false, false),
            ("a length that no memory holds", [0xB7, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], false, false),
        ] as [(String, [UInt8], Bool, Bool)])
    func `is found where none may stand`(what: String, octets: [UInt8], mayBegin: Bool, expected: Bool) {
        #expect(holdsUnexpectedInit(octets, mayBegin: mayBegin) == expected, "\(what)")
    }

    @Test(
        arguments: [
            ([0xB7, 0x03, 1, 2, 3], .octets(5)), ([0xB7, 0x82, 0x01, 0x00], .octets(260)),
            ([0xBF, 0x81, 0x30, 0x01, 0x00], .octets(5)), ([0xB7, 0x80, 0, 0], .indefinite),
            ([0xB7], .unknown), ([0xB7, 0x82, 0x01], .unknown), ([0xBF, 0x81], .unknown), ([], .unknown),
            ([0xB7, 0x85, 1, 1, 1, 1, 1], .octets(7 + Int(UInt32.max))),
        ] as [([UInt8], APDULength)])
    func `an APDU's header tells its length`(octets: [UInt8], length: APDULength) {
        #expect(apduLength(octets) == length)
    }
}
