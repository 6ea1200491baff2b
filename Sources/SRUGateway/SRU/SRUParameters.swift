/// The parameters of a request, in the order they came, and what was wrong with the first that was wrong.
struct SRUParameters: Hashable, Sendable {
    /// One parameter.
    struct Parameter: Hashable, Sendable {
        /// Its name; case counts.
        let name: String
        /// Its value, decoded.
        let value: String
    }

    /// More parameters than any request has: the rest is not read.
    static let maximumCount = 100
    /// More bytes than any request has, in a query string or a body: the rest is not read.
    static let maximumBytes = 65_536

    /// The parameters that have a value.
    ///
    /// An empty one is left out: browsers send a form's empty fields.
    private(set) var all: [Parameter] = []
    /// The names that occurred, once each, whether or not their values were sound.
    private(set) var names: [String] = []
    /// What was wrong with the first that was wrong; it is not among `all`.
    private(set) var problem: Diagnostic?

    /// No parameters.
    init() {}

    /// The value of the parameter of this name; `nil` when it is not there.
    subscript(name: String) -> String? { all.first { $0.name == name }?.value }

    /// Whether the client named this parameter, whether or not its value was sound.
    func mentions(_ name: String) -> Bool { names.contains(name) }

    /// Those whose names begin with `x-`, which SRU leaves to clients and servers.
    var extensions: [Parameter] { all.filter { $0.name.hasPrefix("x-") } }

    /// Reads a query string, or a body of the type `application/x-www-form-urlencoded`, behind what is there.
    mutating func read(form: [UInt8]) {
        if form.count > Self.maximumBytes { report(Diagnostic(12, details: String(Self.maximumBytes))) }
        for pair in form.prefix(Self.maximumBytes).split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = formDecoded(pair[..<end]) else {
                report(Diagnostic(8, details: String(decoding: pair[..<end].prefix(100), as: UTF8.self)))
                continue
            }
            guard let value = formDecoded(pair[end...].dropFirst()) else {
                note(name)
                if !name.hasPrefix("x-") { report(.badValue(of: name, "it is not UTF-8, percent-encoded")) }
                continue
            }
            add(name, value)
        }
    }

    /// Adds one parameter behind those that are there.
    ///
    /// Of two with one name the second is refused, unless the name begins with `x-`: nobody could say which was meant.
    mutating func add(_ name: String, _ value: String) {
        guard !name.isEmpty, note(name), !value.isEmpty else { return }
        let isExtension = name.hasPrefix("x-")
        if !isExtension, self[name] != nil { return report(.badValue(of: name, "it is given twice")) }
        if value.unicodeScalars.contains(where: { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) }) {
            return isExtension ? () : report(.badValue(of: name, "it holds a control character"))
        }
        all.append(Parameter(name: name, value: value))
    }

    /// Counts a name, and says whether it may still be read.
    @discardableResult
    private mutating func note(_ name: String) -> Bool {
        guard names.count < Self.maximumCount, all.count < Self.maximumCount else {
            report(Diagnostic(8, details: name, explanation: "there are too many parameters"))
            return false
        }
        if !names.contains(name) { names.append(name) }
        return true
    }

    private mutating func report(_ diagnostic: Diagnostic) { problem = problem ?? diagnostic }
}
