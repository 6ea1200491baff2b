import CYaz
import FederatedQuery
import Logging
import ServiceLifecycle
import Testing

@testable import SRUGateway

/// Many associations at a time, and the end of all of them.
@Suite struct ManyClientsTests {
    @Test func `fifty clients each get their own answers`() async throws {
        try await withFace { port in
            try await withThrowingTaskGroup { group in
                for number in 0..<50 {
                    group.addTask {
                        try await RawClient.with(port: port) { client in
                            let welcome = try await client.ask(HostileClientTests.initialise)
                            #expect(welcome == "init 1")
                            for round in 1...5 {
                                let hits = try await client.ask(encodeSearch(pqf: "fish\(number)x\(round)"))
                                #expect(hits == "hits 12")
                                let records = try await client.ask(HostileClientTests.present(round, 2))
                                let expected = [round, round + 1].map { "fish\(number)x\(round) \($0)" }
                                #expect(records == "records " + expected.joined(separator: ", "))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// A face as the server runs it.
    private struct FaceService: Service {
        let face: Z3950Face
        let bound: AsyncStream<Int>.Continuation

        func run() async throws { try await face.run(host: "127.0.0.1", port: 0) { bound.yield($0) } }
    }

    @Test func `a graceful shutdown lets a search finish, says Close to all and accepts no more`() async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let service = FaceService(
            face: Z3950Face(
                pages: Canned.library, environment: AssociationScript.environment, logger: Logger(label: "z3950")),
            bound: bound)
        let group = ServiceGroup(services: [service], logger: Logger(label: "shutdown"))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return }
            let idle = Task {
                try await RawClient.with(port: port) { client in
                    try await [client.ask(HostileClientTests.initialise), client.response(), client.response()]
                }
            }
            let answers = try await RawClient.with(port: port) { client in
                let welcome = try await client.ask(HostileClientTests.initialise)
                try await client.send(encodeSearch(pqf: "slow"))
                try await Task.sleep(for: .milliseconds(100))
                await group.triggerGracefulShutdown()
                return try await [welcome, client.response(), client.response(), client.response()]
            }
            #expect(answers == ["init 1", "hits 12", "close 1", nil])
            #expect(try await idle.value == ["init 1", "close 1", nil])
            try await tasks.waitForAll()
            await #expect(throws: (any Error).self) {
                try await RawClient.with(port: port) { try await $0.ask(HostileClientTests.initialise) }
            }
        }
    }
}
