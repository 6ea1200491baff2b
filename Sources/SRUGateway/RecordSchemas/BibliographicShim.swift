import FederatedQuery

extension Bibliographic {
    var title: String? { nil }
    var subtitle: String? { nil }
    var partNumber: String? { nil }
    var partName: String? { nil }
    var vernacularTitle: String? { nil }
    var edition: String? { nil }
    var names: [Name] { [] }
    var publisher: String? { nil }
    var date: String? { nil }
    var language: String? { nil }
    var extent: String? { nil }
    var summary: String? { nil }
    var subjects: [String] { [] }
    var series: [String] { [] }
    var isbns: [String] { [] }
    var issns: [String] { [] }
    var urls: [String] { [] }
    var material: Material { .text }
}
