import CYaz
import FederatedQuery

/// A failure's reason in words: for SRU's `extraResponseData`, the command line and the log alike.
extension MemberFailure.Reason {
    /// Its name for programs: `timedOut`.
    var name: String {
        switch self {
        case .unresolvable: "unresolvable"
        case .unreachable: "unreachable"
        case .rejected: "rejected"
        case .timedOut: "timedOut"
        case .closed: "closed"
        case .refused: "refused"
        case .http: "http"
        case .garbled: "garbled"
        case .busy: "busy"
        case .skipped: "skipped"
        case .late: "late"
        }
    }

    /// The step of the protocol at which the member fell silent or left; `nil` when it is none of these.
    var step: MemberFailure.Step? {
        switch self {
        case .timedOut(let step), .closed(let step): step
        default: nil
        }
    }

    /// The Bib-1 diagnostic that it answered with; `nil` when it is something else.
    var bib1: Int? {
        guard case .refused(let bib1) = self else { return nil }
        return bib1
    }

    /// A sentence for a reader, without a full stop: `it did not answer in time`.
    var sentence: String {
        switch self {
        case .unresolvable: "its host name does not resolve"
        case .unreachable: "it could not be reached"
        case .rejected: "it rejected the session"
        case .timedOut: "it did not answer in time"
        case .closed: "it closed the connection"
        case .refused(let bib1): "it answered: \(wording(ofBib1: bib1))"
        case .http(let status): "it answered with HTTP status \(status)"
        case .garbled: "it sent what could not be read"
        case .busy: "all connections to it were busy"
        case .skipped: "it has kept failing and is left alone for now"
        case .late: "it takes longer than usual; its answer joins the result set when it comes"
        }
    }
}

extension MemberReport.Outcome {
    /// Why a member gave nothing, for a reader: `it did not answer in time (search)`; `nil` when it answered.
    var explanation: String? {
        switch self {
        case .answered: nil
        case .notAsked(let why): "not asked: \(why)"
        case .failed(let reason):
            if let detail = reason.step?.rawValue ?? reason.bib1.map(String.init) {
                "\(reason.sentence) (\(detail))"
            } else {
                reason.sentence
            }
        }
    }
}

/// The wording of a Bib-1 diagnostic (Z39.50, appendix 3), from libyaz's own table.
private func wording(ofBib1 code: Int) -> String {
    diagbib1_str(Int32(truncatingIfNeeded: code)).map { String(cString: $0) } ?? "diagnostic \(code)"
}
