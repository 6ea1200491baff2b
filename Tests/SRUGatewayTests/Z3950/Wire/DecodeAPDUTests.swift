import CYaz
import NIOCore
import Testing

@testable import SRUGateway

@Suite struct DecodeAPDUTests {
    @Test func `reads an Init and what it proposes`() throws {
        let octets = encodeRequest(Z_APDU_initRequest) { stream, apdu in
            guard let pdu = apdu.pointee.u.initRequest else { return }
            pdu.pointee.referenceId = stream.octets([1, 2, 3])
            pdu.pointee.protocolVersion = stream.bits([0, 1, 2])
            pdu.pointee.options = stream.bits([0, 1, 2, 7, 14])
            pdu.pointee.preferredMessageSize = stream.integer(70_000)
            pdu.pointee.maximumRecordSize = stream.integer(80_000)
            pdu.pointee.implementationName = stream.string("a client")
        }
        let expected = InitPDU(
            reference: [1, 2, 3], versions: [1, 2, 3],
            options: [.search, .present, .deleteResultSets, .namedResultSets], preferredMessageSize: 70_000,
            maximumRecordSize: 80_000, implementation: "a client", proposesUTF8: false)
        #expect(decodeRequest(octets) == .initialise(expected))
    }

    @Test(arguments: [("UTF-8", true), ("utf-8", true), ("ISO-8859-1", false)] as [(String, Bool)])
    func `sees whether UTF-8 is proposed`(charset: String, isProposed: Bool) throws {
        guard case .initialise(let pdu) = decodeRequest(encodeInit(proposing: charset)) else {
            Issue.record("no Init")
            return
        }
        #expect(pdu.proposesUTF8 == isProposed)
    }

    @Test func `reads a search with all its parts`() throws {
        let octets = encodeSearch(pqf: "@attr 1=4 fish", databases: ["nctc", "city"]) { stream, pdu in
            pdu.pointee.referenceId = stream.octets([9])
            pdu.pointee.smallSetUpperBound = stream.integer(5)
            pdu.pointee.largeSetLowerBound = stream.integer(50)
            pdu.pointee.mediumSetPresentNumber = stream.integer(3)
            pdu.pointee.replaceIndicator = stream.boolean(false)
            pdu.pointee.resultSetName = stream.string("A")
            pdu.pointee.preferredRecordSyntax = stream.oid("1.2.840.10003.5.10")
            let names = stream.allocate(Z_ElementSetNames())
            names.pointee.which = Z_ElementSetNames_generic
            names.pointee.u.generic = stream.string("F")
            pdu.pointee.smallSetElementSetNames = names
        }
        let term = RPNNode.operand(
            .term([RPNAttribute(set: nil, type: 1, value: .number(4))], .octets(Array("fish".utf8))))
        let expected = SearchPDU(
            reference: [9], smallSetUpperBound: 5, largeSetLowerBound: 50, mediumSetPresentNumber: 3, replaces: false,
            resultSet: "A", databases: ["nctc", "city"], smallSetElementSet: "F", mediumSetElementSet: nil,
            syntax: "1.2.840.10003.5.10", query: .rpn(.init(attributeSet: "1.2.840.10003.3.1", root: term)))
        #expect(decodeRequest(octets) == .search(expected))
    }

    @Test func `reads CQL in a type-104 query`() throws {
        let octets = encodeSearch(pqf: "x") { stream, pdu in
            let external = stream.allocate(Z_External())
            external.pointee.direct_reference = stream.oid("1.2.840.10003.16.2")
            external.pointee.which = Z_External_CQL
            external.pointee.u.cql = stream.string("dc.title = 红楼梦")
            pdu.pointee.query.pointee.which = Z_Query_type_104
            pdu.pointee.query.pointee.u.type_104 = external
        }
        guard case .search(let pdu) = decodeRequest(octets) else {
            Issue.record("no search")
            return
        }
        #expect(pdu.query == .cql("dc.title = 红楼梦"))
    }

    @Test func `knows a query type that we don't carry out`() throws {
        let octets = encodeSearch(pqf: "x") { stream, pdu in
            pdu.pointee.query.pointee.which = Z_Query_type_2
            pdu.pointee.query.pointee.u.type_2 = stream.octets(Array("find fish".utf8))
        }
        guard case .search(let pdu) = decodeRequest(octets) else {
            Issue.record("no search")
            return
        }
        #expect(pdu.query == .unsupported)
    }

