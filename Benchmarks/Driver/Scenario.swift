/// Something that is measured: a name to ask for it by, and how.
struct Scenario: Sendable {
    let name: String
    /// What it measures, in a line.
    let summary: String
    let run: @Sendable (Bench) throws(Failure) -> [Row]

    /// All of them, in the order in which they are run.
    static let all: [Scenario] = [
        .ten, .clients, .hundred, .delay, .members81, .members500, .members81Varied, .paging, .memory, .endurance,
        .joining,
    ]
}
