import FederatedQuery
import Testing

@testable import GatewayBench

struct VariedRecordsTests {
    private static var originals: [Record] {
        [
            ("The history of printing in Sichuan", "Wang, Hui", "0201633612", "1998"),
            ("Handbook of bridge construction", "Smith, John", "9780306406157", "2004"),
            ("Über Bücher", "Müller, Hans", "316148410X", "1971"),
        ].map { title, author, isbn, year in
            var builder = RecordBuilder()
            builder.append("001", isbn)
            builder.append("020", ["a": "\(isbn) (pbk.)"])
            builder.append("100", ["a": author])
            builder.append("245", ["a": "\(title) /", "c": author])
            builder.append("260", ["a": "Chengdu :", "b": "University Press,", "c": year])
            builder.append("300", ["a": "312 p."])
            return builder.record()
        }
    }

    @Test func `an edition's four copies are joined, and no edition with another`() {
        let records = VariedRecords(Self.originals).records(3 * 4 * 5)
        var clustering = Clustering()
        clustering.add(records.enumerated().map { Copy(member: "m", position: $0.offset + 1, record: $0.element) })
        let versions = clustering.clusters.map { cluster in Set(cluster.copies.map { $0 % 3 + $0 / 12 * 3 }) }
        #expect(versions.allSatisfy { $0.count == 1 })
        #expect(clustering.clusters.count == 15)
    }

    @Test func `the first versions are the records as they are`() {
        let first = VariedRecords(Self.originals).records(3)
        #expect(first.map { $0.value("245", "a") } == Self.originals.map { $0.value("245", "a") })
    }

    @Test func `another edition's ISBN is another one, and valid`() {
        let numbers = VariedRecords(Self.originals).records(3 * 4 * 20).compactMap { record in
            record.value("020", "a").flatMap { text in isbn13(Array(text.utf8).span) }
        }
        // Three of the four copies have one.
        #expect(numbers.count == 3 * 3 * 20)
        #expect(Set(numbers).count == 3 * 20)
    }
}
