import NIOCore

/// Cuts the octets of a connection into APDUs and reads each: what comes out is what an association has to handle.
///
/// Octets that are no APDU become one `.garbage` event, and whatever follows them is dropped.
struct APDUFrameDecoder: ByteToMessageDecoder {
    typealias InboundOut = Association.Event

    /// The most octets in a request: room for a query of any sensible size, and little to hold for each connection.
    static let maximumLength = 256 * 1024
    /// The most levels of nesting in a request: some 250 booleans within each other.
    static let maximumDepth = 256

    private var scanner = Self.freshScanner
    private var isBroken = false

    private static var freshScanner: BERFrameScanner {
        BERFrameScanner(maximumLength: maximumLength, maximumDepth: maximumDepth)
    }

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) -> DecodingState {
        guard let event = nextEvent(in: &buffer) else { return .needMoreData }
        context.fireChannelRead(Self.wrapInboundOut(event))
        return .continue
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) -> DecodingState {
        while decode(context: context, buffer: &buffer) == .continue {}
        buffer.moveReaderIndex(to: buffer.writerIndex)  // half an APDU that will never be whole
        return .needMoreData
    }

    /// The next event in `buffer`, its octets taken out; `nil` when more are needed.
    mutating func nextEvent(in buffer: inout ByteBuffer) -> Association.Event? {
        guard !isBroken else {
            buffer.moveReaderIndex(to: buffer.writerIndex)
            return nil
        }
        do throws(BERFrameScanner.Problem) {
            guard let length = try scanner.scan(buffer.readableBytesView) else { return nil }
            guard let frame = buffer.readSlice(length: length) else { return nil }
            scanner = Self.freshScanner
            guard let request = frame.withUnsafeReadableBytes({ decodeAPDU($0) }) else {
                return broken(by: .malformed)
            }
            return .request(request)
        } catch {
            return broken(by: error)
        }
    }

    private mutating func broken(by problem: BERFrameScanner.Problem) -> Association.Event {
        isBroken = true
        return .garbage(problem)
    }
}
