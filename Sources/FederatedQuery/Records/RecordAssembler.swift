/// Makes a record of fields as they came, one by one: converts their text and mends their shape.
struct RecordAssembler: ~Copyable {
    private var builder: RecordBuilder
    private let decoder: TextDecoder
    private(set) var mendings: Mendings

    /// An assembler of a record with this leader.
    init(leader: Span<UInt8>, dialect: Record.Dialect, decoder: consuming TextDecoder, mendings: Mendings) {
        builder = RecordBuilder(leader: (0..<min(24, leader.count)).map { leader[$0] }, dialect: dialect)
        self.decoder = decoder
        self.mendings = mendings
    }

    /// Appends the field `tag` with these bytes, as ISO 2709 has them between two terminators.
    mutating func append(_ tag: Record.Tag, _ bytes: Span<UInt8>) {
        if tag.isControl {
            appendControl(tag, bytes)
            return
        }
        let delimiter = position(of: 0x1F, in: bytes, from: 0)
        appendStart(tag, bytes.extracting(0..<delimiter), isWhole: delimiter == bytes.count)
        var index = delimiter
        while index < bytes.count {
            let end = position(of: 0x1F, in: bytes, from: index + 1)
            appendSubfield(tag, bytes.extracting(index + 1..<end))
            index = end
        }
        builder.end()
    }

    /// The record of the fields so far.
    consuming func record(dialect: Record.Dialect) -> Record {
        builder.record(dialect: dialect, charset: decoder.charset, notes: mendings.sentences)
    }

    /// Appends a control field; of one with subfields, which it should not have, their text.
    private mutating func appendControl(_ tag: Record.Tag, _ bytes: Span<UInt8>) {
        builder.begin(tag)
        var index = position(of: 0x1F, in: bytes, from: 0)
        if index == bytes.count {
            appendText(tag, bytes)
        } else {
            mendings.note(tag, .controlWithSubfields)
        }
        while index < bytes.count {
            let end = position(of: 0x1F, in: bytes, from: index + 1)
            appendText(tag, bytes.extracting(min(index + 2, end)..<end))
            index = end
        }
        builder.end()
    }

    /// Begins a data field with what stands before its first delimiter: two indicators, when all is well.
    ///
    /// - Parameters:
    ///   - tag: the field's tag.
    ///   - start: those bytes.
    ///   - isWhole: whether that is the whole field, which then has no subfields.
    private mutating func appendStart(_ tag: Record.Tag, _ start: Span<UInt8>, isWhole: Bool) {
        let indicators = start.count
        let looksRight = indicators >= 2 && isIndicator(start[0]) && isIndicator(start[1])
        if isWhole, indicators > 2 {
            mendings.note(tag, .noSubfields)
            builder.begin(tag, looksRight ? start[0] : 0x20, looksRight ? start[1] : 0x20)
            builder.beginSubfield(0x61)
            appendText(tag, start.extracting((looksRight ? 2 : 0)..<indicators))
            return
        }
        builder.begin(tag, indicators > 0 ? start[0] : 0x20, indicators > 1 ? start[1] : 0x20)
        if indicators < 2 {
            mendings.note(tag, .fewIndicators)
        } else if indicators > 4 {
            mendings.note(tag, .textBeforeSubfield)
            builder.beginSubfield(0x61)
            appendText(tag, start.extracting(2..<indicators))
        } else if indicators > 2 {
            mendings.note(tag, .manyIndicators)
        } else if !isPrintable(start, 0..<2) {
            mendings.note(tag, .oddIndicators)
        }
    }

    /// Appends a subfield: its code, and the data behind it.
    private mutating func appendSubfield(_ tag: Record.Tag, _ bytes: Span<UInt8>) {
        guard bytes.count > 0 else {
            mendings.note(tag, .noCode)
            return
        }
        if bytes[0] &- 0x21 <= 0x5D {
            builder.beginSubfield(bytes[0])
            appendText(tag, bytes.extracting(1..<bytes.count))
            return
        }
        mendings.note(tag, .oddCode)
        appendOddSubfield(tag, bytes)
    }

    /// Appends a subfield that begins with something else than a code.
    ///
    /// A letter with a mark is read as that letter; another character outside ASCII is dropped when a code follows it; a
    /// diacritic of MARC-8 has changed places with the code. Where no code can be found it is `?`.
    private mutating func appendOddSubfield(_ tag: Record.Tag, _ bytes: Span<UInt8>) {
        let next: UInt8 = bytes.count > 1 ? bytes[1] : 0
        if decoder.charset == "marc-8", MARC8.isCombining(bytes[0]), isCode(next) {
            builder.beginSubfield(next)
            var swapped = [bytes[0]]
            for index in 2..<bytes.count { swapped.append(bytes[index]) }
            appendText(tag, swapped.span)
            return
        }
        var text: [UInt8] = []
        _ = decoder.append(bytes, to: &text)
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        var rest = scalars.dropFirst()
        if let base = scalars.first.flatMap(asciiLetter) {
            builder.beginSubfield(base)
        } else if bytes[0] >= 0x80, let code = rest.first, code.isASCII, isCode(UInt8(truncatingIfNeeded: code.value)) {
            builder.beginSubfield(UInt8(truncatingIfNeeded: code.value))
            rest = rest.dropFirst()
        } else {
            builder.beginSubfield(0x3F)
            rest = scalars[...]
        }
        builder.appendText(String(String.UnicodeScalarView(rest)).utf8)
    }

    private mutating func appendText(_ tag: Record.Tag, _ bytes: Span<UInt8>) {
        if !decoder.append(bytes, to: &builder.bytes) { mendings.note(tag, .oddBytes) }
    }
}

/// Whether a byte is what indicators are made of: a digit or a blank.
private func isIndicator(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x30 <= 9 }

/// Whether a byte is an everyday subfield code: a small letter or a digit.
private func isCode(_ byte: UInt8) -> Bool { byte &- 0x61 <= 25 || byte &- 0x30 <= 9 }

/// The small ASCII letter that a letter with a mark is made of, `a` for `á`.
private func asciiLetter(_ scalar: Unicode.Scalar) -> UInt8? {
    guard let base = Composition.base(of: scalar), isCode(base) else { return nil }
    return base
}
