import Foundation
import Testing

@testable import FederatedQuery

@Suite struct XCQLTests {
    private static let queries = [
        "fish", "dc.title any/stem/relevant \"fish & <frog>\"", "a and (b or c) not d",
        "a prox/distance<=3/unit=word/ordered b", "a sortby date title/sort.descending/missingValue=x",
        "红楼梦 曹雪芹", "dc.title = \"a \\\"b\\\"\"",
    ]

    @Test func `writes XCQL 1.2`() throws {
        #expect(
            try parseQuery("title any/stem a or \"<b>\"").xcql(.v12) == """
                <triple xmlns="http://www.loc.gov/zing/cql/xcql/"><boolean><value>or</value></boolean>\
                <leftOperand><searchClause><index>dc.title</index><relation><value>any</value><modifiers><modifier>\
                <type>stem</type></modifier></modifiers></relation><term>a</term></searchClause></leftOperand>\
                <rightOperand><searchClause><index>cql.serverChoice</index><relation><value>=</value></relation>\
                <term>&lt;b&gt;</term></searchClause></rightOperand></triple>
                """)
    }

    @Test func `writes XCQL 2.0, with sort keys`() throws {
        #expect(
            try parseQuery("a sortby date").xcql(.v20) == """
                <xcql xmlns="http://docs.oasis-open.org/ns/search-ws/xcql"><triple><searchClause>\
                <index>cql.serverChoice</index><relation><value>=</value></relation><term>a</term></searchClause>\
                </triple><sortKeys><key><index>dc.date</index><modifiers><modifier><type>sort.ascending</type>\
                </modifier></modifiers></key></sortKeys></xcql>
                """)
    }

    @Test func `writes nothing that XML can't hold`() {
        let query = Query(root: .clause(SearchClause(term: "a\u{0}\u{B}\u{FFFF}\r")))
        #expect(query.xcql().contains("<term>a\u{FFFD}\u{FFFD}\u{FFFD}&#13;</term>"))
    }

    /// The published schemas, outside the project: checked when they and xmllint are there.
    private static let schemas: [(XCQLVersion, String)] = [
        (.v12, "sru11/xcql.xsd"), (.v12, "sru12/xcql.xsd"), (.v20, "xcql/xcql.xsd"), (.v20, "sru20/xcql.xsd"),
    ]

    @Test(arguments: schemas)
    func `is valid against the published schemas`(version: XCQLVersion, schema: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("../shared/xsd/\(schema)").standardizedFileURL
        let xmllint = "/usr/bin/xmllint"
        guard FileManager.default.fileExists(atPath: file.path), FileManager.default.isExecutableFile(atPath: xmllint)
        else {
            print("XCQL not validated: \(file.path) or xmllint is not here")
            return
        }
        for text in Self.queries {
            let xml = try parseQuery(text).xcql(version)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: xmllint)
            process.arguments = ["--nonet", "--noout", "--schema", file.path, "-"]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardError = output
            try process.run()
            input.fileHandleForWriting.write(Data(xml.utf8))
            try input.fileHandleForWriting.close()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(xml)\n\(said)")
        }
    }
}
