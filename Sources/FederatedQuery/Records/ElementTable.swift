/// Which fields hold which element, in each dialect: the one place that knows.
///
/// Source: MARC 21 Format for Bibliographic Data; UNIMARC Manual: Bibliographic Format; 新版中国机读目录格式使用手册 (CNMARC).
enum ElementTable {
    /// Where `element` stands in records of `dialect`; earlier paths are the better ones.
    static func paths(for element: Element, _ dialect: Record.Dialect) -> [ElementPath] {
        dialect == .marc21 ? marc21[element.rawValue] : unimarc[element.rawValue]
    }

    private static let marc21 = Element.allCases.map(marc21Paths)
    private static let unimarc = Element.allCases.map(unimarcPaths)

    private static func marc21Paths(_ element: Element) -> [ElementPath] {
        switch element {
        case .title: [ElementPath("245", "a")]
        case .subtitle: [ElementPath("245", "b")]
        case .partNumber: [ElementPath("245", "n")]
        case .partName: [ElementPath("245", "p")]
        case .responsibility: [ElementPath("245", "c")]
        case .alternativeTitle:
            [
                ElementPath("130", "a"), ElementPath("240", "a"), ElementPath("246", "a"), ElementPath("247", "a"),
                ElementPath("730", "a"), ElementPath("740", "a"),
            ]
        case .name:
            [
                ElementPath("100", "ab"), ElementPath("110", "ab"), ElementPath("111", "a"),
                ElementPath("700", "ab"), ElementPath("710", "ab"), ElementPath("711", "a"), ElementPath("720", "a"),
            ]
        case .edition: [ElementPath("250", "a")]
        // 264 with second indicator 1 is publication; the others are production, distribution, manufacture, copyright.
        case .place: [ElementPath("264", "a", second: 0x31), ElementPath("260", "a")]
        case .publisher: [ElementPath("264", "b", second: 0x31), ElementPath("260", "b")]
        case .date: [ElementPath("264", "c", second: 0x31), ElementPath("260", "c"), ElementPath("264", "c")]
        case .extent: [ElementPath("300", "a")]
        case .series: [ElementPath("490", "a"), ElementPath("440", "a")]
        case .seriesNumber: [ElementPath("490", "v"), ElementPath("440", "v")]
        case .subject:
            [
                ElementPath("600", "abcdtvxyz"), ElementPath("610", "abtvxyz"), ElementPath("611", "atvxyz"),
                ElementPath("630", "atvxyz"), ElementPath("648", "avxyz"), ElementPath("650", "abvxyz"),
                ElementPath("651", "avxyz"), ElementPath("653", "a"), ElementPath("655", "avxyz"),
            ]
        case .isbn: [ElementPath("020", "a")]
        case .issn: [ElementPath("022", "a")]
        case .lccn: [ElementPath("010", "a")]
        case .systemNumber: [ElementPath("035", "a")]
        case .nationalNumber: [ElementPath("015", "a"), ElementPath("016", "a")]
        case .language: [ElementPath("041", "a")]
        case .summary: [ElementPath("520", "a")]
        case .url: [ElementPath("856", "u")]
        case .localIdentifier: [ElementPath("001")]
        }
    }

    private static func unimarcPaths(_ element: Element) -> [ElementPath] {
        switch element {
        case .title: [ElementPath("200", "a")]
        case .subtitle: [ElementPath("200", "e")]
        case .partNumber: [ElementPath("200", "h")]
        case .partName: [ElementPath("200", "i")]
        case .responsibility: [ElementPath("200", "fg")]
        case .alternativeTitle:
            [
                ElementPath("200", "d"), ElementPath("500", "a"), ElementPath("510", "a"), ElementPath("512", "a"),
                ElementPath("513", "a"), ElementPath("514", "a"), ElementPath("516", "a"), ElementPath("517", "a"),
                ElementPath("518", "a"), ElementPath("520", "a"), ElementPath("532", "a"), ElementPath("540", "a"),
                ElementPath("541", "a"),
            ]
        case .name:
            [
                ElementPath("700", "ab"), ElementPath("710", "ab"), ElementPath("720", "a"), ElementPath("701", "ab"),
                ElementPath("711", "ab"), ElementPath("702", "ab"), ElementPath("712", "ab"), ElementPath("730", "a"),
            ]
        case .edition: [ElementPath("205", "a")]
        case .place: [ElementPath("214", "a", second: 0x30), ElementPath("210", "a")]
        case .publisher: [ElementPath("214", "c", second: 0x30), ElementPath("210", "c")]
        case .date: [ElementPath("214", "d", second: 0x30), ElementPath("210", "d"), ElementPath("214", "d")]
        case .extent: [ElementPath("215", "a")]
        case .series: [ElementPath("225", "a")]
        case .seriesNumber: [ElementPath("225", "v")]
        case .subject:
            [
                ElementPath("600", "abxyz"), ElementPath("601", "abxyz"), ElementPath("602", "axyz"),
                ElementPath("604", "axyz"), ElementPath("605", "axyz"), ElementPath("606", "axyz"),
                ElementPath("607", "axyz"), ElementPath("608", "axyz"), ElementPath("610", "a"),
            ]
        case .isbn: [ElementPath("010", "a")]
        case .issn: [ElementPath("011", "a")]
        case .lccn: []
        case .systemNumber: [ElementPath("035", "a")]
        // 020 $b: national bibliography; 021 $b: legal deposit; 091 $a: 统一书号, China's book number before the ISBN.
        case .nationalNumber: [ElementPath("020", "b"), ElementPath("021", "b"), ElementPath("091", "a")]
        case .language: [ElementPath("101", "a")]
        case .summary: [ElementPath("330", "a")]
        case .url: [ElementPath("856", "u")]
        case .localIdentifier: [ElementPath("001")]
        }
    }
}
