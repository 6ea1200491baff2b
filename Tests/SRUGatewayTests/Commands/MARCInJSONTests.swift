import Testing

@testable import FederatedQuery
@testable import SRUGateway

@Suite struct MARCInJSONTests {
    private static func record() -> Record {
        var builder = RecordBuilder()
        builder.append("001", "x\"1\"")
        builder.append("245", "1", "0", [("a", "红楼梦 /"), ("c", "曹雪芹著")])
        return builder.record()
    }

    @Test func `a record is MARC-in-JSON with its provenance, on one line`() {
        var json = JSONText()
        json.line(DecodedRecord(index: 3, result: .success(Self.record())), of: "a b.mrc")
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"leader":"     nam a22      i 4500","fields":[{"001":"x\"1\""},{"245":{"ind1":"1","ind2":"0","#
                + #""subfields":[{"a":"红楼梦 /"},{"c":"曹雪芹著"}]}}],"gateway":{"file":"a b.mrc","index":3,"#
                + #""format":"marc21","charset":"utf-8","notes":[]}}"# + "\n")
    }

    @Test func `a record that can't be read is a line with its error`() {
        var json = JSONText()
        json.line(DecodedRecord(index: 0, result: .failure(UnreadableRecord(why: "no directory"))), of: "f")
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"error":"no directory","gateway":{"file":"f","index":0}}"# + "\n")
    }

    @Test func `clusters are numbered in the order of their first records`() {
        var clustering = Clustering()
        var other = RecordBuilder()
        other.append("001", "o,1")
        other.append("245", "0", "0", [("a", "水浒传")])
        clustering.add([
            Copy(member: "a.mrc", position: 1, record: other.record()),
            Copy(member: "a.mrc", position: 2, record: Self.record()),
        ])
        #expect(
            String(decoding: clusterTable(clustering), as: UTF8.self)
                == "file,index,identifier,cluster\na.mrc,0,\"o,1\",1\na.mrc,1,\"x\"\"1\"\"\",2\n")
    }
}
