internal import CYaz

/// What an SRU server answered to a search.
struct SearchRetrieveAnswer: Hashable {
    /// A diagnostic, as the server gave it.
    struct Diagnostic: Hashable {
        /// Its URI: `info:srw/diagnostic/1/16`.
        var uri = ""
        var details = ""
        var message = ""

        /// Its number in SRU's own list; `nil` for another list's.
        var code: Int? {
            guard uri.hasPrefix("info:srw/diagnostic/1/") || uri.allSatisfy(\.isNumber) else { return nil }
            return Int(uri.split(separator: "/").last ?? "").flatMap { (1...9999).contains($0) ? $0 : nil }
        }

        /// The same in Bib-1's list, by libyaz's table; 100, unspecified, when it is in no list.
        var bib1: Int { code.map { Int(yaz_diag_srw_to_bib1(Int32($0))) } ?? 100 }

        /// In words, for the log: `Unsupported index: dc.subject (info:srw/diagnostic/1/16)`.
        var words: String {
            let own = message.isEmpty ? code.map { String(cString: yaz_diag_srw_str(Int32($0))) } ?? "" : message
            let text = [own, details].filter { !$0.isEmpty }.joined(separator: ": ")
            return text.isEmpty ? "diagnostic \(uri)" : "\(text) (\(uri))"
        }
    }

    /// How many records match; `nil` when the server does not say, or says nonsense.
    var hitCount: Int?
    /// The records, in the server's order.
    var records: [RawRecord] = []
    /// The diagnostics about the search as a whole.
    var diagnostics: [Diagnostic] = []
}

/// Why a body is no answer to a search.
struct UnreadableAnswer: Error, Hashable {
    let why: String
}

/// The answer in the body of an HTTP response, whichever version of SRU it is in, bare or in a SOAP envelope.
///
/// Elements count by their local names alone: servers mix up the namespaces of the versions.
///
/// - Parameters:
///   - body: the document.
///   - limit: how many records were asked for; what comes beyond is left out.
/// - Returns: the answer.
/// - Throws: when it is none, or was cut short.
func readSearchRetrieve(_ body: [UInt8], limit: Int) throws(UnreadableAnswer) -> SearchRetrieveAnswer {
    let reader = SearchRetrieveReader(limit: limit)
    let fault = walkXML(body, reader)
    guard reader.isWhole else {
        if let fault = reader.soapFault { throw UnreadableAnswer(why: "a SOAP fault: \(fault)") }
        guard let fault else { throw UnreadableAnswer(why: "XML that is no answer to a search") }
        throw UnreadableAnswer(why: reader.hasBegun ? "an answer that breaks off: \(fault)" : "no XML: \(fault)")
    }
    return reader.answer
}
