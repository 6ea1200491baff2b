import Foundation
import Testing

@testable import FederatedQuery

/// UTF-8, composition and control characters, against the standard library's own.
@Suite struct TextTests {
    static let sequences: [([UInt8], Bool)] = [
        (Array("Aé中😀".utf8), true), ([0xC0, 0x80], false), ([0xC3], false), ([0xE0, 0x80, 0x80], false),
        ([0xED, 0xA0, 0x80], false), ([0xEF, 0xBF, 0xBD], true), ([0xEF, 0xBF, 0xBE], false),
        ([0xEF, 0xBF, 0xBF], false), ([0xF4, 0x90, 0x80, 0x80], false), ([0xF0, 0x80, 0x80, 0x80], false),
        ([0xF5, 0x80, 0x80, 0x80], false), ([0x80], false), (Array("twelve bytes".utf8) + [0xFF], false),
    ]

    @Test(arguments: sequences)
    func `tells UTF-8 that XML allows from other bytes`(bytes: [UInt8], isValid: Bool) {
        #expect(UTF8Check.isValid(bytes.span) == isValid)
        var output: [UInt8] = []
        #expect(UTF8Check.appendMended(bytes.span, to: &output) == isValid)
        #expect(String(validating: output, as: UTF8.self) != nil)
    }

    @Test func `agrees with the standard library on random bytes`() {
        var random = SplitMix(seed: 2709)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                [UInt8](arrayLiteral: 0x41, 0xC3, 0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0x98, 0x80).randomElement(
                    using: &random) ?? 0
            }
            #expect(UTF8Check.isValid(bytes.span) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }

    @Test func `composes as NFC does`() {
        var random = SplitMix(seed: 5426)
        let letters = Array("aAeoOuUcnszyAEgiIlkтиαως".unicodeScalars)
        let marks: [Unicode.Scalar] = [
            "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{308}", "\u{30A}", "\u{30C}",
            "\u{323}",
            "\u{327}", "\u{328}", "\u{361}", "\u{32D}",
        ]
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                text.append(letters.randomElement(using: &random) ?? "a")
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    text.append(marks.randomElement(using: &random) ?? "a")
                }
            }
            let source = String(text)
            var bytes = Array(("é " + source).utf8)
            Composition.compose(&bytes, from: 3)
            let expected = "é " + source.precomposedStringWithCanonicalMapping
            #expect(Array(expected.utf8) == bytes, "\(source.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test(
        arguments: [
            ("plain", "plain", false), ("a\u{1}b", "a b", true), ("a\tb", "a b", false), ("a \n  b", "a b", false),
            ("\n  a\n", "a", false), ("  a  ", "  a  ", false), ("a\u{1E}\u{1F}b", "a  b", true), ("\n", "", false),
        ] as [(String, String, Bool)])
    func `control characters become blanks and line ends one`(raw: String, tidy: String, isOdd: Bool) {
        var bytes = Array(("\u{1F}" + raw).utf8)
        #expect(tidyControls(in: &bytes, from: 1) == isOdd)
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1F}" + tidy)
    }
}
