import Testing

@testable import FederatedQuery

/// Standard numbers, punctuation and years.
@Suite struct NumbersAndTextTests {
    static let isbnTexts: [(String, UInt64?)] = [
        ("7-5037-1744-0", 9_787_503_717_444), ("9787503717444", 9_787_503_717_444),
        ("7503717440 (精装)", 9_787_503_717_444),
        ("ISBN 978-7-5037-1744-4（平装）", 9_787_503_717_444), ("080442957X", 9_780_804_429_573),
        ("080442957x :", 9_780_804_429_573),
        ("979-10-90636-07-1", 9_791_090_636_071), ("978\u{2010}7\u{2010}5037\u{2010}1744\u{2010}4", 9_787_503_717_444),
        ("ISBN-13: 9787503717444", 9_787_503_717_444),
        ("7-5037-1744-1", nil), ("9787503717445", nil), ("750371744", nil), ("97875037174444", nil), ("", nil),
        ("X", nil),
        ("1234567890128", nil), ("-", nil), ("0-306-40615-2", 9_780_306_406_157),
    ]

    @Test(arguments: isbnTexts)
    func `an ISBN is 13 digits or nothing`(text: String, number: UInt64?) {
        #expect(isbn13(Array(text.utf8).span) == number)
    }

    @Test(
        arguments: [
            ("0750-6848", "0750-6848"), ("07506848 (print)", "0750-6848"), ("2434-561X", "2434-561X"),
            ("2434-561x", "2434-561X"),
            ("0750-6849", nil), ("0750", nil), ("", nil),
        ] as [(String, String?)])
    func `an ISSN is checked`(text: String, number: String?) {
        #expect(issn(Array(text.utf8).span) == number)
    }

    @Test(
        arguments: [
            ("n 78-890351 ", "n78890351"), ("n78-89035", "n78089035"), ("   94012345 //r96", "94012345"),
            ("85-2 ", "85000002"),
            ("  ", nil),
        ] as [(String, String?)])
    func `an LCCN is normalised`(text: String, number: String?) {
        #expect(lccn(text) == number)
    }

    @Test(
        arguments: [
            ("(OCoLC)ocm01234567", 1_234_567), ("(OCoLC)775658364", 775_658_364), ("ocn503001208", 503_001_208),
            ("on1234567890", 1_234_567_890),
            ("(Sirsi) a12", nil), ("(DLC)12", nil), ("(OCoLC)", nil), ("99123", nil), ("", nil), ("o", nil),
            ("(OCoLC)M:1", nil),
        ] as [(String, UInt64?)])
    func `an OCLC number is told by its prefix`(text: String, number: UInt64?) {
        #expect(oclcNumber(Array(text.utf8).span) == number)
    }

    @Test(
        arguments: [
            ("The book of the dance :", "The book of the dance"), ("Aristocrats of color /", "Aristocrats of color"),
            ("Oakland, Calif. :", "Oakland, Calif."), ("Sellers, Nicholas.", "Sellers, Nicholas"),
            ("2nd ed.", "2nd ed."),
            ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."), ("Dylan, B.", "Dylan, B."),
            ("And so on ...", "And so on ..."),
            ("made in the U.S.", "made in the U.S."), ("1984.", "1984"), ("Mio, moj Mio! /", "Mio, moj Mio!"),
            ("  a ;  ", "a"),
            ("书名 ／", "书名"), ("שריפטן /\u{200F}", "שריפטן"), ("", ""), (".", "."), (" / ", ""), ("What? =", "What?"),
            ("\u{98}The \u{9C}end.", "The end"),
        ] as [(String, String)])
    func `punctuation for the next element goes, that of the text stays`(text: String, trimmed: String) {
        #expect(ISBD.trimmed(text) == trimmed)
    }

    @Test(
        arguments: [
            ("c1990.", 1990), ("[2011?]", 2011), ("1994.8", 1994), ("２０１１", 2011), ("二〇一一年", 2011), ("一九九四", 1994),
            ("二零一一", 2011), ("民國100年", 2011), ("民国三十八年", 1949), ("昭和63", 1988), ("平成元年", 1989), ("20110912", 2011),
            ("[197-?]", nil), ("19uu", nil), ("", nil), ("n.d.", nil), ("9999", nil), ("1986-1995", 1986), ("民國", nil),
            ("12345", nil),
        ] as [(String, Int?)])
    func `a year is found in a printed date`(text: String, year: Int?) {
        #expect(Year.printed(text) == year)
    }
}
