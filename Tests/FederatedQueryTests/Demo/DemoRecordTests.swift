import Testing

@testable import DemoRecords

/// One edition as each member catalogues it, and its bytes.
@Suite struct DemoRecordTests {
    static let edition = {
        var edition = Edition()
        edition.id = "santi-2"
        edition.language = "chi"
        edition.title = Forms("三体", romanised: "San ti", traditional: "三體")
        edition.part = Forms("II")
        edition.partTitle = Forms("黑暗森林", romanised: "Hei an sen lin")
        edition.responsibility = Forms("刘慈欣著", romanised: "Liu Cixin zhu", traditional: "劉慈欣著")
        edition.authors = [Forms("刘慈欣, 1963-", romanised: "Liu, Cixin, 1963-", traditional: "劉慈欣, 1963-")]
        edition.editionStatement = Forms("2")
        edition.place = Forms("重庆", romanised: "Chongqing", traditional: "重慶")
        edition.publisher = Forms("重庆出版社", romanised: "Chongqing chu ban she", traditional: "重慶出版社")
        edition.year = "2008"
        edition.pages = "470"
        edition.isbn = "978-7-5366-9396-8"
        edition.classification = "I247.55"
        edition.subjects = [Forms("小说 @ 中国 # 当代", romanised: "Science fiction, Chinese")]
        return edition
    }()

    @Test(
        arguments: [
            ("romanised", "245", ["10|6880-02|aSan ti.|nII,|pHei an sen lin /|cLiu Cixin zhu."]),
            ("romanised", "250", ["  |6880-03|aDi 2 ban."]),
            (
                "romanised", "880",
                [
                    "1 |6100-01/$1|a刘慈欣,|d1963-", "10|6245-02/$1|a三体.|nII,|p黑暗森林 /|c刘慈欣著.",
                    "  |6250-03/$1|a第2版.", "  |6260-04/$1|a重庆 :|b重庆出版社,|c2008.",
                ]
            ),
            ("romanised", "020", ["  |a9787536693968", "  |a7536693966"]),
            ("plain", "245", ["10|a三體|nII|p黑暗森林|c劉慈欣著"]),
            ("plain", "100", ["0 |a劉慈欣"]),
            ("plain", "880", []),
            ("cnmarc", "200", ["1 |a三体|Asan ti|hII|i黑暗森林|f刘慈欣著"]),
            ("cnmarc", "205", ["  |a2版"]),
            ("cnmarc", "606", ["0 |a小说|y中国|z当代"]),
            ("cnmarc", "701", [" 0|a刘慈欣|Aliu cixin|f1963-|4著"]),
            ("cnmarc", "905", ["  |aX|bXB000007|dI247.55|e7|f文学艺术书库"]),
            ("unimarc", "200", ["1 |a三体|hII|i黑暗森林|f刘慈欣著"]),
            ("unimarc", "205", ["  |a第2版"]),
            ("unimarc", "700", [" 0|a刘慈欣|f1963-|4070"]),
            ("unimarc", "995", ["  |bX|c文学艺术书库|fXB000007|kI247.55/LIU08"]),
            ("koha", "250", ["  |a第二版"]),
            ("koha", "300", ["  |a470页"]),
            ("koha", "952", ["  |aX|bX|c文学艺术书库|oI247.55 LIU08|pXB000007|yBK"]),
            ("rda", "264", [" 1|a重庆 :|b重庆出版社,|c2008."]),
            ("rda", "300", ["  |a470 pages"]),
        ] as [(String, String, [String])])
    func `catalogues by its own rules`(habits: String, tag: String, expected: [String]) throws {
        let record = try record(habits, habits == "plain" ? [.traditional] : [])
        #expect(record.fields.filter { $0.tag == tag }.map(line) == expected)
    }

    @Test(
        arguments: [
            ([.otherRole], "245", ["10|a三体|nII|p黑暗森林|c刘慈欣编著"]),
            ([.noEdition], "250", []),
            ([.noISBN], "020", []),
            ([.noSubjects], "650", []),
            ([], "650", [" 4|a小说"]),
        ] as [(Set<Copy.Difference>, String, [String])])
    func `differs from the full record`(differences: Set<Copy.Difference>, tag: String, expected: [String]) throws {
        #expect(try record("koha", differences).fields.filter { $0.tag == tag }.map(line) == expected)
    }

    @Test(arguments: Habits.named.keys.sorted())
    func `the directory leads to every field`(habits: String) throws {
        let bytes = try record(habits, []).iso2709 { Array($0.utf8) }
        let text = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
        let base = try #require(Int(text(12..<17)))
        #expect(Int(text(0..<5)) == bytes.count)
        #expect(bytes.last == 0x1D)
        for entry in stride(from: 24, to: base - 1, by: 12) {
            let length = try #require(Int(text(entry + 3..<entry + 7)))
            let start = try #require(Int(text(entry + 7..<entry + 12))) + base
            #expect(bytes[start + length - 1] == 0x1E)
            #expect(!bytes[start..<start + length - 1].contains(0x1E))
        }
    }

    @Test(
        arguments: [
            ("marc-8", "aé", [0x61, 0xE2, 0x65]),
            ("marc-8", "Ė", [0xE7, 0x45]),
            ("marc-8", "三", [0x1B, 0x24, 0x31, 0x21, 0x30, 0x24, 0x1B, 0x28, 0x42]),
            ("gb18030", "三a", [0xC8, 0xFD, 0x61]),
            ("utf-8", "三", [0xE4, 0xB8, 0x89]),
        ] as [(String, String, [UInt8])])
    func `encodes and comes back to ASCII`(charset: String, text: String, bytes: [UInt8]) throws {
        #expect(try Encoder(charset: charset).encode(text) == bytes)
    }

    @Test func `refuses what the character set lacks`() throws {
        #expect(throws: NotEncodable(text: "呐喊", charset: "marc-8")) { try Encoder(charset: "marc-8").encode("呐喊") }
        #expect(throws: NotEncodable.self) { try Encoder(charset: "no-such") }
    }

    @Test(
        arguments: [
            ("7-02-000220-X", "702000220X", "9787020002207"), ("978-7-302-22446-4", "7302224463", "9787302224464"),
            ("979-10-90636-07-1", nil, "9791090636071"), ("7-02-000220-1", nil, nil), ("12", nil, nil),
        ] as [(String, String?, String?)])
    func `an ISBN has two forms`(printed: String, short: String?, long: String?) {
        #expect(ISBN(printed)?.short == short)
        #expect(ISBN(printed)?.long == long)
    }

    private func record(_ habits: String, _ differences: Set<Copy.Difference>) throws -> MARCRecord {
        let member = Member(
            id: "x", access: .z3950, port: 0, habits: try #require(Habits.named[habits]), charset: "utf-8",
            queryCharset: "utf-8", volumes: nil, name: "X")
        let copy = Copy(member: "x", differences: differences)
        return member.record(ShelvedCopy(edition: Self.edition.with(differences), copy: copy, number: 7))
    }

    private func line(_ field: MARCRecord.Field) -> String {
        switch field {
        case .control(_, let text): text
        case .data(_, let indicators, let subfields):
            indicators + subfields.map { "|\($0.code)\($0.text)" }.joined()
        }
    }
}
