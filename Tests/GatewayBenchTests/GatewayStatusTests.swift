import Testing

@testable import GatewayBench

struct GatewayStatusTests {
    @Test func `adds up what every member says`() {
        let json = """
            {"alliance":"Bench","version":"0.1.0","members":[\
            {"id":"z1","state":"up","p50":5.4,"hits":25,"answers":7,"errors":1,"pool":{"busy":2,"idle":3}},\
            {"id":"z2","state":"up","p50":5.4,"hits":25,"answers":5,"errors":0,"pool":{"busy":0,"idle":1}}]}
            """
        let status = GatewayStatus(Array(json.utf8)[...])
        #expect(status.alliance == "Bench")
        #expect((status.answers, status.errors, status.connections) == (12, 1, 6))
    }

    @Test func `what stands in a query is encoded`() {
        #expect(percentEncoded("dc.title=\"é&b\" x") == "dc.title%3D%22%C3%A9%26b%22%20x")
    }
}
