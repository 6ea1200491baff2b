import Testing

@testable import FederatedQuery

/// What libyaz must not read is told from what it may.
@Suite struct VetAnswerTests {
    @Test(
        arguments: [
            ("nothing", [], true, true, .harmless),
            ("an answer to Init", CrookedAnswer.initWithScan, true, false, .harmless),
            ("half of one", Array(CrookedAnswer.initWithScan.prefix(9)), true, false, .incomplete),
            ("its first octet", [0xB5], true, false, .incomplete),
            (
                "a proposal in it", CrookedAnswer.initWithProposal, true, false,
                .harmful("an answer to Init that proposes character sets")
            ),
            (
                "two", CrookedAnswer.initWithScan + CrookedAnswer.initWithScan, true, false,
                .harmful("a second answer to Init, or what is no Z39.50")
            ),
            (
                "an answer to Init, and one to Scan", CrookedAnswer.initWithScan + CrookedAnswer.scanFailure, true,
                true,
                .harmful("an answer to Scan that fails without a reason")
            ),
            (
                "a failed Scan", CrookedAnswer.scanFailure, false, true,
                .harmful("an answer to Scan that fails without a reason")
            ),
            ("half of one", Array(CrookedAnswer.scanFailure.prefix(5)), false, true, .incomplete),
            ("a failed Scan that nobody waits for", CrookedAnswer.scanFailure, false, false, .harmless),
            ("an answer to a search, cut", [0xB7, 0x20, 0x01], false, false, .harmless),
            (
                "no BER", Array("HTTP/1.1 400 Bad Request".utf8), true, false,
                .harmful("a second answer to Init, or what is no Z39.50")
            ),
        ] as [(String, [UInt8], Bool, Bool, Vetting)])
    func `is judged`(what: String, octets: [UInt8], mayBeginWithInit: Bool, isScanning: Bool, expected: Vetting) {
        var octets = octets
        let vetting = octets.withUnsafeMutableBytes {
            vet($0, mayBeginWithInit: mayBeginWithInit, isScanning: isScanning)
        }
        #expect(vetting == expected, "\(what)")
    }
}
