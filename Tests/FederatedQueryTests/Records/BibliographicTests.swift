import Testing

@testable import FederatedQuery

/// The view over both dialects.
@Suite struct BibliographicTests {
    /// One book in MARC 21, with the punctuation of ISBD.
    static let marc21: Record = {
        var builder = RecordBuilder(leader: "00000nam a2200000 i 4500")
        builder.append("001", " 99123 ")
        builder.append("003", "DLC")
        builder.append("008", "020204s1994    cc            000 0 chi d")
        builder.append("010", ["a": "   94-12345 //r96"])
        builder.append("015", ["a": "GB7408739"])
        builder.append("020", ["a": "7-5037-1744-0 (pbk.) :", "c": "CNY68.00"])
        builder.append("020", ["a": "7-5037-1744-1"])
        builder.append("022", ["a": "0750-6848"])
        builder.append("035", ["a": "(OCoLC)ocm01234567"])
        builder.append("035", ["a": "(Sirsi) a12"])
        builder.append("100", "1", " ", ["a": "Ye, Zhen,", "d": "1950-", "e": "editor."])
        builder.append("240", "1", "0", ["a": "Fazhan baogao."])
        builder.append(
            "245", "1", "4", ["6": "880-01", "a": "The report on China :", "b": "1994 /", "c": "ed. by Ye Zhen."])
        builder.append("246", "3", " ", ["a": "China report"])
        builder.append("250", ["a": "2nd ed."])
        builder.append("264", " ", "4", ["c": "©1993"])
        builder.append("264", " ", "1", ["a": "Beijing :", "b": "Statistics Press,", "c": "[1994]"])
        builder.append("300", ["a": "320 pages :", "b": "charts ;", "c": "27 cm"])
        builder.append("490", "0", " ", ["a": "Reports ;", "v": "3"])
        builder.append("520", ["a": "What happened."])
        builder.append("650", " ", "0", ["a": "Economics", "z": "China", "y": "1994."])
        builder.append("700", "1", " ", ["a": "Li, Qiang.", "4": "edt"])
        builder.append("700", "1", "2", ["a": "Lu Xun.", "t": "Kuangren riji."])
        builder.append("710", "2", " ", ["a": "China.", "b": "Bureau of Statistics."])
        builder.append("852", ["a": "NCTC", "b": "Main", "h": "F124", "i": ".26", "z": "Not for loan"])
        builder.append("856", "4", "0", ["u": "http://example.org/1"])
        builder.append("880", "1", "0", ["6": "245-01/$1", "a": "中国发展报告 /", "c": "叶震编"])
        builder.append("880", "1", " ", ["6": "100-02/$1", "a": "叶震"])
        return builder.record()
    }()

    /// The same in CNMARC.
    static let unimarc: Record = {
        var builder = RecordBuilder(leader: "00000nam0 2200000   450 ", dialect: .unimarc)
        builder.append("001", "CN99123")
        builder.append("010", ["a": "7-5037-1744-0", "b": "精装", "d": "CNY68.00"])
        builder.append("011", ["a": "0750-6848"])
        builder.append("091", ["a": "4166·123"])
        builder.append("100", ["a": "20020204d1994    em y0chiy0120    ea"])
        builder.append("101", "0", " ", ["a": "chi"])
        builder.append("102", ["a": "CN", "b": "110000"])
        builder.append(
            "200", "1", " ",
            [
                "a": "中国发展报告", "A": "zhong guo", "d": "Report on China", "e": "一九九四", "h": "第3册", "i": "附录",
                "f": "叶震", "g": "李强主编",
            ])
        builder.append("205", ["a": "第2版"])
        builder.append("210", ["a": "北京", "c": "中国统计出版社", "d": "1994.8"])
        builder.append("215", ["a": "320页", "c": "图", "d": "27cm"])
        builder.append("225", "2", " ", ["a": "报告丛书", "v": "3"])
        builder.append("300", ["a": "有书目。"])
        builder.append("330", ["a": "内容"])
        builder.append("500", "1", "0", ["a": "中国发展报告书"])
        builder.append("606", "0", " ", ["a": "经济发展", "y": "中国", "z": "1994"])
        builder.append("690", ["a": "F124"])
        builder.append("701", " ", "0", ["a": "叶震", "A": "Ye Zhen", "4": "主编"])
        builder.append("702", " ", "1", ["a": "Asimov", "b": ", Isaac", "4": "070"])
        builder.append("711", "0", "2", ["a": "国家统计局", "b": "综合司"])
        builder.append("801", " ", "0", ["a": "CN", "b": "BNU"])
        builder.append("905", ["a": "BNU", "d": "F124", "e": "26"])
        return builder.record()
    }()

