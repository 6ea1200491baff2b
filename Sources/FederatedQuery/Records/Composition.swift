import Foundation

/// Canonical composition (NFC, Unicode Standard Annex 15) of letters and the combining marks behind them.
///
/// MARC-8 and ISO 5426 know diacritics only as characters of their own; a catalogue's own text has `é` as one. Meant for
/// text straight from those sets: a precomposed letter is taken as it is, not taken apart first.
enum Composition {
    /// Composed characters by letter (upper half) and mark (lower half).
    private static let pairs: [UInt64: Unicode.Scalar] = {
        var pairs: [UInt64: Unicode.Scalar] = [:]
        // Latin, Greek, Cyrillic, Hebrew and Arabic letters, Latin Extended Additional, Greek Extended, kana
        let blocks: [ClosedRange<UInt32>] = [0xC0...0x6D3, 0x1E00...0x1FFF, 0x3040...0x30FF]
        for scalar in blocks.joined().lazy.compactMap(Unicode.Scalar.init) {
            let text = String(Character(scalar))
            let composed = text.precomposedStringWithCanonicalMapping.unicodeScalars
            let parts = Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
            guard composed.count == 1, composed.first == scalar, parts.count > 1, let mark = parts.last else {
                continue
            }
            var rest = String.UnicodeScalarView()
            rest.append(contentsOf: parts.dropLast())
            let base = String(rest).precomposedStringWithCanonicalMapping.unicodeScalars
            if base.count == 1, let base = base.first { pairs[key(base, mark)] = scalar }
        }
        return pairs
    }()

    private static func key(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> UInt64 {
        UInt64(base.value) << 32 | UInt64(mark.value)
    }

    /// The ASCII letter that `scalar` is made of, `a` for `á`; `nil` when it is made of none.
    static func base(of scalar: Unicode.Scalar) -> UInt8? {
        let parts = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
        guard let first = parts.first, first.isASCII else { return nil }
        return UInt8(truncatingIfNeeded: first.value)
    }

    /// Composes what stands in `bytes` from `start` on, well-formed UTF-8.
    ///
    /// Done in place: a composed character never takes more bytes than its parts.
    static func compose(_ bytes: inout [UInt8], from start: Int) {
        var index = firstMark(bytes, from: start)
        guard index < bytes.count else { return }
        // The letter in front of the first mark is where the work begins.
        repeat { index -= 1 } while index > start && bytes[index] & 0xC0 == 0x80
        var end = max(index, start)
        index = end
        var letter = Letter()
        while index < bytes.count {
            let (scalar, length) = scalar(in: bytes, at: index)
            index += length
            let order = combiningClass(scalar)
            if order == 0 {
                letter.write(to: &bytes, at: &end)
                letter = Letter(base: scalar)
            } else {
                letter.add(scalar, order)
            }
        }
        letter.write(to: &bytes, at: &end)
        bytes.removeSubrange(end...)
    }

    /// A letter and the marks behind it.
    private struct Letter {
        private var base: Unicode.Scalar?
        private var marks: [(scalar: Unicode.Scalar, order: UInt8)] = []

        init(base: Unicode.Scalar? = nil) { self.base = base }

        /// Adds a mark, in canonical order: by class, those of one class as they stood.
        mutating func add(_ mark: Unicode.Scalar, _ order: UInt8) {
            var place = marks.count
            // Bounded, so that a text of nothing but marks takes no quadratic time.
            while place > 0, place > marks.count - 32, marks[place - 1].order > order { place -= 1 }
            marks.insert((mark, order), at: place)
        }

        /// Writes the letter, with as many marks composed as there are characters for, and then the other marks.
        func write(to bytes: inout [UInt8], at end: inout Int) {
            var whole = base
            // A mark of the same class in between blocks composition: the order of the two would be lost.
            var blocking: UInt8 = 0
            var left: [Unicode.Scalar] = []
            for mark in marks {
                if let base = whole, mark.order != blocking, let composed = pairs[key(base, mark.scalar)] {
                    whole = composed
                } else {
                    blocking = mark.order
                    left.append(mark.scalar)
                }
            }
            if let whole { put(whole, in: &bytes, at: &end) }
            for mark in left { put(mark, in: &bytes, at: &end) }
        }
    }

    private static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 0x300 ? 0 : scalar.properties.canonicalCombiningClass.rawValue
    }

    /// The first byte that can begin a combining mark: of U+0300 to U+06FF, kana's sound marks, the half marks.
    private static func firstMark(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { $0 >= 0xCC && $0 <= 0xDB || $0 == 0xE3 || $0 == 0xEF } ?? bytes.count
    }

    /// The character at `index` of well-formed UTF-8, and its length.
    private static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int) {
        let lead = UInt32(bytes[index])
        if lead < 0x80 { return (Unicode.Scalar(bytes[index]), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = lead & (0x7F >> UInt32(length))
        for trail in bytes[(index + 1)...].prefix(length - 1) { value = value << 6 | UInt32(trail & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// Writes a character over the bytes at `end`, and moves `end` behind it.
    private static func put(_ scalar: Unicode.Scalar, in bytes: inout [UInt8], at end: inout Int) {
        if scalar.isASCII {
            bytes[end] = UInt8(truncatingIfNeeded: scalar.value)
            end += 1
            return
        }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            bytes[end] = byte
            end += 1
        }
    }
}