    @Test func `reads a Present with ranges, schema and syntax`() throws {
        let octets = encodeRequest(Z_APDU_presentRequest) { stream, apdu in
            guard let pdu = apdu.pointee.u.presentRequest else { return }
            pdu.pointee.resultSetId = stream.string("A")
            pdu.pointee.resultSetStartPoint = stream.integer(3)
            pdu.pointee.numberOfRecordsRequested = stream.integer(2)
            pdu.pointee.num_ranges = 1
            let range = stream.allocate(
                Z_Range(startingPosition: stream.integer(9), numberOfRecords: stream.integer(1)))
            pdu.pointee.additionalRanges = stream.list([range])
            let specification = stream.allocate(Z_Specification())
            specification.pointee.which = Z_Schema_uri
            specification.pointee.schema.uri = stream.string("info:srw/schema/1/dc-v1.1")
            let composition = stream.allocate(Z_CompSpec())
            composition.pointee.selectAlternativeSyntax = stream.boolean(false)
            composition.pointee.generic = specification
            composition.pointee.num_recordSyntax = 1
            composition.pointee.recordSyntax = stream.list([stream.oid("1.2.840.10003.5.109.10")])
            let record = stream.allocate(Z_RecordComposition())
            record.pointee.which = Z_RecordComp_complex
            record.pointee.u.complex = composition
            pdu.pointee.recordComposition = record
        }
        let expected = PresentPDU(
            reference: nil, resultSet: "A", ranges: [.init(start: 3, count: 2), .init(start: 9, count: 1)],
            elementSet: nil, schema: "info:srw/schema/1/dc-v1.1", syntax: "1.2.840.10003.5.109.10")
        #expect(decodeRequest(octets) == .present(expected))
    }

    @Test func `reads what to delete`() throws {
        let some = encodeRequest(Z_APDU_deleteResultSetRequest) { stream, apdu in
            guard let pdu = apdu.pointee.u.deleteResultSetRequest else { return }
            pdu.pointee.num_resultSetList = 2
            pdu.pointee.resultSetList = stream.list([stream.string("A"), stream.string("B")])
        }
        #expect(decodeRequest(some) == .deleteResultSets(.init(reference: nil, resultSets: ["A", "B"])))
        let all = encodeRequest(Z_APDU_deleteResultSetRequest) { stream, apdu in
            apdu.pointee.u.deleteResultSetRequest.pointee.deleteFunction = stream.integer(1)
        }
        #expect(decodeRequest(all) == .deleteResultSets(.init(reference: nil, resultSets: nil)))
    }

    @Test func `reads a Close and names what is not for us`() {
        #expect(decodeRequest(encodeRequest(Z_APDU_close)) == .close(reference: nil))
        #expect(
            decodeRequest(encodeRequest(Z_APDU_presentResponse)) == .unexpected(Int(Z_APDU_presentResponse)))
    }

    @Test(arguments: [[], [0xB4, 0x00], [0xB6, 0x03, 0x81, 0x01, 0x05], [0xBA, 0x00]] as [[UInt8]])
    func `gives nothing for what lacks its mandatory parts`(octets: [UInt8]) {
        #expect(decodeRequest(octets) == nil)
    }

    /// Flips, drops and doubles octets of real requests: whatever the scanner lets through must not harm.
    @Test func `lives through ten thousand damaged requests`() {
        let sound = [
            encodeInit(proposing: "UTF-8"),
            encodeSearch(pqf: "@and @or @attr 1=4 @attr 5=1 fish @attr 1=title frog @not @set default 1=7"),
            encodeRequest(Z_APDU_presentRequest), encodeRequest(Z_APDU_deleteResultSetRequest),
        ]
        var opened = Association(AssociationScript.environment)
        for event in AssociationScript.opened { _ = opened.handle(event.0) }
        let answer = Canned.page(hits: 7, count: 3)
        var random = SplitMix(seed: 3950)
        var readable = 0
        for _ in 0..<10_000 {
            let octets = damaged(sound[Int.random(in: sound.indices, using: &random)], &random)
            var decoder = APDUFrameDecoder()
            var buffer = ByteBuffer(bytes: octets)
            var association = opened
            while let event = decoder.nextEvent(in: &buffer) {
                if case .request = event { readable += 1 }
                _ = association.handle(event)
                _ = association.handle(.answered(.success(answer)))
            }
        }
        #expect(readable > 1000, "some damage is harmless; were nothing readable this would test nothing")
    }

    private func damaged(_ sound: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var octets = sound
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: octets.indices, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: octets[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: octets[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 2: octets.remove(at: place)
            default:
                let again = octets[place...].prefix(Int.random(in: 0...8, using: &random))
                octets.insert(contentsOf: again, at: place)
            }
        }
        return octets
    }
}