    @Test func `reads MARC 21`() {
        let view = Bibliographic(Self.marc21)
        #expect(view.title == "The report on China")
        #expect(view.sortTitle == "report on China")
        #expect(view.subtitle == "1994")
        #expect(view.responsibility == "ed. by Ye Zhen")
        #expect(view.vernacularTitle == "中国发展报告")
        #expect(view.alternativeTitles == ["中国发展报告", "Fazhan baogao", "China report"])
        #expect(view.names.map(\.text) == ["Ye, Zhen", "Li, Qiang", "China. Bureau of Statistics"])
        #expect(view.names.map(\.role) == ["editor", "edt", nil])
        #expect(view.names.map(\.isMain) == [true, false, false])
        #expect(view.names.map(\.isPerson) == [true, true, false])
        #expect(view.edition == "2nd ed.")
        #expect(view.place == "Beijing")
        #expect(view.publisher == "Statistics Press")
        #expect(view.date == "[1994]")
        #expect(view.year == 1994)
        #expect(view.extent == "320 pages")
        #expect(view.series == ["Reports"])
        #expect(view.seriesNumbers == ["3"])
        #expect(view.subjects == ["Economics -- China -- 1994"])
        #expect(view.isbns == ["9787503717444"])
        #expect(view.issns == ["0750-6848"])
        #expect(view.lccns == ["94012345"])
        #expect(view.oclcNumbers == ["1234567"])
        #expect(view.nationalNumbers == ["GB7408739"])
        #expect(view.language == "chi")
        #expect(view.material == .text)
        #expect(view.isElectronic == false)
        #expect(view.summary == "What happened")
        #expect(view.urls == ["http://example.org/1"])
        #expect(view.localIdentifier == "99123")
        #expect(view.holdings == [.init(location: "NCTC, Main", callNumber: "F124 .26", note: "Not for loan")])
    }

    @Test func `reads CNMARC`() {
        let view = Bibliographic(Self.unimarc)
        #expect(view.title == "中国发展报告")
        #expect(view.subtitle == "一九九四")
        #expect(view.partNumber == "第3册")
        #expect(view.partName == "附录")
        #expect(view.responsibility == "叶震 ; 李强主编")
        #expect(view.alternativeTitles == ["Report on China", "中国发展报告书"])
        #expect(view.names.map(\.text) == ["叶震", "Asimov, Isaac", "国家统计局. 综合司"])
        #expect(view.names.map(\.role) == ["主编", "070", nil])
        #expect(view.names.map(\.isMain) == [true, false, true])
        #expect(view.edition == "第2版")
        #expect(view.place == "北京")
        #expect(view.publisher == "中国统计出版社")
        #expect(view.date == "1994.8")
        #expect(view.year == 1994)
        #expect(view.extent == "320页")
        #expect(view.series == ["报告丛书"])
        #expect(view.subjects == ["经济发展 -- 中国 -- 1994"])
        #expect(view.isbns == ["9787503717444"])
        #expect(view.issns == ["0750-6848"])
        #expect(view.nationalNumbers == ["4166·123"])
        #expect(view.language == "chi")
        #expect(view.material == .text)
        #expect(view.isElectronic == false)
        #expect(view.localIdentifier == "CN99123")
        #expect(view.holdings == [.init(location: "BNU", callNumber: "F124/26", note: nil)])
    }

