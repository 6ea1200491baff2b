/// Builds an `SearchRetrieveAnswer` from the elements of a document; lives for one walk.
final class SearchRetrieveReader: XMLVisitor {
    /// An element that says something, known by its name and where it stands.
    private enum Part {
        case other, response, hitCount, records, record, recordData
        case diagnostics, diagnostic, uri, details, message, fault
    }

    /// The most octets of a short text, such as a diagnostic's message.
    private static let maximumText = 4096

    private let limit: Int
    private(set) var answer = SearchRetrieveAnswer()
    /// Whether an answer has begun.
    private(set) var hasBegun = false
    /// Whether it has ended, too.
    private(set) var isWhole = false
    /// What a SOAP fault says.
    private(set) var soapFault: String?
    /// The open elements, from the root on.
    private var path: [Part] = []
    /// The text of the innermost element so far.
    private var shortText: [UInt8] = []
    private var diagnostic = SearchRetrieveAnswer.Diagnostic()
    /// The record under way.
    private var record = RecordInAnswer()

    init(limit: Int) { self.limit = limit }

    func start(_ tag: XMLTag) {
        let name = tag.name
        let element = element(name)
        path.append(element)
        shortText.removeAll(keepingCapacity: true)
        record.start(tag, name)
        switch element {
        case .response: hasBegun = true
        case .record: record = RecordInAnswer()
        case .recordData: record.isOpen = true
        case .diagnostic: diagnostic = SearchRetrieveAnswer.Diagnostic()
        default: break
        }
    }

    func text(_ octets: UnsafeBufferPointer<UInt8>) {
        if record.isOpen { record.add(octets) }
        if shortText.count + octets.count <= Self.maximumText { shortText.append(contentsOf: octets) }
    }

    func end() {
        guard let element = path.popLast() else { return }
        let text = String(decoding: shortText, as: UTF8.self).trimmingPrefix(while: \.isWhitespace)
        switch element {
        case .hitCount:
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            guard text.dropFirst(digits.count).allSatisfy(\.isWhitespace) else { break }
            answer.hitCount = Int(digits)
        case .uri: diagnostic.uri = String(text)
        case .details: diagnostic.details = String(text)
        case .message: diagnostic.message = String(text)
        case .diagnostic where record.isOpen: record.diagnostic = diagnostic
        case .diagnostic: answer.diagnostics.append(diagnostic)
        case .recordData: record.isOpen = false
        case .record where answer.records.count < limit: answer.records.append(record.raw)
        case .response: isWhole = true
        case .diagnostics where path.isEmpty: (hasBegun, isWhole) = (true, true)
        case .fault: soapFault = String(text.prefix(200))
        case .records, .record, .diagnostics, .other: break
        }
        record.end()
        shortText.removeAll(keepingCapacity: true)
    }

    /// What an element of this name is at this place.
    private func element(_ name: String) -> Part {
        switch (path.last, name) {
        case (.other?, "searchRetrieveResponse"), (nil, "searchRetrieveResponse"): .response
        case (.response?, "numberOfRecords"): .hitCount
        case (.response?, "records"): .records
        case (.records?, "record"): .record
        case (.record?, "recordData"): .recordData
        case (.response?, "diagnostics"), (nil, "diagnostics"): .diagnostics
        case (.diagnostics?, "diagnostic"), (.recordData?, "diagnostic"): .diagnostic
        case (.diagnostic?, "uri"): .uri
        case (.diagnostic?, "details"): .details
        case (.diagnostic?, "message"): .message
        case (.other?, "faultstring"): .fault
        default: .other
        }
    }
}

/// A record in the answer, written anew as a document of its own.
///
/// Names lose their prefixes, whose meaning may be declared far outside; MARC in XML is read by local names.
private struct RecordInAnswer {
    /// Whether `recordData` is open.
    var isOpen = false
    /// A diagnostic in the record's place.
    var diagnostic: SearchRetrieveAnswer.Diagnostic?
    private(set) var octets: [UInt8] = []
    private var isTooLarge = false
    private static let maximum = 1 << 20
    /// The elements that are open inside `recordData`.
    private var open: [String] = []
    /// Whether it has elements; else it is packed as a string, and its text is the document.
    private var hasElements = false

    mutating func start(_ tag: XMLTag, _ name: String) {
        guard isOpen else { return }
        if !hasElements { octets = [] }
        hasElements = true
        open.append(name)
        guard !isTooLarge else { return }
        tag.write(to: &octets)
        drop()
    }

    /// Forgets a record that has grown beyond measure; half of it would be another one.
    private mutating func drop() {
        guard octets.count > Self.maximum else { return }
        isTooLarge = true
        octets = []
    }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard !isTooLarge else { return }
        defer { drop() }
        if open.isEmpty {
            if !hasElements { octets.append(contentsOf: text) }
        } else {
            appendXML(text, to: &octets)
        }
    }

    mutating func end() {
        guard isOpen, let name = open.popLast(), !isTooLarge else { return }
        octets.append(contentsOf: "</\(name)>".utf8)
    }

    var raw: RawRecord {
        guard !isTooLarge else { return .diagnostic(bib1: 17, message: "a record of more than 1 MB") }
        guard let diagnostic else { return .octets(octets, syntax: "xml") }
        return .diagnostic(bib1: diagnostic.bib1, message: diagnostic.words)
    }
}
