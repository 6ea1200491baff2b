import Foundation

/// Canonical composition (NFC, Unicode Standard Annex 15) of letters and the combining marks behind them.
///
/// MARC-8 and ISO 5426 know diacritics only as characters of their own; a catalogue's own text has `é` as one. Meant for
/// text straight from those sets, which holds no precomposed letter whose marks would have to be put in order first.
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
            guard composed.count == 1, composed.first == scalar, parts.count > 1, let mark = parts.last else { continue }
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

    /// Composes what stands in `bytes` from `start` on, UTF-8.
    static func compose(_ bytes: inout [UInt8], from start: Int) {
        guard mayHaveMarks(bytes, from: start) else { return }
        var composed = String.UnicodeScalarView()
        var base: Unicode.Scalar?
        var marks: [Unicode.Scalar] = []
        for scalar in String(decoding: bytes[start...], as: UTF8.self).unicodeScalars {
            if combiningClass(scalar) != 0 {
                marks.append(scalar)
            } else {
                append(base, marks, to: &composed)
                base = scalar
                marks.removeAll(keepingCapacity: true)
            }
        }
        append(base, marks, to: &composed)
        bytes.replaceSubrange(start..., with: String(composed).utf8)
    }

    /// The ASCII letter that `scalar` is made of, `a` for `á`; `nil` when it is made of none.
    static func base(of scalar: Unicode.Scalar) -> UInt8? {
        let parts = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
        guard let first = parts.first, first.isASCII else { return nil }
        return UInt8(truncatingIfNeeded: first.value)
    }

    /// Appends a letter with its marks, as many composed with it as there are characters for.
    private static func append(
        _ base: Unicode.Scalar?, _ marks: [Unicode.Scalar], to composed: inout String.UnicodeScalarView
    ) {
        guard var base else {
            composed.append(contentsOf: marks)
            return
        }
        var left: [Unicode.Scalar] = []
        // A mark of the same class in between blocks composition: the order of the two would be lost.
        var blocking: UInt8 = 0
        for mark in inOrder(marks) {
            if combiningClass(mark) != blocking, let whole = pairs[key(base, mark)] {
                base = whole
            } else {
                blocking = combiningClass(mark)
                left.append(mark)
            }
        }
        composed.append(base)
        composed.append(contentsOf: left)
    }

    /// The marks in canonical order: by class, those of one class as they stood.
    private static func inOrder(_ marks: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard marks.count > 1 else { return marks }
        return marks.enumerated().sorted { a, b in
            (combiningClass(a.element), a.offset) < (combiningClass(b.element), b.offset)
        }.map(\.element)
    }

    private static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 0x300 ? 0 : scalar.properties.canonicalCombiningClass.rawValue
    }

    /// Whether any byte can begin a combining mark: U+0300 to U+06FF, kana's sound marks, the half marks.
    private static func mayHaveMarks(_ bytes: [UInt8], from start: Int) -> Bool {
        bytes[start...].contains { $0 >= 0xCC && $0 <= 0xDB || $0 == 0xE3 || $0 == 0xEF }
    }
}