    @Test func `an empty record has nothing and no fault`() {
        for dialect in [Record.Dialect.marc21, .unimarc] {
            let view = Bibliographic(RecordBuilder(leader: "", dialect: dialect).record())
            #expect(view.title == nil)
            #expect(view.sortTitle == nil)
            #expect(view.names == [])
            #expect(view.year == nil)
            #expect(view.language == nil)
            #expect(view.holdings == [])
            #expect(view.isElectronic == false)
        }
    }

    /// The leader's sixth and seventh positions, the dialect, the material.
    static let materials: [(String, Record.Dialect, Bibliographic.Material)] = [
        ("am", .marc21, .text), ("as", .marc21, .serial), ("cm", .marc21, .score), ("em", .marc21, .map),
        ("gm", .marc21, .video), ("jm", .marc21, .sound), ("km", .marc21, .image), ("mm", .marc21, .software),
        ("rm", .marc21, .object), ("pc", .marc21, .mixed), ("x ", .marc21, .holdings), ("y ", .marc21, .holdings),
        ("am", .unimarc, .text), ("ls", .unimarc, .software), ("mm", .unimarc, .mixed), ("as", .unimarc, .serial),
    ]

    @Test(arguments: materials)
    func `the leader tells the material`(code: String, dialect: Record.Dialect, material: Bibliographic.Material) {
        let record = RecordBuilder(leader: "00000n\(code) a2200000 i 4500", dialect: dialect).record()
        #expect(Bibliographic(record).material == material)
    }

    /// A tag, its indicators and subfields, of a record that is electronic.
    static let electronic: [(Record.Dialect, Record.Tag, [(Character, String)])] = [
        (.marc21, "245", [("a", "T"), ("h", "[electronic resource] /")]),
        (.marc21, "245", [("a", "T"), ("h", "[电子资源]")]),
        (.marc21, "300", [("a", "1 online resource (36 p.)")]),
        (.marc21, "338", [("b", "cr")]),
        (.unimarc, "200", [("a", "T"), ("b", "电子资源")]),
        (.unimarc, "135", [("a", "drbn#---auaua")]),
        (.unimarc, "215", [("a", "在线资源(393页)")]),
    ]

    @Test(arguments: electronic)
    func `what needs a machine is electronic`(
        dialect: Record.Dialect, tag: Record.Tag, subfields: [(Character, String)]
    ) {
        var builder = RecordBuilder(dialect: dialect)
        builder.append(tag, " ", " ", subfields)
        #expect(Bibliographic(builder.record()).isElectronic)
    }

    /// 008, positions 35 to 37, 041 $a, the language.
    static let languages: [(String, String, String?)] = [
        ("chi", "", "chi"), ("zho", "", "chi"), ("und", "ger", "ger"), ("   ", "engfre", "eng"), ("|||", "", nil),
        ("ENG", "", "eng"), ("", "deu", "ger"),
    ]

    @Test(arguments: languages)
    func `the language is a code of ISO 639-2 B`(coded: String, field041: String, language: String?) {
        var builder = RecordBuilder()
        builder.append("008", "020204s1994    cc            000 0 \(coded)")
        builder.append("041", ["a": field041])
        #expect(Bibliographic(builder.record()).language == language)
    }

    @Test func `non-sorting marks are dropped and the words between them don't sort`() {
        for (open, close) in [("\u{88}", "\u{89}"), ("\u{98}", "\u{9C}")] {
            var builder = RecordBuilder(dialect: .unimarc)
            builder.append("200", "1", " ", ["a": "\(open)L'\(close)altra faccia della spirale"])
            let view = Bibliographic(builder.record())
            #expect(view.title == "L'altra faccia della spirale")
            #expect(view.sortTitle == "altra faccia della spirale")
        }
    }

    @Test func `the walker gives the bytes of each subfield`() {
        var found: [String] = []
        Self.marc21.forEachText(of: .title) { text in
            found.append(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        Self.marc21.forEachText(of: .name, vernacular: true) { text in
            found.append(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        Self.marc21.forEachText(of: .localIdentifier) { found.append("\($0.count)") }
        Self.unimarc.forEachText(of: .title, vernacular: true) { _ in found.append("never") }
        #expect(found == ["The report on China :", "叶震", "7"])
    }
}
