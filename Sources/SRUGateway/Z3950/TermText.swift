import CYaz

/// The text of a search term whose character set nobody has told us.
///
/// UTF-8 when the octets are valid UTF-8. Else GB18030 when they look like it: there a Han character is two octets of
/// which the second is rarely a letter of ASCII, as what follows an accented letter of Latin-1 nearly always is. Else
/// Latin-1, which anything is. Old catalogues send all three without a word (Z39.50-2003, 3.7.1: "term", general).
func termText(_ octets: [UInt8]) -> String {
    if let text = String(validating: octets, as: UTF8.self) { return text }
    if looksLikeGB18030(octets), let text = convert(octets, from: "GB18030") { return text }
    return String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
}

private func looksLikeGB18030(_ octets: [UInt8]) -> Bool {
    var likely = 0
    var unlikely = 0
    var index = 0
    while index < octets.count {
        guard octets[index] >= 0x80 else {
            index += 1
            continue
        }
        guard index + 1 < octets.count else { return false }
        if octets[index + 1] >= 0x80 || (0x30...0x39).contains(octets[index + 1]) {
            likely += 1
        } else {
            unlikely += 1
        }
        index += 2
    }
    return likely > unlikely
}

/// The octets as text through libyaz's converters; `nil` when some are not of that character set.
private func convert(_ octets: [UInt8], from charset: String) -> String? {
    guard let converter = yaz_iconv_open("UTF-8", charset) else { return nil }
    defer { yaz_iconv_close(converter) }
    var input = octets.map { CChar(bitPattern: $0) }
    let room = octets.count * 4
    var output = [CChar](repeating: 0, count: room)
    let written: Int? = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var from = input.baseAddress
            var to = output.baseAddress
            var fromLeft = input.count
            var toLeft = room
            guard yaz_iconv(converter, &from, &fromLeft, &to, &toLeft) != .max, fromLeft == 0 else { return nil }
            return room - toLeft
        }
    }
    return written.map { String(decoding: output.prefix($0).map { UInt8(bitPattern: $0) }, as: UTF8.self) }
}
