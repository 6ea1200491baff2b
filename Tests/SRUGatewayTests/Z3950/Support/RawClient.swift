import CYaz
import NIOCore
import NIOPosix

@testable import SRUGateway

/// A client that sends octets as the test wants them, and reads what comes back.
struct RawClient {
    private var octets: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let writer: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var pending = ByteBuffer()

    /// Connects, and lets `body` use the connection.
    static func with<T: Sendable>(
        port: Int, _ body: @Sendable (inout RawClient) async throws -> T
    ) async throws -> T {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = RawClient(octets: inbound.makeAsyncIterator(), writer: outbound)
            return try await body(&client)
        }
    }

    func send(_ octets: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: octets)) }

    /// The next APDU in a few words; `nil` when the connection has been closed.
    mutating func response() async throws -> String? {
        var scanner = BERFrameScanner(maximumLength: 1 << 24, maximumDepth: 100)
        while true {
            if let length = try scanner.scan(pending.readableBytesView), let frame = pending.readBytes(length: length) {
                return responseSummary(frame)
            }
            do {
                guard var more = try await octets.next() else { return nil }
                pending.writeBuffer(&more)
            } catch is IOError {
                return nil  // reset: closed with octets of ours unread
            }
        }
    }

    /// Sends a request and gives the response to it.
    mutating func ask(_ octets: [UInt8]) async throws -> String? {
        try await send(octets)
        return try await response()
    }
}

/// What a response says: `hits 12`, `records a, b`, `close 6` and so on; with its reference, when it has one.
private func responseSummary(_ octets: [UInt8]) -> String {
    let stream = ODRStream(.decode)
    var octets = octets
    return octets.withUnsafeMutableBytes { bytes in
        odr_setbuf(stream.raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
        var apdu: UnsafeMutablePointer<Z_APDU>?
        guard z_APDU(stream.raw, &apdu, 0, nil) != 0, let apdu = apdu?.pointee else { return "undecodable" }
        switch apdu.which {
        case Z_APDU_initResponse: return "init \(apdu.u.initResponse.pointee.result.pointee)"
        case Z_APDU_searchResponse:
            let response = apdu.u.searchResponse.pointee
            return "hits \(response.resultCount.pointee)" + reference(response.referenceId)
        case Z_APDU_presentResponse:
            let response = apdu.u.presentResponse.pointee
            return "records \(records(response.records))" + reference(response.referenceId)
        case Z_APDU_close: return "close \(apdu.u.close.pointee.closeReason.pointee)"
        default: return "APDU \(apdu.which)"
        }
    }
}

private func reference(_ id: UnsafeMutablePointer<Z_ReferenceId>?) -> String {
    id.map { " for \($0.octets)" } ?? ""
}

private func records(_ records: UnsafeMutablePointer<Z_Records>?) -> String {
    guard let records = records?.pointee else { return "none" }
    guard records.which == Z_Records_DBOSD, let list = records.u.databaseOrSurDiagnostics?.pointee else {
        return "diagnostic \(records.u.nonSurrogateDiagnostic.pointee.condition.pointee)"
    }
    return elements(list.records, list.num_records).map { record in
        guard record.pointee.which == Z_NamePlusRecord_databaseRecord else { return "surrogate" }
        guard let octets = record.pointee.u.databaseRecord.pointee.u.octet_aligned?.octets else { return "empty" }
        let title = String(decoding: octets, as: UTF8.self).split(separator: "10\u{1F}a").last ?? ""
        return String(title.prefix { $0 != "\u{1E}" })
    }.joined(separator: ", ")
}
