import CYaz

/// One of libyaz's converters to UTF-8: MARC-8, ISO 5426 and so on are its own, the rest is iconv's.
///
/// Opening one takes a tenth of a microsecond (iconv's: half of one), so each record has its own and none is shared.
struct CharacterConverter: ~Copyable {
    private let raw: yaz_iconv_t

    /// The converter from this character set; `nil` when libyaz knows no such set.
    init?(from charset: String) {
        guard let raw = yaz_iconv_open("utf-8", charset) else { return nil }
        self.raw = raw
    }

    deinit { yaz_iconv_close(raw) }

    /// Appends `source` in UTF-8 to `output`; every byte that can't be converted becomes U+FFFD.
    ///
    /// - Returns: whether all of it could be converted.
    func append(_ source: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        source.withUnsafeBufferPointer { buffer in
            // iconv wants its input mutable, and does not change it.
            buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else { return true }
                return append(UnsafeMutablePointer(mutating: base), count: characters.count, to: &output)
            }
        }
    }

    private func append(_ source: UnsafeMutablePointer<CChar>, count: Int, to output: inout [UInt8]) -> Bool {
        var input: UnsafeMutablePointer<CChar>? = source
        var left = count
        var isWhole = true
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { room in
            while left > 0 {
                let before = left
                var next = room.baseAddress
                var free = room.count
                let result = yaz_iconv(raw, &input, &left, &next, &free)
                let made = room.count - free
                output.append(contentsOf: UnsafeRawBufferPointer(room).prefix(made))
                let isStuck = left == before && made == 0
                guard result == -1 && yaz_iconv_error(raw) != YAZ_ICONV_E2BIG || isStuck else { continue }
                // The sequence at `input` is malformed or not complete: its first byte is given up.
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                isWhole = false
                input = input.map { $0 + 1 }
                left -= 1
                flush(to: &output, room)
            }
            flush(to: &output, room)
        }
        return isWhole
    }

    /// Writes what the converter still holds back, and sets it to its first state.
    private func flush(to output: inout [UInt8], _ room: UnsafeMutableBufferPointer<CChar>) {
        var next = room.baseAddress
        var free = room.count
        _ = yaz_iconv(raw, nil, nil, &next, &free)
        output.append(contentsOf: UnsafeRawBufferPointer(room).prefix(room.count - free))
    }
}
