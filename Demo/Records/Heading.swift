/// A person's or body's heading, taken apart.
struct Heading: Equatable {
    /// `鲁迅`, `Knuth, Donald Ervin`.
    let name: String
    /// `1881-1936`, `1960-`; `nil` when unknown.
    let dates: String?

    /// The heading `text`, dates after the last comma.
    init(_ text: String) {
        if let match = text.wholeMatch(of: /(.+), (\d{4}-(?:\d{4})?)/) {
            name = String(match.1)
            dates = String(match.2)
        } else {
            name = text
            dates = nil
        }
    }

    /// The name before the comma, and what stands after it, perhaps as initials: `Knuth` and `D. E.`.
    func parts(initials: Bool) -> (family: String, given: String?) {
        let parts = name.split(separator: ", ", maxSplits: 1).map(String.init)
        guard parts.count > 1 else { return (name, nil) }
        guard initials else { return (parts[0], parts[1]) }
        return (parts[0], parts[1].split(separator: " ").compactMap(\.first).map { "\($0)." }.joined(separator: " "))
    }
}

/// A subject heading, taken apart: `Chinese fiction @ China # 20th century`, or `@ China -- History`.
struct SubjectHeading: Equatable {
    enum Kind: Equatable {
        case topic, place, period
    }

    struct Subdivision: Equatable {
        let kind: Kind
        let text: String
    }

    let main: String
    /// Whether the heading itself is the name of a place.
    let isPlace: Bool
    let subdivisions: [Subdivision]

    init(_ text: String) {
        var words = text.split(separator: " ")[...]
        isPlace = words.first == "@"
        if isPlace { words.removeFirst() }
        func phrase() -> String {
            let words1 = words.prefix { kinds[$0] == nil }
            words = words.dropFirst(words1.count)
            return words1.joined(separator: " ")
        }
        main = phrase()
        var subdivisions: [Subdivision] = []
        while let mark = words.popFirst(), let kind = kinds[mark] {
            subdivisions.append(Subdivision(kind: kind, text: phrase()))
        }
        self.subdivisions = subdivisions
    }
}

private let kinds: [Substring: SubjectHeading.Kind] = ["--": .topic, "@": .place, "#": .period]
