import Foundation
import Testing

@testable import SRUGateway

@Suite struct JSONTextTests {
    @Test func `writes members in order, without blanks`() {
        var json = JSONText()
        json.object {
            $0.key("a")
            $0.array {
                $0.number(1)
                $0.null()
                $0.bool(true)
                $0.object { _ in }
                $0.array { _ in }
            }
            $0.key("b")
            $0.milliseconds(.microseconds(1_234_567))
            $0.key("c")
            $0.string("x")
        }
        json.endLine()
        json.object {
            $0.key("d")
            $0.milliseconds(.microseconds(7))
        }
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"a":[1,null,true,{},[]],"b":1234.567,"c":"x"}"# + "\n" + #"{"d":0.007}"#)
    }

    @Test(
        arguments: [
            "", "plain", "\"quoted\"", #"back\slash"#, "line\nbreak\r\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "红楼梦", "😀",
            "\u{2028}", "\u{80}\u{9B}31m\u{9F}\u{A0}Â\u{85}",
            "\"", "ends with \"",
        ])
    func `any text comes back as it was`(text: String) throws {
        var json = JSONText()
        json.array {
            $0.string(text)
            $0.string(utf8: Array("<\(text)>".utf8)[1..<text.utf8.count + 1])
        }
        #expect(try JSONDecoder().decode([String].self, from: Data(json.bytes)) == [text, text])
        let isCommand = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
        #expect(!String(decoding: json.bytes, as: UTF8.self).unicodeScalars.contains(where: isCommand))
    }
}

@Suite struct CSVTests {
    @Test(
        arguments: [
            (["a", "0", "x", "1"], "a,0,x,1\n"), (["a,b", "", "c"], "\"a,b\",,c\n"),
            (["say \"hi\""], "\"say \"\"hi\"\"\"\n"),
            (["a\nb", "a\rb"], "\"a\nb\",\"a\rb\"\n"), (["红楼梦"], "红楼梦\n"),
        ] as [([String], String)])
    func `quotes what RFC 4180 wants quoted`(fields: [String], line: String) {
        #expect(csvLine(fields) == line)
    }
}
