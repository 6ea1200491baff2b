/// What came of asking for a record in one syntax.
enum SyntaxAnswer: Hashable {
    /// That syntax.
    case served(RawRecord)
    /// A record in another one, by libyaz's name.
    case other(RawRecord, syntax: String)
    /// A Bib-1 diagnostic: its words.
    case refused(String)
    /// No record and no diagnostic.
    case nothing
    /// No answer: why.
    case failed(String)

    /// What a reply says about the syntax that was asked for.
    init(_ reply: MemberReply, asked: String) {
        switch reply {
        case .success(let answer):
            switch answer.records.first {
            case .octets(_, let sent)?:
                self = sent == asked ? .served(answer.records[0]) : .other(answer.records[0], syntax: sent)
            case .diagnostic(let code, let message)?: self = .refused("diagnostic \(code): \(message)")
            case nil: self = .nothing
            }
        case .failure(let failure):
            if case .refused = failure.reason {
                self = .refused(words(for: failure))
            } else {
                self = .failed(words(for: failure))
            }
        }
    }

    /// The record that came; `nil` when none did.
    var record: RawRecord? {
        switch self {
        case .served(let record), .other(let record, _): record
        default: nil
        }
    }
}

/// The syntax to ask for: the one that is asked for already when its records can be read, or else the best of the rest.
///
/// MARC before XML, which is larger and may be anything; OPAC last, though it brings holdings: it is larger still.
///
/// - Parameters:
///   - answers: what came of asking for each.
///   - current: the one that is asked for already.
/// - Returns: `nil` when no syntax gave a record that can be read.
func bestSyntax(
    of answers: [(syntax: String, answer: SyntaxAnswer)], current: MemberProfile.Syntax
) -> MemberProfile.Syntax? {
    func isReadable(_ syntax: MemberProfile.Syntax) -> Bool {
        guard let answer = answers.first(where: { $0.syntax == syntax.wireName })?.answer, let raw = answer.record
        else { return false }
        return readableTitle(of: raw) != nil
    }
    let isServed = answers.contains { entry in
        guard entry.syntax == current.wireName, case .served = entry.answer else { return false }
        return isReadable(current)
    }
    if isServed { return current }
    let order: [MemberProfile.Syntax] = [.usmarc, .unimarc, .xml, .opac]
    let served = order.first { syntax in
        guard case .served? = answers.first(where: { $0.syntax == syntax.wireName })?.answer else { return false }
        return isReadable(syntax)
    }
    return served ?? ([current] + order).first(where: isReadable)
}

/// The title that the gateway reads in a record; `nil` when it can't be read, or has none.
func readableTitle(of raw: RawRecord) -> String? {
    guard case .success(let record) = decodeRecord(raw) else { return nil }
    return Bibliographic(record).title
}
