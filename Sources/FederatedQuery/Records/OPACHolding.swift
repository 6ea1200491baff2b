import CLibXML
import CYaz

/// A holding of an OPAC record while it is read: the subfields of the 852 that it becomes.
///
/// Source: Z39.50, appendix 5, OPAC record syntax (HoldingsRecord); YAZ, opacxml.xsd.
struct OPACHolding {
    private static let elements: [(name: StaticString, code: Character)] = [
        ("nucCode", "a"), ("localLocation", "b"), ("shelvingLocation", "c"), ("callNumber", "h"), ("copyNumber", "t"),
        ("publicNote", "z"), ("enumAndChron", "3"),
    ]

    private var parts: [(code: Character, text: [UInt8])] = []

    /// Begins the element called `name`.
    ///
    /// - Returns: whether its text is wanted.
    mutating func begin(_ name: UnsafePointer<xmlChar>?) -> Bool {
        guard parts.count < 50, let element = Self.elements.first(where: { equal(name, $0.name) }) else { return false }
        parts.append((element.code, []))
        return true
    }

    /// Adds to the text of the element begun last; a thousand bytes of it are enough.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let last = parts.indices.last, parts[last].text.count + bytes.count <= 1_000 else { return }
        parts[last].text.append(contentsOf: bytes)
    }

    /// The subfields so far.
    var subfields: [(Character, String)] {
        parts.map { part in
            var text = part.text
            tidyControls(in: &text, from: 0)
            return (part.code, String(decoding: text, as: UTF8.self))
        }
    }
}
