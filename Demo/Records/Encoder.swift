import CYaz
import Foundation

/// Turns text into the bytes of a character set with libyaz's converter.
struct Encoder {
    /// As libyaz names it.
    let charset: String

    /// An encoder for `charset`.
    ///
    /// - Throws: `NotEncodable` when libyaz does not know the character set.
    init(charset: String) throws(NotEncodable) {
        self.charset = charset
        _ = try encode("")
    }

    /// The bytes of `text`, which end in the character set's first state: MARC-8 returns to ASCII.
    ///
    /// - Throws: `NotEncodable` when a character is missing there, or would come back as another.
    func encode(_ text: String) throws(NotEncodable) -> [UInt8] {
        // MARC-8 has accents of their own; libyaz drops some letters that come with their accent, such as U+0116.
        let source = charset == "marc-8" ? text.decomposedStringWithCanonicalMapping : text
        guard let bytes = convert(Array(source.utf8), from: "utf-8", to: charset),
            let back = convert(bytes, from: charset, to: "utf-8"), String(decoding: back, as: UTF8.self) == text
        else { throw NotEncodable(text: text, charset: charset) }
        return bytes
    }
}

/// A text that a character set cannot express.
struct NotEncodable: Error, Equatable, CustomStringConvertible {
    let text: String
    let charset: String

    var description: String { "\(charset) cannot express: \(text)" }
}

/// `bytes` in another character set; `nil` when they cannot all be converted.
private func convert(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]? {
    guard let converter = yaz_iconv_open(target, source) else { return nil }
    defer { yaz_iconv_close(converter) }
    // Six bytes from one: a CJK character of three bytes becomes three, with escapes of three on either side.
    var output = [CChar](repeating: 0, count: bytes.count * 6 + 16)
    let space = output.count
    let written: Int? = bytes.withUnsafeBytes { input in
        output.withUnsafeMutableBufferPointer { room in
            var from = UnsafeMutablePointer(mutating: input.bindMemory(to: CChar.self).baseAddress)
            var left = input.count
            var to = room.baseAddress
            var free = space
            guard left == 0 || yaz_iconv(converter, &from, &left, &to, &free) != -1, left == 0,
                yaz_iconv(converter, nil, nil, &to, &free) != -1
            else { return nil }
            return space - free
        }
    }
    return written.map { output.prefix($0).map(UInt8.init(bitPattern:)) }
}
