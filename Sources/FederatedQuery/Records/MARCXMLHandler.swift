import CLibXML
import CYaz

/// Builds records from what libxml2 reports; lives for one parse, on one thread.
final class MARCXMLHandler {
    /// The element whose text is being read.
    private enum Place {
        case elsewhere, leader, control, data, subfield, holding
    }

    private let reading: Reading
    private let charset: String
    private let documentMendings: Mendings
    private let isPart: Bool
    private var builder = RecordBuilder()
    private var leader: [UInt8] = []
    private var mendings = Mendings()
    private var hint: Record.Dialect?
    /// The tag of the open data field.
    private var fieldTag: Record.Tag = ""
    /// Whether an OPAC record is open: it goes on behind the MARC record in it.
    private var isInOPAC = false
    /// The holding that is open.
    private var holding = OPACHolding()
    private var isOpen = false
    private var isTooLarge = false
    private var place = Place.elsewhere
    /// Where the text of the open subfield or control field begins.
    private var textStart = 0

    /// The records so far.
    private(set) var records: [Result<Record, UnreadableRecord>] = []
    /// Why the text is not well-formed, the first reason.
    private(set) var fault: String?
    /// The parser, to stop it.
    var context: xmlParserCtxtPtr?

    init(_ reading: Reading, charset: String, mendings: Mendings, isPart: Bool) {
        self.reading = reading
        self.charset = charset
        documentMendings = mendings
        self.isPart = isPart
    }

    static func from(_ data: UnsafeMutableRawPointer?) -> MARCXMLHandler? {
        data.map { Unmanaged<MARCXMLHandler>.fromOpaque($0).takeUnretainedValue() }
    }

