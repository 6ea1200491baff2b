import FederatedQuery
import Foundation
import Testing

@testable import SRUGateway

/// Real records, of every character set and malformation there is beside the project.
struct SharedRecordsTests {
    /// The records of each file of at most 220 KB below `shared/marc`; `nil`, and a line that says so, when there is none.
    private static func files() -> [[Record]]? {
        let folder = URL(filePath: #filePath).appending(path: "../../../../../shared/marc").standardizedFileURL
        guard let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey]) else {
            return nil
        }
        let files = paths.compactMap { $0 as? URL }.filter { url in
            let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
            return ["mrc", "iso", "xml"].contains(url.pathExtension) && (size ?? .max) <= 220_000
        }
        guard !files.isEmpty else {
            print("no records in \(folder.path), nothing written")
            return nil
        }
        return files.compactMap { try? Array(Data(contentsOf: $0)) }.map { bytes in
            decodeFile(bytes).compactMap { try? $0.result.get() }
        }
    }

    private func collection(_ records: [Record], _ start: StaticString, _ end: StaticString, _ schema: RecordSchema)
        -> [UInt8]
    {
        var xml = XMLWriter()
        xml.markup(start)
        for record in records { schema.write(record, to: &xml) }
        xml.markup(end)
        return xml.bytes
    }

    @Test func `every real record is valid in either schema, and its MARCXML says what it says`() throws {
        guard let files = Self.files() else { return }
        let marcxml = files.map {
            collection($0, #"<collection xmlns="http://www.loc.gov/MARC21/slim">"#, "</collection>", .marcxml)
        }
        let dublinCore = files.map {
            collection($0, #"<d:dcCollection xmlns:d="info:srw/schema/1/dc-schema">"#, "</d:dcCollection>", .dc)
        }
        for (records, document) in zip(files, marcxml) {
            let again = decodeFile(document).compactMap { try? $0.result.get() }
            #expect(again.map { Bibliographic($0).title } == records.map { Bibliographic($0).title })
        }
        guard SharedSchemas.areHere() else { return }
        #expect(try SharedSchemas.complaints(against: marcxml, schema: "marcxml/MARC21slim.xsd") == "")
        #expect(try SharedSchemas.complaints(against: dublinCore, schema: "dc/srw_dc-UNOFFICIAL.xsd") == "")
        print("written and read again: \(files.joined().count) records of \(files.count) files")
    }
}
