import CYaz
import FederatedQuery
import NIOCore
import Testing

@testable import SRUGateway

/// The face and clients that don't do as they should.
@Suite struct HostileClientTests {
    /// An Init of version 3, which knows Close.
    static let initialise = encodeRequest(Z_APDU_initRequest) { stream, apdu in
        apdu.pointee.u.initRequest.pointee.protocolVersion = stream.bits([0, 1, 2])
    }

    static func present(_ start: Int, _ count: Int, reference: UInt8? = nil) -> [UInt8] {
        encodeRequest(Z_APDU_presentRequest) { stream, apdu in
            guard let pdu = apdu.pointee.u.presentRequest else { return }
            pdu.pointee.resultSetStartPoint = stream.integer(start)
            pdu.pointee.numberOfRecordsRequested = stream.integer(count)
            pdu.pointee.referenceId = reference.map { stream.octets([$0]) }
        }
    }

    /// An Init with EXTERNALs in octet strings of EXTERNALs: libyaz decodes them too, down to its own limit.
    static func hiddenNesting(depth: Int) -> [UInt8] {
        func value(_ tag: [UInt8], _ content: [UInt8]) -> [UInt8] {
            let length = content.count
            return tag + [0x83, UInt8(length >> 16), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)] + content
        }
        let userInfo1: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x13, 0x0A, 0x03]
        var nested: [UInt8] = []
        for _ in 0..<depth {
            let external = value([0xA4], userInfo1 + value([0x81], nested))
            nested = value([0xBF, 0x81, 0x49], value([0x30], external))
        }
        return value([0xB4], initialise.dropFirst(2) + nested)
    }

    @Test(
        arguments: [
            (Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), "a browser"),
            ([UInt8](repeating: 0, count: 5000), "zeros"),
            ([0xB4, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], "two thousand million octets announced"),
            ([0xB4, 0x03, 0x81, 0x01, 0x05], "an Init without its mandatory parts"),
            (Array(repeating: [0xB4, 0x80] as [UInt8], count: 1000).flatMap { $0 }, "bottomless nesting"),
            (hiddenNesting(depth: 5000), "nesting where the scanner does not look"),
        ] as [([UInt8], String)])
    func `is told Close and let go`(octets: [UInt8], what: String) async throws {
        try await withFace { port in
            let answers = try await RawClient.with(port: port) { client in
                try await [client.ask(octets), client.response()]
            }
            #expect(answers == ["close 6", nil], "\(what)")
            let after = try await RawClient.with(port: port) { try await $0.ask(Self.initialise) }
            #expect(after == "init 1", "after \(what)")
        }
    }

    @Test func `may send an octet at a time`() async throws {
        try await withFace { port in
            let answers = try await RawClient.with(port: port) { client in
                for octet in Self.initialise + encodeSearch(pqf: "fish") { try await client.send([octet]) }
                return try await [client.response(), client.response()]
            }
            #expect(answers == ["init 1", "hits 12"])
        }
    }

    @Test func `may send many requests at once, and gets the answers in order`() async throws {
        try await withFace { port in
            let answers = try await RawClient.with(port: port) { client in
                let requests = (1...40).flatMap { Self.present(Int($0 % 12) + 1, 1, reference: $0) }
                try await client.send(Self.initialise + encodeSearch(pqf: "fish") + requests)
                var answers: [String?] = []
                for _ in 1...42 { answers.append(try await client.response()) }
                return answers
            }
            #expect(answers.prefix(2) == ["init 1", "hits 12"])
            #expect(answers.dropFirst(2) == (1...40).map { "records fish \($0 % 12 + 1) for [\($0)]" }[...])
        }
    }

    @Test(arguments: [([], "silence"), (Array(initialise.prefix(9)), "half an Init")] as [([UInt8], String)])
    func `is let go when no Init comes`(octets: [UInt8], what: String) async throws {
        try await withFace(configure: { $0.patience.beforeInit = .milliseconds(100) }) { port in
            let answers = try await RawClient.with(port: port) { client in
                try? await client.send(octets)  // on a busy machine the time may be up already
                return try await [client.response(), client.response()]
            }
            #expect(answers == ["close 7", nil], "\(what)")
        }
    }

    @Test func `is let go when it falls silent, though octets trickle in`() async throws {
        try await withFace(configure: { $0.patience.betweenRequests = .milliseconds(200) }) { port in
            let answers = try await RawClient.with(port: port) { client in
                let first = try await client.ask(Self.initialise)
                for octet in encodeSearch(pqf: "fish").prefix(10) {
                    try? await client.send([octet])  // the last ones find the door shut
                    try await Task.sleep(for: .milliseconds(50))
                }
                return try await [first, client.response(), client.response()]
            }
            #expect(answers == ["init 1", "close 7", nil])
        }
    }

    @Test func `does not hold its place when it stops reading`() async throws {
        try await withFace(configure: {
            $0.maximumAssociations = 1
            $0.patience.betweenRequests = .milliseconds(200)
            $0.patience.grace = .milliseconds(200)
        }) { port in
            try await RawClient.with(port: port) { client in
                let requests = (0..<400).flatMap { _ in Self.present(1, 12) }
                let answer = try await client.ask(Self.initialise)
                #expect(answer == "init 1")
                // On a busy machine its time may be up already; it reads nothing of forty megabytes.
                try? await client.send(encodeSearch(pqf: "large") + requests)
                var next: String?
                for _ in 0..<200 where next == nil {
                    try await Task.sleep(for: .milliseconds(50))
                    next = try? await RawClient.with(port: port) { try await $0.ask(Self.initialise) }
                }
                #expect(next == "init 1")
            }
        }
    }

    @Test func `is turned away when there are too many, and comes in when one has left`() async throws {
        try await withFace(configure: { $0.maximumAssociations = 2 }) { port in
            try await RawClient.with(port: port) { first in
                let welcome = try await first.ask(Self.initialise)
                #expect(welcome == "init 1")
                try await RawClient.with(port: port) { second in
                    let welcome = try await second.ask(Self.initialise)
                    #expect(welcome == "init 1")
                    let refusal = try? await RawClient.with(port: port) { try await $0.ask(Self.initialise) }
                    #expect(refusal == nil)
                }
            }
            var welcome: String?
            for _ in 0..<50 where welcome == nil {
                welcome = try? await RawClient.with(port: port) { try await $0.ask(Self.initialise) }
                if welcome == nil { try await Task.sleep(for: .milliseconds(20)) }
            }
            #expect(welcome == "init 1")
        }
    }

    @Test func `takes its search along when it leaves`() async throws {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Bool.self)
        try await withFace(
            pages: { (request) throws(SearchError) in
                do { try await Task.sleep(for: .seconds(20)) } catch { cancelled.yield(true) }
                throw .shuttingDown
            }
        ) { port in
            try await RawClient.with(port: port) { client in
                _ = try await client.ask(Self.initialise)
                try await client.send(encodeSearch(pqf: "fish"))
                try await Task.sleep(for: .milliseconds(100))
            }
            var iterator = cancellations.makeAsyncIterator()
            #expect(await iterator.next() == true)
        }
    }
}