    func note(fault text: String) {
        fault = fault ?? text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(120)) }
    }

    /// Stops the parse.
    func refuse(_ reason: String) {
        fault = fault ?? reason
        if let context { xmlStopParser(context) }
    }

    func start(_ name: UnsafePointer<xmlChar>?, _ attributes: XMLAttributes) {
        if equal(name, "record") {
            finishRecord()
            isOpen = true
            hint = dialect(attributes)
        } else if equal(name, "opacRecord") {
            isInOPAC = true
        } else if !isOpen || isTooLarge {
            return
        } else if equal(name, "leader") {
            endField()
            place = .leader
            leader = []
        } else if equal(name, "controlfield") {
            startControl(tag(attributes))
        } else if equal(name, "datafield") {
            endField()
            startData(tag(attributes), attributes)
        } else if equal(name, "subfield"), place == .data {
            startSubfield(attributes["code"])
        } else if isInOPAC, equal(name, "holding") {
            holding = OPACHolding()
        } else if isInOPAC, holding.begin(name) {
            endField()
            place = .holding
        }
    }

    func end(_ name: UnsafePointer<xmlChar>?) {
        if equal(name, "record"), isInOPAC {
            endField()
        } else if equal(name, "record") || equal(name, "opacRecord") {
            finishRecord()
            isOpen = false
            isInOPAC = false
        } else if place == .holding {
            place = .elsewhere
        } else if equal(name, "holding"), isInOPAC, isOpen, hasRoom() {
            builder.append("852", " ", " ", holding.subfields)
        } else if equal(name, "leader"), place == .leader {
            place = .elsewhere
        } else if equal(name, "controlfield"), place == .control {
            endField()
        } else if equal(name, "datafield") {
            endField()
        } else if equal(name, "subfield"), place == .subfield {
            endText()
            place = .data
        }
    }

    func add(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard let text, place != .elsewhere, place != .data else { return }
        let bytes = UnsafeBufferPointer(start: text, count: count)
        if place == .leader {
            leader.append(contentsOf: bytes.prefix(200))
        } else if place == .holding {
            holding.add(bytes)
        } else if builder.bytes.count + count > DecodingLimits.recordBytes {
            isTooLarge = true
        } else {
            builder.bytes.append(contentsOf: bytes)
        }
    }

    /// Takes what was read of a record that the end of the text cut short.
    func finish() {
        guard isPart, isOpen else { return }
        mendings.note("The record is cut short.")
        finishRecord()
    }

    // MARK: - Fields

    private func startControl(_ tag: Record.Tag?) {
        endField()
        guard let tag, hasRoom() else { return }
        if tag.isControl {
            builder.begin(tag)
        } else {
            mendings.note(tag, .controlWithoutSubfields)
            builder.begin(tag, 0x20, 0x20)
            builder.beginSubfield(0x61)
        }
        textStart = builder.bytes.count
        place = .control
    }

    private func startData(_ tag: Record.Tag?, _ attributes: XMLAttributes) {
        guard let tag, hasRoom() else { return }
        if tag.isControl {
            mendings.note(tag, .controlWithSubfields)
            builder.begin(tag)
        } else {
            builder.begin(tag, indicator(attributes["ind1"]), indicator(attributes["ind2"]))
        }
        fieldTag = tag
        place = .data
    }

    private func startSubfield(_ code: UnsafeBufferPointer<UInt8>?) {
        let first = code?.first ?? 0x20
        if code?.count != 1 || first &- 0x21 > 0x5D {
            mendings.note(fieldTag, .oddCode)
        }
        if !fieldTag.isControl { builder.beginSubfield(first) }
        textStart = builder.bytes.count
        place = .subfield
    }

    private func endText() {
        tidyControls(in: &builder.bytes, from: textStart)
    }

    private func endField() {
        if place == .control || place == .subfield { endText() }
        builder.end()
        place = .elsewhere
    }

    private func hasRoom() -> Bool {
        guard builder.fields.count < DecodingLimits.fields else {
            mendings.note("Fields beyond the \(DecodingLimits.fields)th were left out.")
            return false
        }
        return true
    }

    // MARK: - Records

    private func finishRecord() {
        endField()
        defer {
            builder = RecordBuilder()
            leader = []
            mendings = Mendings()
            isTooLarge = false
        }
        guard isOpen, !leader.isEmpty || !builder.fields.isEmpty else { return }
        if isTooLarge {
            records.append(.failure(UnreadableRecord(why: "The record is larger than a megabyte.")))
        } else if builder.fields.isEmpty {
            records.append(.failure(UnreadableRecord(why: "The record has no fields.")))
        } else {
            records.append(.success(record()))
        }
    }

    private func record() -> Record {
        var notes = documentMendings
        for sentence in mendings.sentences { notes.note(sentence) }
        if isPart, let fault { notes.note("The XML is not well-formed, and parts may be missing: \(fault)") }
        let text = tidyLeader(leader, notes: &notes)
        let dialect =
            reading.dialect ?? Record.Dialect.of(builder.fields, leader: text.span, hint: hint ?? reading.hint)
        return builder.record(leader: text, dialect: dialect, charset: charset, notes: notes.sentences)
    }

    /// MarcXchange says which format a record is in: `MARC21`, `UNIMARC`.
    private func dialect(_ attributes: XMLAttributes) -> Record.Dialect? {
        attributes["format"].flatMap {
            Record.Dialect(syntax: String(decoding: $0, as: UTF8.self).replacing(" ", with: ""))
        }
    }

    /// The tag, at most four characters; a number of fewer than three digits has lost its zeros.
    ///
    /// - Returns: `nil` when there is none: nobody could tell what the field says.
    private func tag(_ attributes: XMLAttributes) -> Record.Tag? {
        let text = (attributes["tag"]).map { $0.prefix(4).map { $0 &- 0x21 > 0x5D ? 0x3F : $0 } } ?? []
        guard !text.isEmpty else {
            mendings.note("A field without a tag was left out.")
            return nil
        }
        guard text.count < 3, text.allSatisfy({ $0 &- 0x30 <= 9 }) else {
            return Record.Tag(String(decoding: text, as: UTF8.self))
        }
        let padded = [UInt8](repeating: 0x30, count: 3 - text.count) + text
        mendings.note("Tag \(String(decoding: text, as: UTF8.self)) had lost its zeros.")
        return Record.Tag(String(decoding: padded, as: UTF8.self))
    }

    private func indicator(_ value: UnsafeBufferPointer<UInt8>?) -> UInt8 { value?.first ?? 0x20 }
}

/// A leader of 24 printable characters, from the text of a `leader` element.
private func tidyLeader(_ text: [UInt8], notes: inout Mendings) -> [UInt8] {
    var leader = text
    if leader.count > 24 || leader.contains(where: { $0 < 0x20 }) {
        tidyControls(in: &leader, from: 0)
    }
    if leader.count != 24 { notes.note("The leader had \(leader.count) characters, not 24.") }
    leader = leader.prefix(24).map { $0 &- 0x20 > 0x5E ? 0x20 : $0 }
    leader.append(contentsOf: [UInt8](repeating: 0x20, count: 24 - leader.count))
    // Some systems write a hyphen for each blank.
    if leader[9] == 0x2D { leader = leader.map { $0 == 0x2D ? 0x20 : $0 } }
    return leader
}
