import FederatedQuery

extension Bibliographic {
    private func first(_ tag: Record.Tag, _ code: UInt8) -> String? {
        for field in record.fields(tag) {
            for part in record.subfields(field) where part.code == code { return record.text(part.range) }
        }
        return nil
    }
    var title: String? { first("245", 0x61) }
    var subtitle: String? { first("245", 0x62) }
    var names: [Name] { [] }
    var publisher: String? { first("260", 0x62) }
    var date: String? { first("260", 0x63) }
    var language: String? { nil }
    var extent: String? { first("300", 0x61) }
    var subjects: [String] { [] }
    var isbns: [String] { [] }
    var material: Material? { .text }
}
