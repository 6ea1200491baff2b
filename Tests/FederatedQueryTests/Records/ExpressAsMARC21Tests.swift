import Testing

@testable import FederatedQuery

/// UNIMARC and CNMARC expressed as MARC 21.
@Suite struct ExpressAsMARC21Tests {
    @Test func `a MARC 21 record is itself`() {
        #expect(marc21(BibliographicTests.marc21) == BibliographicTests.marc21)
    }

    @Test func `a CNMARC record gets MARC 21's fields`() throws {
        let record = marc21(BibliographicTests.unimarc)
        #expect(record.dialect == .marc21)
        #expect(record.text(0..<24) == "     nam a22      i 4500")
        let expected = """
            001 CN99123
            008 020204s1994    cc |||||||||||||||||chi|d
            020   $a7-5037-1744-0$q精装$cCNY68.00
            022   $a0750-6848
            024 8 $a4166·123
            040   $aBNU
            084   $aF124$2clc
            100 1 $a叶震$e主编
            240 10$a中国发展报告书
            245 10$a中国发展报告 =$bReport on China : 一九九四.$n第3册,$p附录 /$c叶震 ; 李强主编
            246 31$aReport on China
            250   $a第2版
            264  1$a北京 :$b中国统计出版社,$c1994.8
            300   $a320页 :$b图 ;$c27cm
            490 0 $a报告丛书 ;$v3
            500   $a有书目。
            520   $a内容
            650  4$a经济发展$z中国$y1994
            700 1 $aAsimov, Isaac$4aut
            710 2 $a国家统计局. 综合司
            852   $bBNU$hF124/26
            """
        let found = record.fields.map { field in
            "\(field.tag) " + record.text(field.range).replacing("\u{1F}", with: "$")
        }
        #expect(found == expected.split(separator: "\n").map(String.init))
    }

    @Test func `the description stays the same`() {
        let before = Bibliographic(BibliographicTests.unimarc)
        let after = Bibliographic(marc21(BibliographicTests.unimarc))
        #expect(after.title == before.title)
        #expect(after.responsibility == before.responsibility)
        #expect(after.names.map(\.text) == before.names.map(\.text))
        #expect(after.edition == before.edition)
        #expect(after.publisher == before.publisher)
        #expect(after.year == before.year)
        #expect(after.extent == before.extent)
        #expect(after.series == before.series)
        #expect(after.subjects == before.subjects)
        #expect(after.isbns == before.isbns)
        #expect(after.language == before.language)
        #expect(after.holdings == before.holdings)
    }

    @Test func `a record of nothing but a leader is converted`() {
        let record = marc21(RecordBuilder(leader: "", dialect: .unimarc).record())
        #expect(record.fields.map(\.tag.description) == ["008"])
        #expect(record.text(record.fields[0].range).utf8.count == 40)
    }
}
