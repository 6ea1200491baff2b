/// What had to be mended to read a record: a sentence each, none twice.
struct Mendings {
    /// More would tell a reader nothing: whatever comes after is left out.
    static let limit = 20

    private(set) var sentences: [String] = []

    mutating func note(_ sentence: @autoclosure () -> String) {
        guard sentences.count < Self.limit else { return }
        let sentence = sentence()
        if !sentences.contains(sentence) { sentences.append(sentence) }
    }
}
