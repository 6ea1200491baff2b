extension Record {
    /// Calls `body` with the text of every subfield that holds `element`, without a copy.
    ///
    /// The text is as the record has it: ISBD punctuation and non-sorting marks are in it. For a control field it is the
    /// whole field.
    ///
    /// - Parameters:
    ///   - element: what is wanted.
    ///   - vernacular: whether the same is wanted from the 880 fields of MARC 21, which give it in the original script,
    ///     instead of from the fields that they are linked to.
    ///   - body: called for each text, in the record's order.
    public func forEachText(of element: Element, vernacular: Bool = false, _ body: (Span<UInt8>) -> Void) {
        forEachSubfield(of: element, vernacular: vernacular) { _, _, range in body(bytes.span.extracting(range)) }
    }

    /// Calls `body` with every subfield that holds `element`: its field, its code and where its text stands in `bytes`.
    ///
    /// - Parameters:
    ///   - element: what is wanted.
    ///   - vernacular: whether it is wanted from the 880 fields instead.
    ///   - body: called for each, in the record's order; the code is 0 for a control field.
    public func forEachSubfield(
        of element: Element, vernacular: Bool = false, _ body: (Field, UInt8, Range<Int>) -> Void
    ) {
        if vernacular, dialect != .marc21 { return }
        let paths = ElementTable.paths(for: element, dialect)
        for field in fields {
            guard let codes = codes(of: field, among: paths, vernacular: vernacular) else { continue }
            if codes.isEmpty {
                body(field, 0, field.range)
            } else {
                forEachSubfield(in: field, codes, body)
            }
        }
    }

    /// The codes by which one of `paths` leads into `field`; `nil` when none does.
    private func codes(of field: Field, among paths: [ElementPath], vernacular: Bool) -> CodeSet? {
        let tag: Tag
        if vernacular {
            guard field.tag == "880", let linked = linkedTag(field) else { return nil }
            tag = linked
        } else {
            tag = field.tag
        }
        for path in paths where path.tag == tag {
            if let second = path.second, indicators(field).1 != second { continue }
            return path.codes
        }
        return nil
    }

    private func forEachSubfield(in field: Field, _ codes: CodeSet, _ body: (Field, UInt8, Range<Int>) -> Void) {
        let start = field.range.lowerBound
        let text = bytes.span.extracting(field.range)
        var cursor = min(2, text.count)
        while cursor + 1 < text.count {
            let stop = position(of: 0x1F, in: text, from: cursor + 2)
            if codes.contains(text[cursor + 1]) { body(field, text[cursor + 1], start + cursor + 2..<start + stop) }
            cursor = stop
        }
    }

    /// The tag that an 880 field stands for, by its first $6, `245-01/$1`.
    ///
    /// Source: MARC 21, Appendix A, Control Subfields, $6.
    func linkedTag(_ field: Field) -> Tag? {
        let start = field.range.lowerBound + 2
        guard field.range.count >= 7, bytes[start] == 0x1F, bytes[start + 1] == 0x36 else { return nil }
        return Tag(packed: bytes[(start + 2)..<(start + 5)].reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// The text at `range`, without ISBD punctuation at its end and without non-sorting marks.
    func trimmedText(_ range: Range<Int>) -> String { ISBD.trimmed(bytes.span.extracting(range)) }

    /// The first field with this tag.
    public func firstField(_ tag: Tag) -> Field? { fields.first { $0.tag == tag } }

    /// The text of a control field, or of the first subfield `code` of the first field with this tag.
    ///
    /// - Parameters:
    ///   - tag: the tag.
    ///   - code: the subfield's code; without it the whole field.
    /// - Returns: the text as the record has it; `nil` when there is no such field or subfield.
    public func value(_ tag: Tag, _ code: Character? = nil) -> String? {
        guard let code else { return firstField(tag).map { text($0.range) } }
        for field in fields where field.tag == tag {
            if let subfield = subfields(field).first(where: { $0.code == code.asciiValue }) {
                return text(subfield.range)
            }
        }
        return nil
    }
}
