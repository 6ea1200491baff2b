/// The candidate that `word` was most likely meant to be; `nil` when none is near.
///
/// Near is one slip of the finger in every three letters: a letter left out, put in, changed, or two swapped.
func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(word.lowercased().prefix(64).unicodeScalars)
    let allowed = max(1, word.count / 3)
    return
        candidates
        .map { ($0, slips(word, Array($0.lowercased().unicodeScalars))) }
        .filter { $0.1 <= allowed }
        .min { $0.1 < $1.1 }?
        .0
}

/// `; did you mean 'charset'?`, or the choices in words when none is near.
func suggestion(for word: String, among candidates: [String]) -> String {
    if let near = nearest(to: word, among: candidates) { return "; did you mean '\(near)'?" }
    return "; it can be \(listed(candidates))"
}

/// `usmarc, unimarc or opac`.
func listed(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
}

/// Whether this is a member's or group's id: `[a-z0-9-]`, at most 64 characters.
func isTargetsID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
        && text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
}

/// Whether this can be the alliance's database name: an id that may also hold capitals, `_` and `.`.
func isDatabaseName(_ text: String) -> Bool {
    isTargetsID(text.lowercased().replacing("_", with: "-").replacing(".", with: "-"))
        && text.utf8.allSatisfy { $0 < 0x80 }
}
