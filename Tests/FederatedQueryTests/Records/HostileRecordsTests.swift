import Testing

@testable import FederatedQuery

/// Bytes that nobody meant: nothing may crash or hang, and what comes out keeps a record's promises.
@Suite struct HostileRecordsTests {
    /// Sound records in several sets and dresses, to be damaged.
    static let seeds: [[UInt8]] = {
        let iso = [BibliographicTests.marc21, BibliographicTests.unimarc].compactMap { $0.iso2709() }
        let marc8 = iso2709(
            leader: "00000nam  2200000 a 4500",
            [
                (
                    "245",
                    field("10$aSoci") + [0xE2] + Array("et".utf8) + [0xE2] + Array("e ".utf8) + [0x1B, 0x24, 0x31]
                        + Array("!PV".utf8) + [0x1B, 0x28, 0x42]
                ), ("880", field("10$6245-01/$1$aα")),
            ])
        let chinese = iso2709(
            leader: "00000nam0 2200000   450 ",
            [("100", field("  $a20020204d1994")), ("200", field("1 $a") + [0xD6, 0xD0, 0xB9, 0xFA])])
        let xml = Array(MARCXMLTests.element("1", extra: "<subfield code=\"b\">中国</subfield>").utf8)
        return iso + [marc8, chinese, xml, iso.flatMap { $0 }]
    }()

    static func damaged(_ seed: [UInt8], by random: inout SplitMix) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            case 3: bytes.insert([0x1D, 0x1E, 0x1F, 0x1B, 0x39][Int.random(in: 0..<5, using: &random)], at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default: bytes.replaceSubrange(0..<min(24, bytes.count), with: bytes.suffix(24))
            }
        }
        return bytes
    }

    static func keepsItsPromises(_ record: Record) -> Bool {
        let text = record.bytes[24...]
        return String(validating: record.bytes, as: UTF8.self) != nil && isPrintable(record.bytes.span, 0..<24)
            && !text.contains { $0 < 0x1F } && record.fields.allSatisfy { $0.range.upperBound <= record.bytes.count }
            && record.fields.allSatisfy { field in
                field.tag.isControl
                    ? !record.bytes[field.range].contains(0x1F)
                    : field.range.count >= 2 && record.subfields(field).allSatisfy { $0.code > 0x20 && $0.code < 0x7F }
            }
    }

    @Test func `a thousand damaged records neither crash nor break a promise`() {
        var random = SplitMix(seed: 239_50)
        for round in 0..<1_200 {
            let bytes = Self.damaged(Self.seeds[round % Self.seeds.count], by: &random)
            let charset = ["auto", "utf-8", "marc-8", "gb18030", "iso5426"][round % 5]
            let results =
                [decodeRecord(.octets(bytes, syntax: "usmarc"), charset: charset)]
                + decodeFile(bytes, charset: charset).map(\.result)
            for case .success(let record) in results {
                #expect(Self.keepsItsPromises(record), "round \(round)")
                let view = Bibliographic(record)
                _ = (view.title, view.sortTitle, view.names, view.year, view.subjects, view.isbns, view.holdings)
                _ = (view.language, view.isElectronic, view.oclcNumbers, view.alternativeTitles)
                let converted = marc21(record)
                #expect(Self.keepsItsPromises(converted), "round \(round)")
                if let written = record.iso2709() {
                    #expect(
                        ISO2709Frame(sound: written.span) != nil || record.fields.isEmpty
                            || record.fields.contains {
                                !$0.tag.description.utf8.allSatisfy(isAlphanumeric)
                                    || $0.tag.description.utf8.count != 3
                            })
                }
            }
        }
    }

    @Test func `many tasks at once read the same as one`() async {
        let expected = Self.seeds.map { decodeFile($0) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { (0..<20).allSatisfy { _ in Self.seeds.map { decodeFile($0) } == expected } }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    /// Bytes of which a careless reader makes quadratic work.
    static let heavy: [String: [UInt8]] = [
        "terminators": [UInt8](repeating: 0x1E, count: 900_000),
        "delimiters": Array("00000nam a2200037 a 4500245000000000".utf8) + [0x1E]
            + [UInt8](repeating: 0x1F, count: 900_000),
        "leaders": [[UInt8]](repeating: Array("00000nam a2200037 a 4500".utf8), count: 30_000).flatMap { $0 },
        "blanks": [UInt8](repeating: 0x20, count: 3_000_000),
        "record ends": [UInt8](repeating: 0x1D, count: 900_000),
        "open elements": [[UInt8]](repeating: Array("<record>".utf8), count: 100_000).flatMap { $0 },
        "brackets": [UInt8](repeating: 0x3C, count: 900_000),
        "diacritics": iso2709(
            leader: "00000nam  2200000 a 4500", [("245", field("10$a") + [UInt8](repeating: 0xE2, count: 90_000))]),
        "marks in UTF-8": iso2709([("245", field("10$a" + String(repeating: "\u{323}\u{301}", count: 20_000)))]),
        "references": iso2709([("245", field("10$a" + String(repeating: "&#x", count: 20_000)))]),
        "escapes": iso2709([("245", field("10$a") + [UInt8](repeating: 0x1B, count: 60_000))]),
        "many fields for few entries": Array("00000nam a2200037 a 4500".utf8)
            + Array(String(repeating: "500000500000", count: 4_000).utf8) + [0x1E]
            + [[UInt8]](repeating: field("  $ax") + [0x1E], count: 9_000).flatMap { $0 } + [0x1D],
    ]

    @Test(.timeLimit(.minutes(1)), arguments: heavy.keys.sorted())
    func `heavy bytes come to an end soon`(what: String) throws {
        let bytes = try #require(Self.heavy[what])
        let elapsed = ContinuousClock().measure {
            _ = decodeFile(bytes)
            _ = decodeRecord(.octets(bytes, syntax: "usmarc"))
        }
        #expect(elapsed < .seconds(10), "\(elapsed)")
    }
}
