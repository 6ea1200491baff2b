import Synchronization
import Testing

@testable import SRUGateway

@Suite struct ReadinessTests {
    @Test func `it is ready, and says so once, when both faces listen, until it is told to stop`() {
        let said = Mutex<[String]>([])
        let readiness = Readiness(database: "alliance") { line in said.withLock { $0.append(line) } }
        readiness.z3950(ListenAddress(host: "::1", port: 2210))
        #expect(!readiness.isReady && said.withLock { $0.isEmpty })
        readiness.http(ListenAddress(host: "127.0.0.1", port: 8210))
        #expect(readiness.isReady)
        let line = "sru-gateway: listening on http://127.0.0.1:8210/alliance and tcp:[::1]:2210/alliance"
        #expect(said.withLock { $0 } == [line])
        readiness.stop()
        #expect(!readiness.isReady)
    }
}
