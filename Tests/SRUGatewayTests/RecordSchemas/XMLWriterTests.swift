import Testing

@testable import SRUGateway

struct XMLWriterTests {
    @Test(
        arguments: [
            ("plain 呐喊 𠀀", Array("plain 呐喊 𠀀".utf8)),
            ("a &lt;b&gt; &amp; \"c\"", Array("a <b> & \"c\"".utf8)),
            ("tab\tline\n&#13;", Array("tab\tline\n\r".utf8)),
            ("no control", Array("no\u{0} con\u{1F}tr\u{1B}ol\u{C}".utf8)),  // no form in XML 1.0 at all
            ("\u{7F}&#133;&#155;2J\u{A0}", Array("\u{7F}\u{85}\u{9B}2J\u{A0}".utf8)),  // commands to a terminal
            ("\u{FFFD}\u{FFFD}x", [0xC0, 0x80, 0x78]),  // overlong
            ("\u{FFFD}\u{FFFD}\u{FFFD}", [0xED, 0xA0, 0x80]),  // a surrogate
            ("\u{FFFD}\u{FFFD}\u{FFFD}", [0xEF, 0xBF, 0xBE]),  // U+FFFE
            ("\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", [0xF4, 0x90, 0x80, 0x80]),  // above U+10FFFF
            ("\u{FFFD}a", [0xE5, 0x61]),
            ("\u{FFFD}\u{FFFD}", [0xE5, 0x91]),  // cut at the end
            ("\u{10FFFD}\u{800}\u{10000}", Array("\u{10FFFD}\u{800}\u{10000}".utf8)),
            ("", []),
        ] as [(String, [UInt8])])
    func `writes text as XML can hold it`(expected: String, bytes: [UInt8]) {
        var xml = XMLWriter()
        xml.text(bytes.span)
        #expect(String(decoding: xml.bytes, as: UTF8.self) == expected)
    }

    @Test func `writes attributes so that a parser gives their value back`() {
        let value = "a\"b'c\td\ne\rf<g>&  h"
        var xml = XMLWriter()
        xml.markup("<r")
        xml.attribute("v", value)
        xml.markup("/>")
        #expect(ParsedXML(xml.bytes)?.attributes["v"] == value)
    }

    @Test func `random bytes are always well-formed`() {
        var random = SplitMix(seed: 2108)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            var xml = XMLWriter()
            xml.markup("<r")
            xml.attribute("v", String(decoding: bytes, as: UTF8.self))
            xml.markup(">")
            xml.text(bytes.span)
            xml.markup("</r>")
            #expect(ParsedXML(xml.bytes) != nil, "\(bytes)")
        }
    }
}
