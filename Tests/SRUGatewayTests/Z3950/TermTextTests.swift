import Testing

@testable import SRUGateway

@Suite struct TermTextTests {
    @Test(
        arguments: [
            (Array("fish".utf8), "fish", "ASCII"),
            (Array("économie 红楼梦".utf8), "économie 红楼梦", "UTF-8"),
            ([0xBA, 0xEC, 0xC2, 0xA5, 0xC3, 0xCE], "红楼梦", "GB2312"),
            ([0x4C, 0x6F, 0xEB, 0x74], "Loët", "Latin-1, the accented letter before an ASCII one"),
            ([0xE9, 0x63, 0x6F, 0x6E, 0x6F, 0x6D, 0x69, 0x65], "économie", "Latin-1"),
            ([0x63, 0x61, 0x66, 0xE9], "café", "Latin-1, the accented letter last"),
            ([0x66, 0x69, 0x73, 0x68, 0x20, 0xD3, 0xE3], "fish 鱼", "ASCII and GB2312"),
            ([0x95, 0x32, 0x82, 0x36], "𠀀", "GB18030, four octets"),
            ([], "", "nothing"),
        ] as [([UInt8], String, String)])
    func `finds out the character set of a term`(octets: [UInt8], text: String, why: String) {
        #expect(termText(octets) == text, "\(why)")
    }
}
