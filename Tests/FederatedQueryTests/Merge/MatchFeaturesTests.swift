import Testing

@testable import FederatedQuery

@Suite struct MatchFeaturesTests {
    @Test(
        arguments: [
            ("第2版", 2), ("二版", 2), ("2nd ed.", 2), ("Second edition", 2), ("3. Aufl.", 3), ("2e éd.", 2),
            ("6., überarb. und erw. Aufl", 6), ("Nouv. éd., Sonderdruck zu 12. Aufl. 2011", 12), ("修订第三版", 3),
            ("修订版", 0), ("[Reprint]", 0), ("6th impr", 0), ("第2版 第3次印刷", 2), ("Ausg. 1863", 0),
        ] as [(String, UInt8)])
    func `reads the number of an edition`(statement: String, expected: UInt8) {
        #expect(features(Book(title: "x", edition: statement).record).edition == expected)
    }

    @Test(arguments: ["Python学习手册（第4版）", "Python学习手册 第四版", "Python学习手册(第４版)"])
    func `takes an edition out of the title`(title: String) {
        let found = features(Book(title: title).cnmarc.record)
        #expect(found.edition == 4)
        #expect(found.mainTitle == features(Book(title: "Ｐｙｔｈｏｎ學習手冊").cnmarc.record).mainTitle)
    }

    @Test(
        arguments: [
            ("XI, 158 S.", 158, 0), ("158页", 158, 0), ("422,图版[40]页", 422, 0), ("1 réduction (VI, 188 p.)", 188, 0),
            ("2 DVD-Videos (109 Min.)", 0, 2), ("1 Karte", 0, 1), ("Bd.", 0, 0),
            ("268 sivua, 8 numeroimatonta", 268, 0),
        ] as [(String, UInt16, UInt16)])
    func `reads pages, or else pieces`(extent: String, pages: UInt16, pieces: UInt16) {
        let found = features(Book(title: "x", extent: extent).record)
        #expect(found.pages == pages)
        #expect(found.pieces == pieces)
    }

    @Test(
        arguments: [
            ("2011.", 2011), ("c1990", 1990), ("[2019]", 2019), ("2010.5", 2010), ("１９９５", 1995), ("18uu", 0),
            ("1979-1999", 1979), ("", 0), ("99999", 0),
        ] as [(String, UInt16)])
    func `reads the year`(date: String, expected: UInt16) {
        #expect(features(Book(title: "x", year: date).record).year == expected)
    }

    @Test(
        arguments: [
            "1 Online-Ressource (166 Seiten)", "在线资源(393页)", "1 electronic text", "1 livre électronique (e-book)",
        ])
    func `knows what is read on a screen`(extent: String) {
        #expect(features(Book(title: "x", extent: extent).record).isElectronic)
        #expect(!features(Book(title: "Online", extent: "166 Seiten").record).isElectronic)
    }

    @Test func `splits title and subtitle in either dialect and wherever the mark stands`() {
        let one = features(Book(title: "舍我其谁：胡适", responsibility: "江勇振著").cnmarc.record)
        let other = features(Book(title: "舍我其谁", subtitle: "胡适", author: "江勇振").record)
        #expect(one.mainTitle == other.mainTitle)
        #expect(one.fullTitle == other.fullTitle)
    }

    @Test func `gives records that say the same the same fingerprint, others not`() {
        let emma = Book(title: "Emma", author: "Austen, Jane", year: "1815")
        var later = emma
        later.year = "1816"
        #expect(features(emma.record).fingerprint == features(emma.record).fingerprint)
        #expect(features(emma.record).fingerprint != features(later.record).fingerprint)
    }

    @Test(arguments: [("020", "b"), ("021", "b"), ("091", "a")] as [(Record.Tag, Character)])
    func `finds China's own numbers where CNMARC has them`(tag: Record.Tag, code: Character) {
        var builder = RecordBuilder(dialect: .unimarc)
        builder.append(tag, " ", " ", [("a", "CN"), (code, "10019.2586")])
        #expect(features(builder.record()).identifierCount == 1)
    }

    /// Fields of any bytes: nothing may crash, and what is kept stays small.
    @Test func `bears hostile bytes`() {
        var random = SplitMix(seed: 2_108)
        let tags: [Record.Tag] = [
            "007", "008", "020", "024", "035", "100", "101", "200", "245", "264", "300", "490", "650", "880",
        ]
        var extractor = FeatureExtractor()
        var pool = FeaturePool()
        for _ in 0..<300 {
            var bytes = [UInt8](repeating: 0x20, count: Int.random(in: 0...30, using: &random))
            var fields: [Record.Field] = []
            for tag in tags {
                let start = bytes.count
                for _ in 0..<Int.random(in: 0...40, using: &random) {
                    bytes.append(
                        [0x1F, 0x61, 0x28, 0xE7, 0xAC, 0xAC, 0x31, UInt8.random(in: 0...255, using: &random)]
                            .randomElement(using: &random) ?? 0)
                }
                fields.append(Record.Field(tag: tag, range: start..<bytes.count))
            }
            let dialect: Record.Dialect = Bool.random(using: &random) ? .marc21 : .unimarc
            let record = Record(bytes: bytes, fields: fields, dialect: dialect, charset: "utf-8")
            let found = extractor.features(of: record, into: &pool)
            #expect(found.titleCount <= 40 && found.identifierCount <= 16)
            if case .different = compareCopies(found, found, in: pool) { Issue.record("differs from itself") }
        }
    }
}
